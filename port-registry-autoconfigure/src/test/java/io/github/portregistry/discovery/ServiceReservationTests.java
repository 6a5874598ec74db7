package io.github.portregistry.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is reserved for names that nobody has, and of what reads and reserves
 * nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServiceReservationTests {

	@TempDir
	private Path directory;

	private Path file;

	private final PortRange range = FreePorts.range(2, PortRange::new);

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.file = this.directory.resolve("ports");
		Files.writeString(this.file, "orders:5001:\n");
		this.registry = PortRegistry.open(this.file);
	}

	private TestApp start(String... properties) {
		return start(new SpringApplicationBuilder(ServicePropertyTests.Client.class).web(WebApplicationType.NONE),
				properties);
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		List<String> lines = new ArrayList<>(List.of("spring.application.name=gateway",
				"portregistry.discovery.reserve-unknown=true", "portregistry.range.start=" + this.range.start(),
				"portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return TestApp.start(builder, this.directory, lines.toArray(String[]::new));
	}

	private List<String> names() {
		return this.registry.list().stream().map(Assignment::name).toList();
	}

	@Test
	void unknownNameThatIsBoundIsRegisteredInRange(CapturedOutput output) {
		try (TestApp app = start("client.url=${portregistry.urls.payment}", "client.port=${portregistry.ports.stock:7}",
				"client.names.a=${portregistry.ports.orders}")) {
			ServicePropertyTests.ClientProperties client = app.bean(ServicePropertyTests.ClientProperties.class);
			assertThat(client.url()).isEqualTo("http://localhost:" + this.range.start());
			assertThat(client.port()).isEqualTo(this.range.start() + 1);
			assertThat(client.names()).containsEntry("a", "5001");
		}
		assertThat(this.registry.get("payment").orElseThrow().description()).isEqualTo("Reserved by gateway");
		assertThat(output)
			.containsOnlyOnce("Port " + this.range.start() + " is reserved for 'payment' in " + this.file);
		start("client.url=${portregistry.urls.payment}").close();
		assertThat(output).containsOnlyOnce("is reserved for 'payment'");
	}

	@Test
	void nameThatNobodyReadsIsNotRegistered() {
		start("other=${portregistry.urls.payment}").close();
		assertThat(names()).containsExactly("orders");
	}

	@Test
	void nameThatIsSetIsNotRegistered() {
		start("client.url=${portregistry.urls.payment}", "portregistry.urls.payment=http://staging").close();
		assertThat(names()).containsExactly("orders");
	}

	@Test
	void importReservesNothing() {
		start("--portregistry.discovery.reserve-unknown=true", "--portregistry.skip.in-tests=false",
				"--portregistry.location=" + this.file, "spring.config.import=optional:file:" + this.directory
						+ "/${portregistry.ports.config:none}.properties")
			.close();
		assertThat(names()).containsExactly("orders");
	}

	@Test
	void nameThatIsAskedForAfterStartIsNotRegistered() {
		try (TestApp app = start()) {
			assertThat(app.environment().getProperty("portregistry.ports.payment")).isNull();
			assertThat(app.environment().containsProperty("portregistry.ports.payment")).isFalse();
			assertThat(app.environment().resolvePlaceholders("${portregistry.ports.payment:7}")).isEqualTo("7");
		}
		assertThat(names()).containsExactly("orders");
	}

	@Test
	void containsPropertyReservesNothing() {
		ApplicationContextInitializer<ConfigurableApplicationContext> initializer = (context) -> context
			.addBeanFactoryPostProcessor(
					(beanFactory) -> assertThat(context.getEnvironment().containsProperty("portregistry.ports.payment"))
						.isFalse());
		start(new SpringApplicationBuilder(ServicePropertyTests.Client.class).web(WebApplicationType.NONE)
			.initializers(initializer)).close();
		assertThat(names()).containsExactly("orders");
	}

	@Test
	void requestsOfActuatorReserveNothing() {
		try (TestApp app = start(new SpringApplicationBuilder(TestApp.Config.class, ServicePropertyTests.Client.class),
				"spring.application.name=orders", "--server.port=" + FreePorts.find(),
				"other=${portregistry.urls.payment}", "management.endpoints.web.exposure.include=env,configprops",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always")) {
			String actuator = "http://localhost:" + app.port() + "/actuator/";
			this.registry.register("billing", 5003);
			assertThat(TestApp.get(actuator + "env/portregistry.ports.billing")).contains("5003");
			assertThat(TestApp.get(actuator + "env/portregistry.ports.payment")).doesNotContain("\"value\"");
			assertThat(TestApp.get(actuator + "env/other")).contains("portregistry.urls.payment");
			assertThat(TestApp.get(actuator + "env")).contains("portregistry.urls.payment");
			assertThat(TestApp.get(actuator + "configprops")).contains("ClientProperties");
			assertThat(names()).containsExactlyInAnyOrder("orders", "billing");
		}
	}

	@Test
	void wrapperOfEverySourceReservesOnlyWhatIsRead() {
		ApplicationContextInitializer<ConfigurableApplicationContext> initializer = (context) -> context
			.addBeanFactoryPostProcessor((beanFactory) -> wrapAll(context.getEnvironment()));
		try (TestApp app = start(
				new SpringApplicationBuilder(ServicePropertyTests.Client.class).web(WebApplicationType.NONE)
					.initializers(initializer),
				"client.url=${portregistry.urls.payment}", "other=${portregistry.urls.stock}")) {
			assertThat(app.bean(ServicePropertyTests.ClientProperties.class).url())
				.isEqualTo("http://localhost:" + this.range.start());
			assertThat(names()).containsExactly("orders", "payment");
			assertThat(app.environment().getProperty("portregistry.urls.later")).isNull();
			assertThat(names()).containsExactly("orders", "payment");
		}
	}

	private static void wrapAll(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		for (PropertySource<?> source : List.copyOf(sources.stream().toList())) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !source.getName().equals("configurationProperties")) {
				sources.replace(source.getName(), new Wrapper(enumerable));
			}
		}
	}

	/** As that of a library that decrypts properties: asks for all that it can list. */
	private static final class Wrapper extends EnumerablePropertySource<Object> {

		private final EnumerablePropertySource<?> delegate;

		Wrapper(EnumerablePropertySource<?> delegate) {
			super(delegate.getName(), delegate.getSource());
			this.delegate = delegate;
			for (String name : delegate.getPropertyNames()) {
				delegate.getProperty(name);
			}
		}

		@Override
		public String[] getPropertyNames() {
			return this.delegate.getPropertyNames();
		}

		@Override
		public boolean containsProperty(String name) {
			return this.delegate.containsProperty(name);
		}

		@Override
		public Object getProperty(String name) {
			return this.delegate.getProperty(name);
		}

	}

}
