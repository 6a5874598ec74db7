package com.example;

class ValidatorTests {

	private final Validator validator = Validator.builder()
		.allowedOrigin("http://localhost:8670")
		.allowedHost("localhost:8670")
		.build();

	@CsvSource({ "http://localhost:8670/root, /api, http://localhost:8670/api" })
	void resolves(String base) {
	}

}
