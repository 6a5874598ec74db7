package io.github.portregistry.actuate;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoint with random requests: each is answered or refused, and one that
 * is refused changes nothing.
 */
class RequestFuzzTests {

	private static final String[] METHODS = { "GET", "POST", "POST", "POST", "DELETE", "PUT", "HEAD", "PATCH",
			"OPTIONS" };

	private static final String[] BODIES = { "", "{}", "[]", "null", "{\"port\":5030}", "{\"port\":\"5_0\"}",
			"{\"port\":null}", "{\"port\":[1]}", "{\"port\":{\"a\":1}}", "{\"port\":5020}", "{\"port\":1e99}",
			"{\"port\":", "{\"port\":5030,\"description\":\"\\u001b\\n\\ud800\"}", "{\"port\":5030,\"description\":{}}",
			"{\"port\":5030,\"port\":5020}", "{\"name\":\"x\",\"port\":5031}", "\"port\"", "[".repeat(5000) };

	private static final String CONTENT = "# mine\nbilling:5020:\n";

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void requestIsAnsweredOrRefused(WebApplicationType type, @TempDir Path directory) throws IOException {
		Path registry = directory.resolve("ports");
		Random random = new Random(1);
		try (TestApp app = TestApp.start(type, directory, "server.port=0", "logging.level.root=off",
				"management.endpoint.ports.access=unrestricted", "management.endpoints.web.exposure.include=ports")) {
			for (int i = 0; i < HostileText.inputs(100); i++) {
				Files.writeString(registry, CONTENT);
				String request = request(random, app.port());
				String answer = send(request, app.port());
				String input = "Request " + i + ": " + request + "\n" + answer;
				assertThat(answer).as(input).matches("(?s)HTTP/1.1 [24]\\d\\d.*");
				if (answer.startsWith("HTTP/1.1 4")) {
					assertThat(registry).as(input).hasContent(CONTENT);
				}
				assertThat(Files.readString(registry)).as(input)
					.matches("# mine\n(billing:\\d+:[^\\p{Cc}]*\n)?([\\w-]+:503\\d:[^\\p{Cc}]*\n)?");
			}
		}
	}

	private static String request(Random random, int port) {
		String body = (random.nextInt(3) > 0) ? pick(random, BODIES) : HostileText.next(random);
		String path = switch (random.nextInt(8)) {
			case 0 -> "";
			case 1, 2 ->
				"/" + pick(random, "billing", "web", "..", "%00", "%0a", "a%2fb", "%", "a;b=c", "billing/x", "%c3");
			default -> "/" + UriUtils.encode(HostileText.next(random), StandardCharsets.UTF_8);
		};
		String query = (random.nextInt(4) == 0) ? "?" + pick(random, "port=5030", "name=x", "a", "port=1&port=2", "%")
				: "";
		String host = (random.nextInt(8) > 0) ? "localhost:" + port : pick(random, "", "evil.test", "localhost:x",
				"[::1", "a b", "127.0.0.1", "::1", "localhost,evil.test");
		String origin = (random.nextInt(4) > 0) ? ""
				: "Origin: " + pick(random, "http://localhost:" + port, "null", "http://evil.test", "", "x y") + "\r\n";
		// No forms: a filter of Spring's answers malformed ones with 500, at any path.
		String contentType = pick(random, "application/json", "application/json", "text/plain", "x", "", "a/b;c");
		return pick(random, METHODS) + " /actuator/ports" + path + query + " HTTP/1.1\r\nHost: " + host
				+ "\r\nConnection: close\r\nContent-Type: " + contentType + "\r\n" + origin + "Content-Length: "
				+ body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
	}

	private static String send(String request, int port) throws IOException {
		try (Socket socket = new Socket("localhost", port)) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String pick(Random random, String... texts) {
		return texts[random.nextInt(texts.length)];
	}

}
