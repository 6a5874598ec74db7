package io.github.portregistry.autoconfigure.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertySourceFactory;
import org.springframework.test.context.support.TestPropertySourceUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortSetting}.
 */
class PortSettingTests {

	private static final String PORT = "server.port=8081";

	@TempDir
	private Path directory;

	private final SpringApplicationBuilder application = new SpringApplicationBuilder(None.class)
		.web(WebApplicationType.NONE)
		.logStartupInfo(false);

	private final List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off"));

	private final Map<String, Object> systemEnvironment = new HashMap<>();

	private final Properties systemProperties = new Properties();

	static Stream<Named<Consumer<PortSettingTests>>> nothing() {
		return Stream.of(Named.of("no property", (test) -> test.write("application.properties", "server.address=::1")),
				Named.of("empty value", (test) -> test.write("application.properties", "server.port=")),
				Named.of("claimed port", (test) -> test.publish()));
	}

	@ParameterizedTest
	@MethodSource("nothing")
	void ofWhenThereIsNoValueIsNone(Consumer<PortSettingTests> source) {
		source.accept(this);
		assertThat(getOrigin()).isEqualTo(PortOrigin.NONE);
	}

	static Stream<Named<Consumer<PortSettingTests>>> sourcesOfApplication() {
		return Stream.of(Named.of("file", (test) -> test.write("application.properties", PORT)),
				Named.of("XML file", (test) -> test.write("application.xml", """
						<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">
						<properties><entry key="server.port">8081</entry></properties>""")),
				Named.of("file of a profile", (test) -> {
					test.arguments.add("--spring.profiles.active=dev");
					test.write("application-dev.yaml", "server: {port: 8081}");
				}), Named.of("imported file", (test) -> {
					test.write("application.properties", "spring.config.import=extra.properties");
					test.write("extra.properties", PORT);
				}), Named.of("file behind the claimed port", (test) -> {
					test.publish();
					test.write("application.properties", PORT);
				}), Named.of("annotation", (test) -> {
					test.application.sources(Annotated.class);
					test.write("extra.properties", PORT);
				}), Named.of("annotation with two files", (test) -> {
					test.application.sources(AnnotatedTwice.class);
					test.write("extra.properties", PORT);
					test.write("more.properties", "more=true");
				}), Named.of("annotation with a YAML file", (test) -> {
					test.application.sources(AnnotatedWithYaml.class);
					test.write("extra.yaml", "server: {port: 8081}");
				}), Named.of("file of a test", (test) -> {
					test.write("extra.properties", PORT);
					test.application.initializers((context) -> TestPropertySourceUtils
						.addPropertiesFilesToEnvironment(context, "file:${directory}/extra.properties"));
				}), Named.of("default properties", (test) -> test.application.properties(PORT)));
	}

	@ParameterizedTest
	@MethodSource("sourcesOfApplication")
	void ofWhenSourceBelongsToApplicationIsMovable(Consumer<PortSettingTests> source) {
		source.accept(this);
		assertThat(getOrigin()).isEqualTo(PortOrigin.MOVABLE);
	}

	static Stream<Named<Consumer<PortSettingTests>>> sourcesOfRun() {
		return Stream.of(Named.of("command line", (test) -> test.arguments.add("--" + PORT)),
				Named.of("command line before a file", (test) -> {
					test.arguments.add("--" + PORT);
					test.write("application.properties", PORT);
				}), Named.of("system property", (test) -> test.systemProperties.put("server.port", "8081")),
				Named.of("environment variable", (test) -> test.systemEnvironment.put("SERVER_PORT", "8081")),
				Named.of("JSON",
						(test) -> test.systemEnvironment.put("SPRING_APPLICATION_JSON", "{\"server.port\":1}")),
				Named.of("configuration tree", (test) -> {
					test.write("application.properties", "spring.config.import=configtree:${directory}/tree/");
					test.write("tree/server.port", "8081");
				}), Named.of("placeholder for a configuration tree", (test) -> {
					test.write("application.properties",
							"spring.config.import=configtree:${directory}/tree/\nserver.port=${PORT}");
					test.write("tree/PORT", "8081");
				}),
				Named.of("property of a test",
						(test) -> test.application.initializers(
								(context) -> TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, PORT))),
				Named.of("unknown source", (test) -> test.addFirst("configuration server")));
	}

	@ParameterizedTest
	@MethodSource("sourcesOfRun")
	void ofWhenSourceIsForThisRunIsExplicit(Consumer<PortSettingTests> source) {
		source.accept(this);
		assertThat(getOrigin()).isEqualTo(PortOrigin.EXPLICIT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			${PORT:8081}                   |        | MOVABLE
			${PORT:8081}                   | PORT   | EXPLICIT
			80${DIGITS:81}                 | DIGITS | EXPLICIT
			${server-port:8081}            | SERVERPORT | EXPLICIT
			${A:${B:8081}}                 |        | MOVABLE
			${A:${B:8081}}                 | A      | EXPLICIT
			${A:${B:8081}}                 | B      | EXPLICIT
			${in.file}                     |        | MOVABLE
			${in.file:${PORT:8081}}        | PORT   | MOVABLE
			${in.file}                     | IN_FILE | EXPLICIT
			${indirect}                    |        | MOVABLE
			${indirect}                    | PORT   | EXPLICIT
			${A:}                          |        | NONE
			${random.int[8000,9000]}       |        | EXPLICIT
			""")
	void ofWhenFileHasPlaceholdersFollowsThem(String value, String variable, PortOrigin expected) {
		write("application.properties", "server.port=" + value + "\nin.file=8081\nindirect=${PORT:8081}");
		if (variable != null) {
			this.systemEnvironment.put(variable, "82");
		}
		assertThat(getOrigin()).isEqualTo(expected);
	}

	private void write(String file, String content) {
		try {
			Path path = this.directory.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void addFirst(String name) {
		this.application.initializers((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource(name, Map.of("server.port", "8081"))));
	}

	private void publish() {
		this.application.initializers((context) -> new PublishedPorts(context.getEnvironment())
			.publish(new PortSetting("server.port", "server.port", PortOrigin.NONE, null, null), 8082));
	}

	private PortOrigin getOrigin() {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.replace("systemProperties", new PropertiesPropertySource("systemProperties", this.systemProperties));
		sources.replace("systemEnvironment",
				new SystemEnvironmentPropertySource("systemEnvironment", this.systemEnvironment));
		String location = this.directory.toString().replace('\\', '/');
		this.arguments.add("--directory=" + location);
		this.arguments.add("--spring.config.location=file:" + location + "/");
		try (ConfigurableApplicationContext context = this.application.environment(environment)
			.run(this.arguments.toArray(String[]::new))) {
			return PortSetting.of(context.getEnvironment(), "server.port").origin();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class None {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("file:${directory}/extra.properties")
	static class Annotated {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource(name = "annotated",
			value = { "file:${directory}/extra.properties", "file:${directory}/more.properties" })
	static class AnnotatedTwice {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource(value = "file:${directory}/extra.yaml", factory = YamlFactory.class)
	static class AnnotatedWithYaml {

	}

	static class YamlFactory implements PropertySourceFactory {

		@Override
		public org.springframework.core.env.PropertySource<?> createPropertySource(String name,
				EncodedResource resource) throws IOException {
			return new YamlPropertySourceLoader().load("extra", resource.getResource()).get(0);
		}

	}

}
