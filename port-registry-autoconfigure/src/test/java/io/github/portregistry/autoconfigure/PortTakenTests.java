package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.StartPhase;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what is told, and done next, if somebody takes the port in the moment between
 * its release and the start of the server.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class PortTakenTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private final PortRange range = FreePorts.range(2, PortRange::new);

	@Test
	@EnabledOnOs(OS.LINUX)
	void startWhenPortIsTakenAfterReleaseTellsWhoHasItAndMovesAsideNextTime(CapturedOutput output) throws IOException {
		ProcessHandle thisProcess = ProcessHandle.current();
		try (ServerSocket thief = new ServerSocket()) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(thief).close());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.containsSubsequence(
						"Port " + this.range.start() + ", which the application had claimed, was taken by process "
								+ thisProcess.pid() + " (java",
						") in " + System.getProperty("user.dir") + " before the server could bind it.",
						"Start the application again");
			try (TestApp app = start(thief)) {
				assertThat(app.port()).isEqualTo(this.range.start() + 1);
			}
		}
		assertThat(Instances.states(PortRegistry.open(this.directory.resolve("ports"))))
			.containsExactly("orders STOPPED", "orders--2 STOPPED");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void startWhenPortOfThisRunIsInUseTellsWhoHasIt(CapturedOutput output) throws IOException {
		try (ServerSocket stranger = new ServerSocket(this.range.start())) {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> TestApp.start(this.type, this.directory, "--server.port=" + stranger.getLocalPort()));
		}
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsSubsequence("Port " + this.range.start() + ", which is set for this run, is in use by process "
					+ ProcessHandle.current().pid() + " (java", "Stop that process, or set another port.");
	}

	private TestApp start(ServerSocket thief) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(TestApp.Config.class).web(this.type)
			.initializers((GenericApplicationContext context) -> context.registerBean(StartPhase.class,
					() -> new StartPhase(SmartLifecycle.DEFAULT_PHASE - 2048, () -> take(thief))));
		return TestApp.start(builder, this.directory, "server.port=" + this.range.start(),
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end());
	}

	private void take(ServerSocket thief) {
		try {
			if (!thief.isBound()) {
				thief.bind(new InetSocketAddress(this.range.start()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
