package io.github.portregistry.actuate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

import io.github.portregistry.autoconfigure.PortRegistryProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestGuard}.
 */
class RequestGuardTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final RequestGuard guard = new RequestGuard(
			new PortRegistryProperties.Endpoint(Set.of("Dev.Test", "192.0.2.1", "[2001:db8::1]"),
					Set.of("198.51.100.7", "172.17.0.0/16", "2001:db8:1::/48"), Duration.ZERO),
			"https://proxy.test"::equals);

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "127.255.255.254", "[::1]",
			"[::1]:8080", "orders.localhost", "a.b.localhost:8080", "dev.test", "DEV.test:8080", "192.0.2.1:8080",
			"localhost.", "localhost.:8080", "a.localhost.", "dev.test.", "localhost:", "[0:0:0:0:0:0:0:1]:8080",
			"[::0001]", "[::ffff:127.0.0.1]", "[::FFFF:7f00:1]:8080", "[2001:DB8:0::1]", "[::ffff:192.0.2.1]" })
	void refuseWhenHostIsOfThisMachineIsNull(String host) {
		assertThat(refuse(host, null, null, false)).isNull();
		assertThat(refuse(host, null, null, true)).isNull();
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "evil.test", "evil.test:8080", "evillocalhost", "localhost.evil.test",
			"dev.test.evil.test", "evil.dev.test", "127.0.0.1.evil.test", "1127.0.0.1", "128.0.0.1", "192.168.0.1:8080",
			"0.0.0.0", "[::2]:8080", "[fe80::1]", "::1", "localhost:8080@evil.test", "evil.test#localhost",
			"localhost:evil", "localhost..", ".localhost", "localhost:80:80", "localhost:99999", "localhost:123456",
			"[localhost]", "[127.0.0.1]", "[::1", "[::1]x", "[::1%lo]", "127.1", "127.0.0.256", "2130706433",
			"http://localhost", "localhost/", "a b.localhost", "localhost,evil.test", "[::]", "[::ffff:128.0.0.1]" })
	void refuseWhenHostIsAnotherTellsProperty(String host) {
		assertThat(refuse(host, null, null, false)).contains("portregistry.endpoint.allowed-hosts");
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:8080,", "https://LOCALHOST:8080, same-origin", ", same-origin", ", none", "," })
	void refuseWhenPageOfSameOriginChangesIsNull(String origin, String site) {
		assertThat(refuse("localhost:8080", origin, site, true)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "http://evil.test, cross-site", "null, cross-site", "http://evil.test,", "http://localhost:8081," })
	void refuseWhenPageOfAnotherOriginReadsIsNull(String origin, String site) {
		assertThat(refuse("localhost:8080", origin, site, false)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "http://evil.test,", "http://localhost:8081,", "http://localhost,", "http://localhost:8080.evil.test,",
			"null,", "'',", "ftp://localhost:8080,", "http://,", "http://localhost:8080/,",
			"http://evil.test@localhost:8080,", "http://localhost:8080 http://evil.test,", ", cross-site",
			", same-site", "http://localhost:8080, cross-site", "http://proxy.test,", "https://proxy.test.evil.test," })
	void refuseWhenPageOfAnotherOriginChangesTellsIt(String origin, String site) {
		assertThat(refuse("localhost:8080", origin, site, true))
			.startsWith("The request comes from a page of another origin");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://localhost              | localhost:80
			http://localhost              | localhost
			http://localhost:80           | localhost
			https://localhost             | localhost:443
			https://localhost             | localhost
			HTTPS://LocalHost:443         | localhost
			http://localhost:8080         | localhost.:8080
			http://localhost.:8080        | LOCALHOST:8080
			http://[::1]:8080             | [0:0:0:0:0:0:0:1]:8080
			http://[0:0::1]               | [::1]:80
			http://[::ffff:127.0.0.1]:1   | 127.0.0.1:1
			http://[::ffff:7f00:1]        | [::ffff:127.0.0.1]
			http://Dev.Test.:8080         | dev.test:08080
			""")
	void refuseWhenOriginIsHostInOtherWordsIsNull(String origin, String host) {
		assertThat(refuse(host, origin, "same-origin", true)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://localhost              | localhost:443
			http://localhost              | localhost:8080
			http://localhost:443          | localhost
			https://localhost             | localhost:80
			http://localhost:8080         | localhost
			http://localhost              | 127.0.0.1
			http://127.0.0.1              | [::1]
			http://[::1]:8080             | [::1]:8081
			http://a.localhost            | b.localhost
			http://[::ffff:127.0.0.2]     | 127.0.0.1
			""")
	void refuseWhenOriginIsNotHostTellsIt(String origin, String host) {
		assertThat(refuse(host, origin, "same-origin", true))
			.startsWith("The request comes from a page of another origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "same-site", "cross-site" })
	void refuseWhenOriginIsAllowedIsNull(String site) {
		assertThat(refuse("localhost:8080", "https://proxy.test", site, true)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "198.51.100.7", "::ffff:198.51.100.7",
			"172.17.0.1", "172.17.255.255", "2001:db8:1:ffff::1" })
	void refuseWhenClientIsThisMachineOrAllowedIsNull(String client) throws UnknownHostException {
		assertThat(this.guard.refuse(request(client, "localhost"), true)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "198.51.100.6", "198.51.100.8", "172.16.255.255", "172.18.0.0", "2001:db8:2::1",
			"2001:db8::1", "ac11::1", "fe80::1%1" })
	void refuseWhenClientIsAnotherMachineTellsProperty(String client) throws UnknownHostException {
		for (String host : new String[] { "localhost", "dev.test", client }) {
			assertThat(this.guard.refuse(request(client, host), false))
				.contains("portregistry.endpoint.allowed-clients");
		}
	}

	@Test
	void refuseWhenClientIsNotKnownTellsIt() {
		assertThat(this.guard.refuse(new ClientRequest(null, "localhost", null, null), false))
			.contains("client is not known");
	}

	private String refuse(String host, String origin, String site, boolean change) {
		return this.guard.refuse(new ClientRequest(LOOPBACK, host, origin, site), change);
	}

	private static ClientRequest request(String client, String host) throws UnknownHostException {
		return new ClientRequest(InetAddress.getByName(client), host, null, null);
	}

}
