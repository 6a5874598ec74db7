package com.example;

class GatewayTests {

	private static final int STUB_PORT = 8888;

	// the kitchen is at http://localhost:8183
	private final String kitchen = "http://localhost:" + STUB_PORT;

	private final String parsed = "http://localhost:7777/orders?limit=5000";

}
