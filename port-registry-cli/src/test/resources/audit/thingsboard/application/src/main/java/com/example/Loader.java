package com.example;

class Loader {

	private static final int REPORT_TIMEOUT = 10000;

	void load(ObjectNode node) {
		node.put("baseUrl", "http://localhost:8380");
		node.put("mail", "localhost:25");
	}

}
