package com.example;

class AuthConfig {

	RegisteredClient writer() {
		return RegisteredClient.withId(id())
			.redirectUri("https://my.example.org")
			.redirectUri("https://localhost:7443/webjars/oauth2-redirect.html")
			.tokenSettings(settings(3600))
			.build();
	}

}
