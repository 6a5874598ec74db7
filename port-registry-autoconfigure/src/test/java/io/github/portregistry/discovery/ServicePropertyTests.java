package io.github.portregistry.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of applications that name others in their configuration.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServicePropertyTests {

	@TempDir
	private Path directory;

	private Path file;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.file = this.directory.resolve("ports");
		Files.writeString(this.file, "orders:5001:\norders-ui:5002:\nBilling_API:5003:\n");
		this.registry = PortRegistry.open(this.file);
	}

	private TestApp start(String... properties) {
		return start(Client.class, properties);
	}

	private TestApp start(Class<?> type, String... properties) {
		List<String> lines = new ArrayList<>(List.of("spring.application.name=gateway"));
		lines.addAll(List.of(properties));
		return TestApp.start(new SpringApplicationBuilder(type).web(WebApplicationType.NONE), this.directory,
				lines.toArray(String[]::new));
	}

	private String resolve(String text, String... properties) {
		List<String> lines = new ArrayList<>(List.of("client.url=" + text));
		lines.addAll(List.of(properties));
		try (TestApp app = start(lines.toArray(String[]::new))) {
			String url = app.environment().getProperty("client.url");
			assertThat(app.bean(ClientProperties.class).url()).isEqualTo(url);
			return url;
		}
	}

	private void run(String name, int port, String url) {
		this.registry.record(Instance.starting(name, port, null, null).up(port, url));
	}

	@ParameterizedTest
	@CsvSource({ "${portregistry.ports.orders}, 5001", "${portregistry.urls.orders}/api, http://localhost:5001/api",
			"${portregistry.urls.Billing_API}, http://localhost:5003",
			"${portregistry.ports.orders}-${portregistry.ports.orders-ui}, 5001-5002",
			"${portregistry.ports.unknown:7}, 7", "${portregistry.ports.:7}, 7",
			"${portregistry.urls.unknown:http://localhost:7}, http://localhost:7",
			"${portregistry.urls.orders:http://localhost:7}, http://localhost:5001",
			"${portregistry.urls.unknown:${portregistry.urls.orders}}, http://localhost:5001",
			"${other:${portregistry.ports.orders}}, 5001" })
	void placeholderIsResolved(String text, String expected) {
		assertThat(resolve(text)).isEqualTo(expected);
	}

	@Test
	void placeholderWhenInstanceRunsElsewhereIsResolvedToIt() {
		run("orders", 9001, "https://127.0.0.2:9001/shop");
		assertThat(resolve("${portregistry.urls.orders}")).isEqualTo("https://127.0.0.2:9001/shop");
		assertThat(resolve("${portregistry.ports.orders}")).isEqualTo("9001");
	}

	@Test
	void placeholderWhenInstanceIsNotRegisteredIsResolvedToIt() {
		run("explicit", 9001, "http://localhost:9001");
		assertThat(resolve("${portregistry.urls.explicit}")).isEqualTo("http://localhost:9001");
	}

	@Test
	void propertyIsWhatItIsAtTheMomentItIsAskedFor() {
		try (TestApp app = start()) {
			assertThat(app.environment().getProperty("portregistry.ports.orders")).isEqualTo("5001");
			run("orders", 9001, null);
			assertThat(app.environment().getProperty("portregistry.ports.orders", Integer.class)).isEqualTo(9001);
			this.registry.unregister("orders-ui");
			assertThat(app.environment().containsProperty("portregistry.ports.orders-ui")).isFalse();
			this.registry.register("later", 5010);
			assertThat(app.environment().containsProperty("portregistry.urls.later")).isTrue();
		}
	}

	@Test
	void propertyThatIsSetCountsMore() {
		assertThat(resolve("${portregistry.urls.orders}", "portregistry.urls.orders=http://staging"))
			.isEqualTo("http://staging");
	}

	@Test
	void valueAnnotationIsResolved() {
		try (TestApp app = start(ValueClient.class)) {
			assertThat(app.bean(ValueClient.class).url).isEqualTo("http://localhost:5001/api");
		}
	}

	@Test
	void configurationFileCanBeImportedByPort() throws IOException {
		Files.writeString(this.directory.resolve("5001.properties"), "imported=yes\n");
		try (TestApp app = start("--portregistry.location=" + this.file, "--portregistry.skip.in-tests=false",
				"spring.config.import=file:" + this.directory + "/${portregistry.ports.orders}.properties")) {
			assertThat(app.environment().getProperty("imported")).isEqualTo("yes");
		}
	}

	@Test
	void urlOfStartedServerHasItsContextPath() {
		int port = FreePorts.find();
		try (TestApp server = TestApp.start(WebApplicationType.SERVLET, this.directory, "spring.application.name=shop",
				"server.servlet.context-path=/api", "--server.port=" + port)) {
			assertThat(server.environment().getProperty("portregistry.urls.shop"))
				.isEqualTo("http://localhost:" + port + "/api");
		}
		assertThat(this.registry.service("shop")).isEmpty();
	}

	@Test
	void startWhenNameIsUnknownFailsAndTellsWhatToDo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("client.url=${portregistry.urls.ordrs}/api"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: client.url")
			.contains("Value: \"${portregistry.urls.ordrs}/api\"")
			.containsPattern("Origin: .*application.properties")
			.contains("'ordrs' is neither registered in " + this.file
					+ " nor running; similar names are: orders. To register the name,")
			.contains("'ports register ordrs <port>'")
			.contains("portregistry.discovery.reserve-unknown=true")
			.contains("${portregistry.urls.ordrs:http://localhost:8080}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "url=${unset:${portregistry.urls.ordrs}}", "uri=${portregistry.urls.ordrs}/api",
			"port=${portregistry.ports.ordrs}", "urls=http://localhost,${portregistry.urls.ordrs}",
			"urls[0]=${portregistry.urls.ordrs}", "names.a=${portregistry.urls.ordrs}" })
	void startWhenNameIsUnknownFailsWhateverItIsBoundTo(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("client." + property));
		assertThat(output)
			.contains("Property: client." + property.substring(0, property.indexOf('=')),
					"Value: \"" + property.substring(property.indexOf('=') + 1) + "\"")
			.contains("'ordrs' is neither registered");
	}

	@Test
	void startWhenNobodyReadsPropertyOfUnknownNameSucceeds() {
		try (TestApp app = start("other.url=${portregistry.urls.ordrs}", "client.unknown=${portregistry.urls.ordrs}")) {
			assertThat(app.bean(ClientProperties.class).url()).isNull();
		}
	}

	@Test
	void startWhenNameInAnnotationIsUnknownFailsAndTellsWhatToDo(CapturedOutput output) {
		this.registry.unregister("orders");
		assertThatException().isThrownBy(() -> start(ValueClient.class));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Could not resolve placeholder 'portregistry.urls.orders' in value")
			.contains("'orders' is neither registered in " + this.file + " nor running; similar names are: orders-ui.")
			.contains("Action:")
			.contains("'ports register orders <port>'");
	}

	@Test
	void startWhenNoNameIsSimilarNamesNone(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("client.url=${portregistry.ports.xyz}"));
		assertThat(output).contains("nor running. To register").contains("${portregistry.ports.xyz:8080}");
	}

	@Test
	void startWhenNameIsInvalidFailsAndTellsRule(CapturedOutput output) {
		assertThat(resolve("${portregistry.ports.a b:7}", "portregistry.discovery.reserve-unknown=true"))
			.isEqualTo("7");
		assertThatException().isThrownBy(
				() -> start("client.url=${portregistry.ports.a b}", "portregistry.discovery.reserve-unknown=true"));
		assertThat(output).contains("'a b' is not a valid name: use 1 to 128 ASCII letters");
	}

	@ParameterizedTest
	@CsvSource({ "portregistry.enabled=false, portregistry.enabled is false",
			"spring.main.cloud-platform=kubernetes, the cloud platform KUBERNETES" })
	void startWhenRegistryIsNotForApplicationFailsAndTellsWhy(String property, String reason, CapturedOutput output) {
		String[] enabled = property.startsWith("portregistry") ? new String[0]
				: new String[] { "portregistry.enabled=" };
		assertThat(resolve("${portregistry.ports.orders:7}", concat(enabled, property))).isEqualTo("7");
		assertThatException()
			.isThrownBy(() -> start(concat(enabled, property, "client.url=${portregistry.urls.orders}")));
		assertThat(output).contains("No service is looked up: ")
			.contains(reason)
			.contains("Set portregistry.urls.orders, or give the placeholder a default");
	}

	private static String[] concat(String[] first, String... second) {
		return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
	}

	@Test
	void startWhenRegistryCannotBeReadFailsAndTellsWhy(CapturedOutput output) throws IOException {
		Files.delete(this.file);
		Files.createDirectory(this.file);
		String message = "Cannot read " + this.file + ": is a directory";
		assertThat(resolve("${portregistry.ports.orders:7}")).isEqualTo("7");
		assertThat(output).containsOnlyOnce(" WARN ").contains(message + ". No service is found;");
		assertThatException().isThrownBy(() -> start("client.url=${portregistry.ports.orders}"));
		assertThat(output).contains(message + ", so 'orders' is not found");
		assertThatException()
			.isThrownBy(() -> start("client.url=${portregistry.ports.orders:7}", "portregistry.fail-fast=true"));
		assertThat(output).contains("Make " + this.file + " a file that this user can read and write");
	}

	@Test
	void propertiesOfServicesAreNotBoundToOthers() {
		try (TestApp app = start("portregistry.additional-ports.grpc=spring.grpc.server.port")) {
			assertThat(app.bean(PortRegistryProperties.class).additionalPorts()).containsOnlyKeys("grpc");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ ClientProperties.class, PortRegistryProperties.class })
	@ImportAutoConfiguration(ServicePropertiesAutoConfiguration.class)
	static class Client {

	}

	@ConfigurationProperties("client")
	record ClientProperties(String url, URI uri, Integer port, List<String> urls, Map<String, String> names) {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PropertyPlaceholderAutoConfiguration.class)
	static class ValueClient {

		@Value("${portregistry.urls.orders}/api")
		private String url;

	}

}
