package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what tools show of {@link PortRegistryProperties}.
 */
class ConfigurationMetadataTests {

	private final Map<String, JsonNode> properties = new HashMap<>();

	@BeforeEach
	void setUp() throws IOException {
		for (URL metadata : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : JsonMapper.shared().readTree(metadata.openStream()).path("properties")) {
				if (property.path("name").asString().startsWith("portregistry.")) {
					this.properties.put(property.path("name").asString(), property);
				}
			}
		}
	}

	@Test
	void metadataListsAllProperties() {
		assertThat(this.properties.keySet()).map((name) -> name.substring("portregistry.".length()))
			.containsExactlyInAnyOrder("enabled", "location", "name", "description", "preferred-port", "project-file",
					"range.start", "range.end", "excluded-ports", "on-conflict", "skip.in-tests", "lock-timeout",
					"fail-fast", "endpoint.allowed-hosts", "endpoint.allowed-clients", "endpoint.time-to-live",
					"stopping-timeout", "worktree", "additional-ports", "management.enabled",
					"discovery.reserve-unknown", "ports", "urls");
	}

	@Test
	void metadataDescribesEachPropertyWithoutArticleInFront() {
		assertThat(this.properties.values()).map((property) -> property.path("description").asString())
			.allSatisfy((description) -> assertThat(description).isNotBlank().doesNotMatch("(The|A|An) .*"));
	}

	@Test
	void metadataTellsRealDefaults() {
		Map<String, Object> defaults = new HashMap<>();
		this.properties.forEach((name, property) -> {
			if (property.has("defaultValue")) {
				defaults.put(name, JsonMapper.shared().treeToValue(property.path("defaultValue"), Object.class));
			}
		});
		assertThat(defaults).containsKeys("portregistry.location", "portregistry.project-file",
				"portregistry.range.start", "portregistry.range.end", "portregistry.excluded-ports",
				"portregistry.on-conflict", "portregistry.lock-timeout", "portregistry.skip.in-tests",
				"portregistry.fail-fast", "portregistry.stopping-timeout", "portregistry.worktree",
				"portregistry.management.enabled", "portregistry.discovery.reserve-unknown",
				"portregistry.endpoint.time-to-live");
		PortRegistryProperties properties = new Binder(new MapConfigurationPropertySource(defaults))
			.bind("portregistry", PortRegistryProperties.class)
			.get();
		assertThat(properties).usingRecursiveComparison()
			.isEqualTo(PortRegistryProperties.of(new StandardEnvironment()));
	}

}
