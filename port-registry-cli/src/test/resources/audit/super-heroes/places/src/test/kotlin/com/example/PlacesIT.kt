package com.example

class PlacesIT {

	// http://localhost:8289
	private val channel = ManagedChannelBuilder.forAddress("localhost", server.port)

	private val limit = 5000

}
