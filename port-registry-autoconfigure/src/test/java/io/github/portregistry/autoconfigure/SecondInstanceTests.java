package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.app.ServletApp.SlowStart;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what an application does while another process runs it, and after that.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecondInstanceTests {

	private static final String SECRET = "hunter2";

	@TempDir
	private Path directory;

	private PortRegistry registry;

	/** The ports of the first and the second instance, and one more. */
	private PortRange range;

	private int port;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(3, PortRange::new);
		this.port = this.range.start();
	}

	@Test
	void startWhenFirstInstanceRunsMovesAsideAndTellsWhoRuns(CapturedOutput output) throws Exception {
		try (AppProcess first = startProcess("--app.secret=" + SECRET).awaitUp()) {
			String line = Files.readString(this.registry.getLocation());
			try (TestApp second = start()) {
				assertThat(second.port()).isEqualTo(this.port + 1);
				assertThat(second.bean(ApplicationRegistration.class).getName()).isEqualTo("orders--2");
				assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--2 UP");
			}
			assertThat(this.registry.getLocation()).content().startsWith(line);
			assertThat(warnings(output)).singleElement()
				.asString()
				.containsPattern("Port " + this.port + " of 'orders' is in use by 'orders', process " + first.pid()
						+ " \\(java " + ServletApp.class.getName() + "\\) in " + this.directory
						+ ", running for \\d+ (s|min): this time, the app is 'orders--2' on port " + (this.port + 1))
				.doesNotContain(SECRET);
			first.finish();
		}
		try (TestApp next = start()) {
			assertThat(next.port()).isEqualTo(this.port);
		}
		assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("orders", "orders--2");
	}

	@Test
	void startWhenFirstInstanceRunsAndPolicyIsFailTellsWhoRuns(CapturedOutput output) throws Exception {
		try (AppProcess first = startProcess("--app.secret=" + SECRET).awaitUp()) {
			assertThatExceptionOfType(PortConflictException.class)
				.isThrownBy(() -> start("portregistry.on-conflict=fail"));
			assertThat(output.getOut().lines().filter((line) -> line.startsWith("Port "))).singleElement()
				.asString()
				.containsSubsequence(
						"Port " + this.port + " of 'orders' is in use by 'orders', process " + first.pid() + " (java "
								+ ServletApp.class.getName() + ") in " + this.directory + ", running for ",
						", and 'orders' is not to use another port.");
			assertThat(output).doesNotContain(SECRET);
		}
	}

	@Test
	void startWhenPortAskedForIsOfAnotherRunningApplicationTellsWhoRuns(CapturedOutput output) throws Exception {
		try (AppProcess first = startProcess("spring.application.name=billing").awaitUp(); TestApp second = start()) {
			assertThat(second.port()).isEqualTo(this.port + 1);
			assertThat(warnings(output)).singleElement()
				.asString()
				.containsSubsequence("Port " + this.port + " is assigned to 'billing' and in use by 'billing', process "
						+ first.pid() + " (java ", ": 'orders' gets port " + (this.port + 1) + " instead.");
		}
	}

	@Test
	void startWhenFirstInstanceIsStartingMovesAside(CapturedOutput output) throws Exception {
		try (AppProcess first = startProcess("spring.main.sources=" + SlowStart.class.getName())) {
			first.awaitLine(SlowStart.MESSAGE);
			try (TestApp second = start()) {
				assertThat(second.port()).isEqualTo(this.port + 1);
				assertThat(Instances.states(this.registry)).containsExactly("orders STARTING", "orders--2 UP");
				assertThat(warnings(output)).singleElement()
					.asString()
					.contains("is in use by 'orders', process " + first.pid() + " (java ", ", starting for ");
				first.proceed();
				assertThat(first.awaitLine(AppProcess.UP)).endsWith(" " + this.port);
			}
		}
	}

	@Test
	void startWhenInstanceWasKilledHasItsPort() throws Exception {
		try (AppProcess first = startProcess().awaitUp(); AppProcess second = startProcess().awaitUp()) {
			first.kill();
			assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED", "orders--2 UP");
			try (TestApp third = start()) {
				assertThat(third.port()).isEqualTo(this.port);
				second.kill();
				try (TestApp fourth = start()) {
					assertThat(fourth.port()).isEqualTo(this.port + 1);
					assertThat(Instances.states(this.registry)).containsExactly("orders UP", "orders--2 UP");
				}
			}
		}
		assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("orders", "orders--2");
	}

	@Test
	void startWhenInstanceWasKilledWhileStartingHasItsPort(CapturedOutput output) throws Exception {
		try (AppProcess first = startProcess("spring.main.sources=" + SlowStart.class.getName())) {
			first.awaitLine(SlowStart.MESSAGE);
			first.kill();
		}
		try (TestApp second = start()) {
			assertThat(second.port()).isEqualTo(this.port);
			assertThat(Instances.states(this.registry)).containsExactly("orders UP");
		}
		assertThat(warnings(output)).isEmpty();
	}

	/** The record would have the application wait if it were believed. */
	@Test
	void startWhenProcessIdOfRecordIsAnothersNowDoesNotBelieveRecord(CapturedOutput output) throws IOException {
		Instance own = Instance.starting("orders", this.port, this.port, null);
		this.registry.record(new Instance("orders", "orders", null, State.STOPPING, this.port, this.port, true, null,
				new InstanceProcess(own.pid(), "1", own.process().space(), own.host(), "java old", "/old"), null,
				Map.of(), null, own.startedAt(), own.lastSeen()));
		this.registry.register("orders", this.port);
		assertThat(Instances.states(this.registry)).containsExactly("orders STOPPED");
		try (ServerSocket stranger = new ServerSocket()) {
			stranger.bind(new InetSocketAddress(this.port));
			try (TestApp app = start()) {
				assertThat(app.port()).isEqualTo(this.port + 1);
			}
		}
		assertThat(warnings(output)).singleElement().asString().doesNotContain("in use by 'orders'", "/old");
		assertThat(output).doesNotContain("waiting for it");
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

	private TestApp start(String... properties) {
		return TestApp.start(WebApplicationType.SERVLET, this.directory, with(properties));
	}

	private AppProcess startProcess(String... properties) throws IOException {
		return ServletApp.start(this.directory, with(properties));
	}

	private String[] with(String... properties) {
		List<String> lines = new ArrayList<>(List.of("server.port=" + this.port,
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return lines.toArray(String[]::new);
	}

}
