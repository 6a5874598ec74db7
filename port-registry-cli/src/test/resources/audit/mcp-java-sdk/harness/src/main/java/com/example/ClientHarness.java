package com.example;

public abstract class ClientHarness {

	static String host = "http://localhost:3021";

	void start() {
		this.proxy = client.create("server", "0.0.0.0:3022", "server:3021");
		await(3000);
	}

}
