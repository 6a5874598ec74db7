package io.github.portregistry.autoconfigure.claim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what an application reads once ports are claimed, in lists and maps of its
 * properties too.
 */
class PublishedPortsTests {

	@TempDir
	private Path directory;

	/** Two ports that are taken, and two that are given out instead. */
	private PortRange range;

	@BeforeEach
	void setUp() {
		this.range = FreePorts.range(2, PortRange::new);
	}

	@Test
	void bindWhenPortIsInListChangesThatNumberOnly() {
		try (TestApp app = start("my.listeners[0].port", "my.listeners[0].name=a", "my.listeners[0].port=9001",
				"my.listeners[1].name=${spring.application.name}", "my.listeners[1].port=9002")) {
			assertThat(app.bean(My.class).listeners()).containsExactly(new Listener("a", this.range.start()),
					new Listener("orders", 9002));
		}
	}

	@Test
	void bindWhenPortIsInListInListChangesThatNumberOnly() {
		try (TestApp app = start("my.groups[1].listeners[1].port", "my.groups[0].listeners[0].port=1",
				"my.groups[1].listeners[0].port=2", "my.groups[1].listeners[1].port=9001",
				"my.groups[1].listeners[1].name=b")) {
			assertThat(app.bean(My.class).groups()).containsExactly(new Group(List.of(new Listener(null, 1))),
					new Group(List.of(new Listener(null, 2), new Listener("b", this.range.start()))));
		}
	}

	@Test
	void bindWhenPortIsInTextWithCommasChangesThatNumberOnly() {
		try (TestApp app = start("my.ports[1]", "my.ports=1, 9001 ,3")) {
			assertThat(app.bean(My.class).ports()).containsExactly(1, this.range.start(), 3);
		}
	}

	@Test
	void bindWhenPortIsInMapChangesThatNumberOnly() {
		try (TestApp app = start("my.servers.fast.port", "my.servers.Fast.port=9001", "my.servers.Fast.name=f",
				"my.servers.slow.port=9002")) {
			assertThat(app.bean(My.class).servers())
				.isEqualTo(Map.of("Fast", new Listener("f", this.range.start()), "slow", new Listener(null, 9002)));
		}
	}

	@Test
	void bindWhenPortKeepsItsNumberKeepsRestOfList() {
		int port = FreePorts.find();
		try (TestApp app = start("my.listeners[1].port", "my.listeners[0].port=9001", "my.listeners[1].port=" + port,
				"my.listeners[1].name=b")) {
			assertThat(app.bean(My.class).listeners()).containsExactly(new Listener(null, 9001),
					new Listener("b", port));
		}
	}

	@Test
	void bindWhenListIsChangedLaterTellsWhatItIsThen() {
		try (TestApp app = start("my.listeners[0].port", "my.listeners[0].name=a", "my.listeners[0].port=9001")) {
			app.environment()
				.getPropertySources()
				.stream()
				.filter((source) -> source.containsProperty("my.listeners[0].name") && !PublishedPorts.is(source)
						&& source.getName().startsWith("Config resource"))
				.findFirst()
				.ifPresent((source) -> app.environment()
					.getPropertySources()
					.replace(source.getName(), new MapPropertySource(source.getName(),
							Map.of("my.listeners[0].name", "changed", "my.listeners[0].port", "9001"))));
			assertThat(app.environment().getProperty("my.listeners[0].name")).isEqualTo("changed");
			assertThat(app.environment().getProperty("my.listeners[0].port"))
				.isEqualTo(Integer.toString(this.range.start()));
		}
	}

	/** Port 9001 is assigned to another name. */
	private TestApp start(String property, String... properties) {
		List<String> lines = new ArrayList<>(List.of(properties));
		lines.addAll(List.of("server.port=0", "portregistry.additional-ports.extra=" + property,
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		writeRegistry();
		return TestApp.start(new SpringApplicationBuilder(Config.class).web(WebApplicationType.NONE), this.directory,
				lines.toArray(String[]::new));
	}

	private void writeRegistry() {
		PortRegistry.open(this.directory.resolve("ports")).register("another", 9001);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(My.class)
	static class Config extends TestApp.Config {

	}

	@ConfigurationProperties("my")
	record My(List<Listener> listeners, List<Group> groups, List<Integer> ports, Map<String, Listener> servers) {

	}

	record Group(List<Listener> listeners) {

	}

	record Listener(String name, int port) {

	}

}
