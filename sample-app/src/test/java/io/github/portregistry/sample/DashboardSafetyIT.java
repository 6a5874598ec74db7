package io.github.portregistry.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nobody but the user of this machine changes anything through the dashboard,
 * and that nothing in the registry does anything to the dashboard.
 */
class DashboardSafetyIT extends AbstractDashboardIT {

	private HttpServer otherSite;

	@BeforeEach
	void startOtherSite() throws IOException {
		this.otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.otherSite.createContext("/", (exchange) -> {
			byte[] page = "<!DOCTYPE html><title>Other</title><p>Other site".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		this.otherSite.start();
	}

	@AfterEach
	void stopOtherSite() {
		this.otherSite.stop(0);
	}

	/** Show a page of another site, which only seems to be one of this machine. */
	private void openOtherSite(String host) {
		browser.open("http://" + host + ":" + this.otherSite.getAddress().getPort() + "/");
		assertThat(browser.text("p")).isEqualTo("Other site");
	}

	private static String endpoint() {
		return "http://localhost:" + range.start() + "/actuator/ports";
	}

	private static void assertThatNothingHasChanged() {
		assertThat(registry()).content().isEqualTo("sample-app:" + range.start() + ":\n" + OTHERS.formatted(port(1)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					evil.test | { method: 'POST', body: '{"port": 3996}', headers: { 'Content-Type': 'application/json' } }
					evil.test | { method: 'POST', body: '{"port": 3996}', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }
					evil.test | { method: 'POST', body: new URLSearchParams({ port: 3996 }), mode: 'no-cors' }
					evil.test | { method: 'DELETE' }
					localhost | { method: 'POST', body: '{"port": 3996}', headers: { 'Content-Type': 'application/json' } }
					localhost | { method: 'POST', body: '{"port": 3996}', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }
					localhost | { method: 'DELETE' }
					""")
	void fetchByPageOfAnotherSiteChangesNothing(String host, String request) {
		openOtherSite(host);
		String result = browser.evaluateAsync("const done = arguments[1];" + "fetch(arguments[0], " + request
				+ ").then((response) => done(response.type), () => done('refused'))", endpoint() + "/billing");
		assertThat(result).isIn("opaque", "refused");
		assertThatNothingHasChanged();
	}

	@ParameterizedTest
	@ValueSource(strings = { Browser.FOREIGN_HOST, "localhost" })
	void readByPageOfAnotherSiteIsRefused(String host) {
		openOtherSite(host);
		assertThat(browser.<String>evaluateAsync(
				"const done = arguments[1];"
						+ "fetch(arguments[0]).then((response) => response.text()).then(done, () => done('refused'))",
				endpoint()))
			.isEqualTo("refused");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data", "text/plain" })
	void formOfAnotherSiteChangesNothing(String type) {
		openOtherSite(Browser.FOREIGN_HOST);
		browser.evaluate(
				"const form = document.createElement('form'); const field = document.createElement('input');"
						+ "form.method = 'post'; form.action = arguments[0]; form.enctype = arguments[1];"
						+ "field.name = '{\"port\": 3996, \"a'; field.value = '\": 1}';"
						+ "form.append(field); document.body.append(form); form.submit()",
				endpoint() + "/billing", type);
		browser.awaitText("body", "Unsupported Media Type");
		assertThatNothingHasChanged();
	}

	@Test
	void pageOfAnotherSiteCannotFrameDashboard() {
		openOtherSite("localhost");
		browser.evaluateAsync(
				"const done = arguments[1]; const frame = document.createElement('iframe');"
						+ "frame.src = arguments[0]; frame.onload = () => done(); document.body.append(frame)",
				"http://localhost:" + range.start() + "/");
		browser.driver().switchTo().frame(0);
		assertThat(browser.elements("#table")).isEmpty();
		browser.driver().switchTo().defaultContent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/dashboard.js", "/actuator/ports", "/call" })
	void openByForeignNameIsRefused(String path) throws IOException {
		browser.open("http://" + Browser.FOREIGN_HOST + ":" + range.start() + path);
		assertThat(browser.text("body")).contains("not a name of this machine's loopback interface");
		assertThat(send("GET " + path + " HTTP/1.1\r\nHost: 192.0.2.1\r\n")).startsWith("HTTP/1.1 403");
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, 415", "application/x-www-form-urlencoded, 415" })
	void postThatIsNotJsonIsRefused(String type, int status) throws IOException {
		String body = "{\"port\":3996}";
		assertThat(send("POST /actuator/ports/billing HTTP/1.1\r\nHost: localhost:" + range.start()
				+ "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n", body))
			.startsWith("HTTP/1.1 " + status);
		assertThatNothingHasChanged();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Origin: http://evil.test", "Origin: null", "Sec-Fetch-Site: cross-site" })
	void deleteOfAnotherOriginIsRefused(String header) throws IOException {
		assertThat(send("DELETE /actuator/ports/billing HTTP/1.1\r\nHost: localhost:" + range.start() + "\r\n" + header
				+ "\r\n"))
			.startsWith("HTTP/1.1 403");
		assertThatNothingHasChanged();
	}

	private static String send(String head, String... body) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), range.start())) {
			String request = head + "Connection: close\r\n\r\n" + String.join("", body);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void pageLoadsNothingFromElsewhereAndRunsNothingElse() throws IOException {
		assertThat(send("GET / HTTP/1.1\r\nHost: localhost\r\n")).contains(
				"Content-Security-Policy: default-src 'none';", "frame-ancestors 'none'",
				"X-Content-Type-Options: nosniff", "Cache-Control: no-store");
		List<String> loaded = browser
			.evaluate("return performance.getEntriesByType('resource').map((each) => each.name)");
		assertThat(loaded).isNotEmpty().allMatch((url) -> url.startsWith("http://localhost:" + range.start() + "/"));
		assertThat(browser.<String>evaluateAsync("const done = arguments[0];"
				+ "document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));"
				+ "const image = new Image(); image.src = 'http://" + Browser.FOREIGN_HOST + "/x.png'"))
			.isEqualTo("img-src");
		assertThat(browser.<String>evaluate("try { document.body.innerHTML = '<p>'; return 'done'; }"
				+ " catch (failure) { return failure.name; }"))
			.isEqualTo("TypeError");
	}

	@Test
	void hostileTextsAreShownAsText() throws IOException {
		String markup = "<img src=x onerror=\"document.title='owned'\">";
		String[] names = { markup, "'\"><script>document.title='owned'</script>", "javascript", "__proto__",
				"constructor", "a/../b", "\u202egnp", "${7*7}" };
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < names.length; i++) {
			lines.append(names[i]).append(':').append(3900 + i).append(':').append(markup).append("\u202e\u0007\n");
		}
		writeRegistry(lines.toString());
		browser.await(() -> assertThat(browser.names()).hasSize(names.length + 1));
		assertThat(browser.names()).contains(markup, "__proto__", "\ufffdgnp");
		assertThat(browser.row("__proto__").get(4)).isEqualTo(markup + "\ufffd\ufffd");
		browser.await(() -> assertThat(browser.text("#findings")).contains("'" + markup + "'"));
		assertThat(browser.elements("main img, main script, #rows b")).isEmpty();
		assertThat(browser.row(markup).get(5)).isEqualTo("Copy URL");
		browser.element("[data-port='3900']").click();
		assertThat(browser.text("#map-port")).contains(markup);
		browser.press("Unregister constructor").awaitText("#notices", "constructor is unregistered");
		browser.press("Edit __proto__").fill("port", "3950").click("#submit");
		browser.awaitText("#notices", "__proto__ moved from port 3903 to 3950");
		assertThat(browser.driver().getTitle()).isEqualTo("Ports of this machine");
	}

}
