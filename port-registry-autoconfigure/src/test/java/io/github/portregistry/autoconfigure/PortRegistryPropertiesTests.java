package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRegistryProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PortRegistryPropertiesTests {

	@TempDir
	private Path directory;

	@Test
	void bindWhenValuesAreValidSetsThem() {
		try (TestApp app = start("server.port=0", "portregistry.enabled=true", "portregistry.location=a/b.ports",
				"portregistry.name=my-app_1", "portregistry.description=Mine: all of it",
				"portregistry.preferred-port=65535", "portregistry.range.start=1", "portregistry.range.end=65536",
				"portregistry.excluded-ports=1,65535", "portregistry.on-conflict=fail",
				"portregistry.lock-timeout=250ms", "portregistry.fail-fast=true", "portregistry.skip.in-tests=true",
				"portregistry.endpoint.allowed-hosts=one.test,two.test", "portregistry.stopping-timeout=0s",
				"portregistry.endpoint.allowed-clients=172.17.0.1,172.18.0.0/16",
				"portregistry.endpoint.time-to-live=1s", "portregistry.worktree=false",
				"portregistry.management.enabled=false", "portregistry.additional-ports.grpc-web=app.grpc-port")) {
			PortRegistryProperties properties = app.bean(PortRegistryProperties.class);
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.location()).isEqualTo("a/b.ports");
			assertThat(properties.name()).isEqualTo("my-app_1");
			assertThat(properties.description()).isEqualTo("Mine: all of it");
			assertThat(properties.preferredPort()).isEqualTo(65535);
			assertThat(properties.range().start()).isEqualTo(1);
			assertThat(properties.range().end()).isEqualTo(65536);
			assertThat(properties.excludedPorts()).containsExactly(1, 65535);
			assertThat(properties.onConflict()).isEqualTo(ConflictPolicy.FAIL);
			assertThat(properties.lockTimeout()).isEqualTo(Duration.ofMillis(250));
			assertThat(properties.failFast()).isTrue();
			assertThat(properties.skip().inTests()).isTrue();
			assertThat(properties.endpoint().allowedHosts()).containsExactly("one.test", "two.test");
			assertThat(properties.endpoint().allowedClients()).containsExactly("172.17.0.1", "172.18.0.0/16");
			assertThat(properties.endpoint().timeToLive()).isEqualTo(Duration.ofSeconds(1));
			assertThat(properties.stoppingTimeout()).isZero();
			assertThat(properties.worktree()).isFalse();
			assertThat(properties.management().enabled()).isFalse();
			assertThat(properties.additionalPorts()).containsExactly(Map.entry("grpc-web", "app.grpc-port"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			name             | a b      | use 1 to 128 ASCII letters, digits, '_' and '-'
			name             | -x       | not starting with '-'
			name             | a--b     | '--' is reserved
			name             | long     | use 1 to 128
			location         | ""       | must be a path
			preferred-port   | 0        | must be from 1 to 65535
			preferred-port   | 70000    | must be from 1 to 65535
			excluded-ports   | 0        | must be ports from 1 to 65535
			lock-timeout     | PT0S     | must be greater than zero
			lock-timeout     | PT-1S    | must be greater than zero
			stopping-timeout | PT-1S    | must not be negative
			range.start      | 0        | must be from 1 to 65535
			range.start      | 6000     | must be less than portregistry.range.end, which is 6000
			range.end        | 70000    | at most 65536
			range.end        | 5000     | greater than portregistry.range.start, which is 5000
			on-conflict      | whatever | ConflictPolicy
			endpoint.time-to-live | PT-1S | must not be negative
			endpoint.allowed-hosts | box:8443 | 'box:8443' must be a host name
			endpoint.allowed-hosts | https://box | 'https://box' must be a host name
			endpoint.allowed-hosts | "a,*" | '*' must be a host name
			endpoint.allowed-hosts | fd00::1 | 'fd00::1' must be a host name
			endpoint.allowed-clients | box | 'box' must be an IP address
			endpoint.allowed-clients | 172.17.0.0/33 | '172.17.0.0/33' must be an IP address
			endpoint.allowed-clients | 172.17.0.0/ | '172.17.0.0/' must be an IP address
			endpoint.allowed-clients | 172.17 | '172.17' must be an IP address
			endpoint.allowed-clients | "::1,,::2" | '' must be an IP address
			""")
	void bindWhenValueIsInvalidTellsPropertyValueOriginAndReason(String property, String text, String reason,
			CapturedOutput output) {
		String value = text.equals("long") ? "n".repeat(129) : text;
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("server.port=" + FreePorts.find(), "portregistry." + property + "=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START", "portregistry." + property, value,
				"application.properties", reason);
		assertThat(this.directory.resolve("ports")).doesNotExist();
	}

	@Test
	void bindWhenElementOfExcludedPortsIsEmptyTellsReason(CapturedOutput output) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("server.port=0", "portregistry.excluded-ports=5001,,5002"));
		assertThat(output).contains("portregistry.excluded-ports", "must be ports from 1 to 65535");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			2          | app.port               | '2' is reserved
			management | app.port               | 'management' is reserved
			[a--b]     | app.port               | 'a--b' is not a suffix
			[x y]      | app.port               | 'x y' is not a suffix: use 1 to 128 ASCII letters
			grpc       | ""                     | '' is not the name of a property
			grpc       | App_Port               | 'App_Port' is not the name of a property in its canonical form
			grpc       | server.port            | 'server.port' needs no entry
			grpc       | management.server.port | 'management.server.port' needs no entry
			""")
	void bindWhenAdditionalPortIsInvalidTellsReason(String suffix, String property, String reason,
			CapturedOutput output) {
		String name = suffix.replace(" ", "\\ ");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("server.port=0", "portregistry.additional-ports." + name + "=" + property));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("portregistry.additional-ports." + suffix.replaceAll("[\\[\\]]", ""), reason);
	}

	private TestApp start(String... properties) {
		return TestApp.start(WebApplicationType.SERVLET, this.directory, properties);
	}

}
