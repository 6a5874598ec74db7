package io.github.portregistry.autoconfigure.claim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerUrl}.
 */
class ServerUrlTests {

	@ParameterizedTest
	@CsvSource({ ", false, http://localhost:7001", ", true, https://localhost:7001",
			"127.0.0.1, false, http://localhost:7001", "0.0.0.0, false, http://localhost:7001",
			"::1, false, http://[::1]:7001", "127.0.0.2, false, http://127.0.0.2:7001",
			"192.0.2.1, false, http://192.0.2.1:7001", "2001:db8::1, true, 'https://[2001:db8:0:0:0:0:0:1]:7001'" })
	void withPortTellsSchemeAndHost(String address, boolean secure, String url) throws UnknownHostException {
		assertThat(new ServerUrl(secure, (address != null) ? InetAddress.getByName(address) : null, "").withPort(7001))
			.isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource({ "/shop, /shop", "shop, /shop", "/shop/, /shop", "shop/, /shop", "/, ''", "'', ''", "' /a/b ', /a/b" })
	void withPortTellsPathAsSpringBootTakesIt(String path, String expected) {
		assertThat(new ServerUrl(false, null, path).withPort(7001)).isEqualTo("http://localhost:7001" + expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					server.servlet.context-path=/a spring.webflux.base-path=/b      | APPLICATION | true  | http://localhost:1/a
					server.servlet.context-path=/a spring.webflux.base-path=/b      | APPLICATION | false | http://localhost:1/b
					management.server.base-path=admin server.servlet.context-path=a | MANAGEMENT  | true  | http://localhost:1/admin
					server.ssl.bundle=web                                           | APPLICATION | true  | https://localhost:1
					server.ssl.key-store=a.p12                                      | APPLICATION | false | https://localhost:1
					server.ssl.bundle=web server.ssl.enabled=false                  | APPLICATION | true  | http://localhost:1
					server.ssl.bundle=web                                           | MANAGEMENT  | true  | https://localhost:1
					server.ssl.bundle=web management.server.ssl.enabled=false       | MANAGEMENT  | true  | http://localhost:1
					management.server.ssl.bundle=web                                | MANAGEMENT  | true  | https://localhost:1
					management.server.ssl.bundle=web                                | APPLICATION | true  | http://localhost:1
					""")
	void ofTellsWhatIsConfigured(String properties, ServerKind kind, boolean servlet, String url) {
		ConfigurableEnvironment environment = servlet ? new StandardServletEnvironment() : new StandardEnvironment();
		Map<String, Object> map = new HashMap<>();
		for (String property : properties.split(" ")) {
			map.put(property.split("=")[0], property.split("=")[1]);
		}
		environment.getPropertySources().addFirst(new MapPropertySource("test", map));
		assertThat(ServerUrl.of(environment, kind, null).withPort(1)).isEqualTo(url);
	}

}
