package io.github.portregistry.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.portregistry.app.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications under test that name others: they find none, and start all the
 * same.
 */
class ServicesInTestsTests {

	private static final String TEST = "portregistry.skip.in-tests=true";

	@TempDir
	private Path directory;

	private TestApp start(Class<?> type, String... properties) {
		try {
			Files.writeString(this.directory.resolve("ports"), "orders:5001:\n");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = TEST;
		all[properties.length + 1] = "spring.application.name=gateway";
		return TestApp.start(new SpringApplicationBuilder(type).web(WebApplicationType.NONE), this.directory, all);
	}

	private String bind(String value, String... properties) {
		String[] all = new String[properties.length + 1];
		System.arraycopy(properties, 0, all, 0, properties.length);
		all[properties.length] = "client.url=" + value;
		try (TestApp app = start(ServicePropertyTests.Client.class, all)) {
			String url = app.bean(ServicePropertyTests.ClientProperties.class).url();
			assertThat(app.environment().getProperty("client.url")).isEqualTo(url);
			return url;
		}
	}

	@ParameterizedTest
	@CsvSource({ "${portregistry.urls.orders}/api, http://localhost:1/api", "${portregistry.ports.unknown}, 1",
			"${portregistry.urls.orders:http://localhost:7}, http://localhost:7", "${portregistry.ports.orders:}, ''",
			"${unset:${portregistry.urls.orders:http://localhost:7}}, http://localhost:7",
			"${portregistry.ports.gateway}, 8080" })
	void placeholderLeadsNowhereOrIsDefault(String text, String expected) {
		assertThat(bind(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "portregistry.urls.order-list=http://set", "portregistry.urls.orderlist=http://set",
			"--portregistry.urls.order-list=http://set" })
	void valueThatIsSetCountsMore(String property) {
		assertThat(bind("${portregistry.urls.order-list}", property)).isEqualTo("http://set");
		assertThat(bind("${portregistry.urls.order-list:http://localhost:7}", property)).isEqualTo("http://set");
	}

	@ParameterizedTest
	@ValueSource(strings = { "portregistry.enabled=false", "spring.main.cloud-platform=kubernetes",
			"portregistry.discovery.reserve-unknown=true" })
	void nothingFailsWhateverIsSet(String property) throws IOException {
		assertThat(bind("${portregistry.urls.unknown}", property)).isEqualTo("http://localhost:1");
		assertThat(this.directory.resolve("ports")).hasContent("orders:5001:");
	}

	@Test
	void valueAnnotationLeadsNowhere() {
		try (TestApp app = start(ValueClient.class)) {
			assertThat(app.bean(ValueClient.class).url).isEqualTo(URI.create("http://localhost:1"));
			assertThat(app.bean(ValueClient.class).port).isEqualTo(7);
		}
	}

	@Test
	void registryIsNotRead() throws IOException {
		Files.createDirectory(this.directory.resolve("ports.d"));
		try (TestApp app = start(ServicePropertyTests.Client.class, "portregistry.fail-fast=true",
				"portregistry.location=" + this.directory.resolve("ports.d"))) {
			assertThat(app.environment().getProperty("portregistry.ports.orders")).isEqualTo("1");
		}
	}

	@Test
	void requestOfOtherThreadLeadsNowhere() {
		try (TestApp app = start(ServicePropertyTests.Client.class, "portregistry.discovery.reserve-unknown=true")) {
			CompletableFuture<String> value = CompletableFuture
				.supplyAsync(() -> app.environment().getProperty("portregistry.ports.unknown"));
			assertThat(value.join()).isEqualTo("1");
		}
		assertThat(this.directory.resolve("ports")).hasContent("orders:5001:");
	}

	@ParameterizedTest
	@CsvSource({ "${portregistry.ports.orders}, 1", "${portregistry.ports.unknown}, 1",
			"${portregistry.ports.orders:7}, 7" })
	void importLeadsNowhere(String placeholder, String expected) throws IOException {
		Files.writeString(this.directory.resolve(expected + ".properties"), "imported=yes\n");
		try (TestApp app = start(ServicePropertyTests.Client.class,
				"spring.config.import=file:" + this.directory + "/" + placeholder + ".properties")) {
			assertThat(app.environment().getProperty("imported")).isEqualTo("yes");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PropertyPlaceholderAutoConfiguration.class)
	static class ValueClient {

		@Value("${portregistry.urls.orders}")
		private URI url;

		@Value("${portregistry.ports.orders:7}")
		private int port;

	}

}
