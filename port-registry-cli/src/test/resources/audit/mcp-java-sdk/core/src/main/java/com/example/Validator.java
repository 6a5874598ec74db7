package com.example;

class Validator {

	/**
	 * Allow an origin.
	 * @param origin the origin (e.g., "http://localhost:8670")
	 */
	Validator allowedOrigin(String origin) {
		return this;
	}

}
