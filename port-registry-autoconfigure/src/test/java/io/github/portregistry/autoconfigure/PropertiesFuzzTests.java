package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RangeExhaustedException;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortRegistryProperties} with random values: one is safe to use, or it
 * is refused with the name of its property.
 */
class PropertiesFuzzTests {

	private static final String[] NAMES = { "enabled", "location", "name", "description", "preferred-port",
			"range.start", "range.end", "excluded-ports", "on-conflict", "additional-ports.grpc", "management.enabled",
			"worktree", "discovery.reserve-unknown", "stopping-timeout", "skip.in-tests", "lock-timeout", "fail-fast",
			"endpoint.allowed-hosts", "endpoint.allowed-clients", "endpoint.time-to-live" };

	private static final String[] VALUES = { "true", "fail", "5001", "65535", "65536", "1,2", "5001,,5002", ",", "0s",
			"10s", "PT9999999999999H", "-1ms", "106751d", "1ns", "a.b", "~/x", "~", "/", ".", "\u0000",
			"${server.port}" };

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void valueIsSafeOrRefusedWithNameOfItsProperty(long series) {
		Random random = new Random(series);
		int bound = 0;
		int inputs = HostileText.inputs(100);
		for (int i = 0; i < inputs; i++) {
			String name = NAMES[random.nextInt(NAMES.length)];
			String value = random.nextBoolean() ? VALUES[random.nextInt(VALUES.length)] : HostileText.next(random);
			String input = "Input " + i + " of series " + series + ": portregistry." + name + "=" + value;
			try {
				assertSafe(bind(name, value), input);
				bound++;
			}
			catch (BindException ex) {
				assertRefused(ex.getName().toString().replaceFirst("\\[\\d+\\]$", ""), name, input);
			}
			catch (InvalidConfigurationPropertyValueException ex) {
				assertRefused(ex.getName(), name, input);
			}
		}
		assertThat(bound).isBetween(inputs / 10, inputs * 9 / 10);
	}

	private static PortRegistryProperties bind(String name, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("portregistry." + name, value, "server.port", "x")));
		return PortRegistryProperties.of(environment);
	}

	private static void assertRefused(String refused, String name, String input) {
		assertThat(normalize(refused)).as(input).isEqualTo(normalize("portregistry." + name));
	}

	/** Of a range that ends before it starts, both ends are wrong. */
	private static String normalize(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "").replace("range.end", "range.start");
	}

	private void assertSafe(PortRegistryProperties properties, String input) {
		assertThat(properties.openRegistry().getLocation()).as(input).isNotNull();
		if (properties.name() != null && !properties.name().isEmpty()) {
			assertThat(properties.name()).as(input).matches(AssignmentNames::isValid);
		}
		ClaimRequest.Builder request = ClaimRequest.forName("a")
			.range(properties.range().toPortRange())
			.excludedPorts(properties.excludedPorts())
			.onConflict(properties.onConflict())
			.awaitStopping(properties.stoppingTimeout(), (instance) -> {
			});
		if (properties.description() != null) {
			request.description(properties.description());
		}
		Path file = this.directory.resolve("ports");
		try (Claim claim = PortRegistry.open(file, properties.lockTimeout()).claim(request.build())) {
			assertThat(PortRegistry.open(file).unregister("a")).as(input)
				.hasValueSatisfying((assignment) -> assertThat(assignment.port()).isEqualTo(claim.port()));
		}
		catch (RangeExhaustedException ex) {
			assertThat(ex.getRange()).as(input).isEqualTo(properties.range().toPortRange());
		}
	}

}
