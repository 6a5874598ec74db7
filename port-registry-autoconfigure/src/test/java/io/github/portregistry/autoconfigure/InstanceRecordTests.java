package io.github.portregistry.autoconfigure;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what applications record of themselves.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class InstanceRecordTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private PortRegistry registry;

	/** The port of the first application, and one for another. */
	private final PortRange range = FreePorts.range(2, PortRange::new);

	private final int port = this.range.start();

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
	}

	@Test
	void stateFollowsLifeOfApplication() {
		List<State> states = new ArrayList<>();
		Runnable observer = () -> states.add(Instances.get(this.registry, "orders").state());
		for (int start = 0; start < 2; start++) {
			TestApp app = start(builder().initializers((GenericApplicationContext context) -> context
				.registerBean(Observer.class, () -> new Observer(observer))));
			observer.run();
			app.close();
			observer.run();
		}
		assertThat(states).containsExactly(State.STARTING, State.UP, State.STOPPING, State.STOPPED, State.STARTING,
				State.UP, State.STOPPING, State.STOPPED);
		assertThat(records()).hasSize(1);
	}

	@Test
	void recordTellsUrlBeforeServerListens() {
		List<Instance> instances = new ArrayList<>();
		Runnable observer = () -> instances.add(Instances.get(this.registry, "orders"));
		start(builder().initializers((GenericApplicationContext context) -> context.registerBean(Observer.class,
				() -> new Observer(observer))))
			.close();
		assertThat(instances.get(0).state()).isEqualTo(State.STARTING);
		assertThat(instances.get(0).url()).isEqualTo("http://localhost:" + this.port);
	}

	@Test
	void recordTellsWhatRunsWhere() {
		try (TestApp app = start(builder())) {
			Instance instance = Instances.get(this.registry, "orders");
			assertThat(instance.port()).isEqualTo(app.port()).isEqualTo(this.port);
			assertThat(instance.preferredPort()).isEqualTo(this.port);
			assertThat(instance.url()).isEqualTo("http://localhost:" + this.port);
			assertThat(instance.pid()).isEqualTo(ProcessHandle.current().pid());
			assertThat(instance.program()).startsWith("java ");
			assertThat(instance.directory()).isEqualTo(System.getProperty("user.dir"));
			assertThat(instance.isAlive()).isTrue();
		}
		assertThat(Instances.get(this.registry, "orders").isAlive()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.endpoints.web.base-path=/manage/",
			"server.servlet.context-path=/app,spring.webflux.base-path=/app,spring.mvc.servlet.path=/mvc" })
	void recordTellsWhereActuatorIs(String properties) throws Exception {
		try (TestApp app = start(builder(), properties.split(","))) {
			String actuator = Instances.get(this.registry, "orders").endpoints().get(Instance.ACTUATOR);
			HttpRequest request = HttpRequest.newBuilder(URI.create(actuator + "/health")).build();
			assertThat(actuator).startsWith("http://localhost:" + app.port() + "/");
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void startWhenActuatorIsOffRecordsNoEndpoint() {
		try (TestApp app = start(builder(), "management.server.port=-1")) {
			assertThat(Instances.get(this.registry, "orders").endpoints()).isEmpty();
			assertThat(app.port()).isEqualTo(this.port);
		}
	}

	@Test
	void startWhenPortIsForThisRunRecordsIt() {
		try (TestApp app = start(builder(), "--server.port=" + (this.port + 1))) {
			Instance instance = Instances.get(this.registry, "orders");
			assertThat(instance.state()).isEqualTo(State.UP);
			assertThat(instance.port()).isEqualTo(app.port()).isEqualTo(this.port + 1);
			assertThat(instance.url()).isEqualTo("http://localhost:" + (this.port + 1));
		}
		assertThat(this.registry.list()).isEmpty();
	}

	@Test
	void startWhenPortIsRandomRecordsNothing() {
		start(builder(), "server.port=0").close();
		assertThat(this.registry.instances()).isEmpty();
	}

	@Test
	void startWhenUserSetsAnotherPortLaterRecordsRealPortAndWarns(CapturedOutput output) {
		int real = this.port + 1;
		SpringApplicationBuilder builder = builder()
			.initializers((GenericApplicationContext context) -> context.registerBean(WebServerFactoryCustomizer.class,
					() -> (WebServerFactoryCustomizer<ConfigurableWebServerFactory>) (server) -> server.setPort(real)));
		try (TestApp app = start(builder)) {
			assertThat(app.port()).isEqualTo(real);
			assertThat(Instances.get(this.registry, "orders").port()).isEqualTo(real);
			assertThat(Instances.get(this.registry, "orders").url()).isEqualTo("http://localhost:" + real);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("The server of 'orders' is on port " + real + ", not on " + this.port);
	}

	@Test
	void startWhenTwoApplicationsOfOneProcessHaveOneNameRecordsBoth() {
		try (TestApp first = start(builder())) {
			try (TestApp second = start(builder())) {
				assertThat(first.port()).isEqualTo(this.port);
				assertThat(second.port()).isEqualTo(this.port + 1);
				assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--2 UP");
				assertThat(records()).hasSize(2);
			}
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--2 STOPPED");
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED", "orders--2 STOPPED");
	}

	@Test
	void startWhenTwoApplicationsOfOneProcessHavePortsForThisRunRecordsBoth() {
		try (TestApp first = start(builder(), "--server.port=" + this.port);
				TestApp second = start(builder(), "--server.port=" + (this.port + 1))) {
			assertThat(this.registry.instances()).extracting(Instance::name, Instance::port)
				.containsExactly(Assertions.tuple("orders", first.port()),
						Assertions.tuple("orders--2", second.port()));
		}
	}

	@Test
	void startWhenWhoStartedTheProcessHasRecordedItTakesOverTheRecord() {
		this.registry.record(Instance.starting("orders", this.port, null, null));
		try (TestApp app = start(builder(), "--server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(this.port);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP");
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED");
	}

	@Test
	void startWhenParentHasServerRecordsServerOfChildToo() {
		try (TestApp parent = start(builder())) {
			start(new SpringApplicationBuilder(TestApp.Config.class).web(WebApplicationType.SERVLET)
				.parent(parent.context()), "--server.port=" + (this.port + 1)).close();
			assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--2 STOPPED");
			assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("orders");
		}
	}

	@Test
	void startWhenParentHasNoServerClaimsOnce() {
		SpringApplicationBuilder parent = new SpringApplicationBuilder(TestApp.Config.class);
		try (TestApp child = start(parent.child(TestApp.Config.class).web(this.type))) {
			assertThat(child.port()).isEqualTo(this.port);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP");
			assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("orders");
		}
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED");
	}

	@Test
	void closeWhenContextIsChildLeavesRecordOfParent() {
		try (TestApp parent = start(builder())) {
			GenericApplicationContext child = new GenericApplicationContext(parent.context());
			child.refresh();
			child.close();
			assertThat(Instances.states(this.registry)).containsExactly("orders UP");
		}
	}

	private File[] records() {
		return this.directory.resolve("ports.d/instances").toFile().listFiles();
	}

	private TestApp start(SpringApplicationBuilder builder, String... properties) {
		List<String> lines = new ArrayList<>(List.of("server.port=" + this.port,
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return TestApp.start(builder, this.directory, lines.toArray(String[]::new));
	}

	private SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(TestApp.Config.class).web(this.type);
	}

	private record Observer(Runnable observation) implements DisposableBean {

		Observer {
			observation.run();
		}

		@Override
		public void destroy() {
			this.observation.run();
		}

	}

}
