package io.github.portregistry.actuate;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestGuard}.
 */
class RequestGuardTests {

	private final RequestGuard guard = new RequestGuard(List.of("Dev.Test", "192.0.2.1"));

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "127.255.255.254", "[::1]",
			"[::1]:8080", "orders.localhost", "a.b.localhost:8080", "dev.test", "DEV.test:8080", "192.0.2.1:8080" })
	void refuseWhenHostIsOfThisMachineIsNull(String host) {
		assertThat(this.guard.refuse("GET", host, null, null)).isNull();
		assertThat(this.guard.refuse("POST", host, null, null)).isNull();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "evil.test", "evil.test:8080", "evillocalhost", "localhost.evil.test",
			"dev.test.evil.test", "evil.dev.test", "127.0.0.1.evil.test", "1127.0.0.1", "128.0.0.1", "192.168.0.1:8080",
			"0.0.0.0", "[::2]:8080", "[fe80::1]", "::1", "localhost:8080@evil.test", "evil.test#localhost",
			"localhost:evil" })
	void refuseWhenHostIsAnotherTellsProperty(String host) {
		assertThat(this.guard.refuse("GET", host, null, null)).contains("portregistry.endpoint.allowed-hosts");
	}

	@ParameterizedTest
	@CsvSource({ "GET, http://evil.test, cross-site", "HEAD, null, cross-site", "OPTIONS, http://evil.test,",
			"POST, http://localhost:8080,", "POST, https://LOCALHOST:8080, same-origin", "DELETE, , same-origin",
			"POST, , none", "POST, ," })
	void refuseWhenPageIsOfSameOriginOrReadsIsNull(String method, String origin, String site) {
		assertThat(this.guard.refuse(method, "localhost:8080", origin, site)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "POST, http://evil.test,", "POST, http://localhost:8081,", "POST, http://localhost,",
			"POST, http://localhost:8080.evil.test,", "POST, null,", "POST, '',", "POST, ftp://localhost:8080,",
			"DELETE, http://evil.test,", "PUT, http://evil.test,", "POST, , cross-site", "POST, , same-site",
			"POST, http://localhost:8080, cross-site" })
	void refuseWhenPageOfAnotherOriginChangesTellsIt(String method, String origin, String site) {
		assertThat(this.guard.refuse(method, "localhost:8080", origin, site))
			.isEqualTo("The request comes from a page of another origin");
	}

}
