package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.StartPhase;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of what is the same with each kind of server.
 */
@ParameterizedClass
@EnumSource(TestServer.class)
@ExtendWith(OutputCaptureExtension.class)
class ServerTests {

	@Parameter
	private TestServer server;

	@TempDir
	private Path directory;

	private final PortRange free = FreePorts.range(2, PortRange::new);

	private final int port = this.free.start();

	@Test
	void startAgainHasSamePortAndRecord() {
		try (TestApp app = start(application(), "server.port=" + this.port)) {
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.port));
		}
		assertThat(registry()).content().contains("\norders:" + this.port + ":");
		assertThat(instance().state()).isEqualTo(State.STOPPED);
		try (TestApp app = start(application())) {
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.port));
			assertThat(instance()).returns(State.UP, Instance::state)
				.returns(this.port, Instance::port)
				.returns("http://localhost:" + this.port, Instance::url);
		}
	}

	@Test
	void startWhenRegisteredPortIsInUseMovesAside() throws IOException {
		Files.writeString(registry(), "orders:" + this.port + ":\n");
		try (ServerSocket stranger = new ServerSocket(this.port); TestApp app = start(application())) {
			assertThat(stranger.isBound()).isTrue();
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.free.start() + 1));
			assertThat(instance().name()).isEqualTo("orders--2");
		}
	}

	@Test
	void startWhenEverythingIsLazyIsTheSame() {
		try (TestApp app = start(application(), "server.port=" + this.port, "spring.main.lazy-initialization=true")) {
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.port));
			assertThat(instance()).returns(State.UP, Instance::state).returns(this.port, Instance::port);
		}
		assertThat(instance().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void startWhenCodeOfApplicationTriesPortHoldsIt() {
		AtomicReference<Throwable> refusal = new AtomicReference<>();
		SpringApplicationBuilder application = with((SmartInitializingSingleton) () -> refusal
			.set(catchThrowable(() -> new ServerSocket(this.port).close())), SmartInitializingSingleton.class);
		try (TestApp app = start(application, "server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(refusal.get()).isInstanceOf(BindException.class);
	}

	@Test
	void startWhenPortIsNegativeLeavesItToServer() {
		if (this.server == TestServer.NETTY) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(application(), "server.port=-1"))
				.withStackTraceContaining("port out of range:-1");
		}
		else {
			try (TestApp app = start(application(), "server.port=-1")) {
				assertThat(app.port()).isEqualTo(-1);
			}
		}
		assertThat(registry()).doesNotExist();
		assertThat(PortRegistry.open(registry()).instances()).isEmpty();
	}

	@Test
	void startWhenUnorderedCustomizerSetsPortRecordsRealPort(CapturedOutput output) {
		int another = this.free.start() + 1;
		SpringApplicationBuilder application = with(
				(WebServerFactoryCustomizer<ConfigurableWebServerFactory>) (factory) -> factory.setPort(another),
				WebServerFactoryCustomizer.class);
		try (TestApp app = start(application, "server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(another);
			assertThat(instance()).returns(State.UP, Instance::state)
				.returns(another, Instance::port)
				.returns("http://localhost:" + another, Instance::url);
		}
		assertThat(output).contains(" WARN ")
			.contains("The server of 'orders' is on port " + another + ", not on " + this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bean", "lifecycle", "runner" })
	void startWhenSomethingFailsLeavesNoPortHeldAndNoRecordUp(String what) {
		SpringApplicationBuilder application = switch (what) {
			case "bean" -> with((InitializingBean) ServerTests::fail, InitializingBean.class);
			case "lifecycle" -> with(new StartPhase(SmartLifecycle.DEFAULT_PHASE, ServerTests::fail), StartPhase.class);
			default -> with((ApplicationRunner) (arguments) -> fail(), ApplicationRunner.class);
		};
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start(application, "server.port=" + this.port))
			.withStackTraceContaining("on purpose");
		assertThatNoException().isThrownBy(() -> new ServerSocket(this.port).close());
		assertThat(instance()).returns(State.STOPPED, Instance::state).returns(this.port, Instance::port);
		assertThat(registry()).content().contains("\norders:" + this.port + ":");
	}

	private static void fail() {
		throw new IllegalStateException("on purpose");
	}

	private SpringApplicationBuilder application() {
		return this.server.application(TestApp.Config.class);
	}

	private <T> SpringApplicationBuilder with(T bean, Class<T> type) {
		return application()
			.initializers((GenericApplicationContext context) -> context.registerBean(type, () -> bean));
	}

	private TestApp start(SpringApplicationBuilder application, String... properties) {
		application.properties("portregistry.range.start=" + this.free.start(),
				"portregistry.range.end=" + this.free.end());
		return TestApp.start(application, this.directory, properties);
	}

	private Path registry() {
		return this.directory.resolve("ports");
	}

	private Instance instance() {
		List<Instance> instances = PortRegistry.open(registry()).instances();
		assertThat(instances).hasSize(1);
		return instances.get(0);
	}

}
