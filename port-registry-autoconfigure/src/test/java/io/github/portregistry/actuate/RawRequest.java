package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request that says what HTTP clients do not let one say.
 */
final class RawRequest {

	private RawRequest() {
	}

	/** Return the answer, from the status line on. */
	static String get(int port, String path, String host, String... headers) throws IOException {
		return send("GET", "localhost", port, path, host, headers);
	}

	static String send(String method, String address, int port, String path, String host, String... headers)
			throws IOException {
		try (Socket socket = new Socket(address, port)) {
			String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
					+ Stream.of(headers).map((header) -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
