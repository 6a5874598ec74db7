package com.example;

class ConnectivityTests {

	void commands() {
		assertThat(command("mqtt")).isEqualTo("pub -h localhost -p 1883 -u token");
		assertThat(command("coap")).isEqualTo("coap://localhost:5683/api/v1");
		assertThat(valid("http://127.0.0.1:8070/path")).isFalse();
		assertThat(base()).isEqualTo(System.getProperty("base.url", "ws://localhost:8380"));
	}

}
