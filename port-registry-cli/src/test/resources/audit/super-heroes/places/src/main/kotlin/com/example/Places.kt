package com.example

class Places {

	private val heroes = System.getenv("HEROES_URL") ?: "http://localhost:8283"

	private val fights = "http://localhost:8282/api"

	private val text = """
		see http://localhost:8282/q/docs
	"""

}
