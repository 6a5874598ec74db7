package io.github.portregistry.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.Instances;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.app.ServletApp.SlowRequest;
import io.github.portregistry.app.ServletApp.SlowStop;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that is started again while its last run is still stopping and
 * has the port.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoppingInstanceTests {

	private static final String WAITING = "which is stopping: waiting for it (portregistry.stopping-timeout)";

	@TempDir
	private Path directory;

	private PortRange range;

	private int port;

	@BeforeEach
	void setUp() {
		this.range = FreePorts.range(2, PortRange::new);
		this.port = this.range.start();
	}

	@Test
	void startWhenLastRunIsStoppingWaitsForItsPort(CapturedOutput output) throws Exception {
		try (AppProcess last = startStopping()) {
			assertThat(Instances.states(PortRegistry.open(this.directory.resolve("ports"))))
				.containsExactly("orders STOPPING");
			CompletableFuture<TestApp> next = CompletableFuture.supplyAsync(this::start);
			String info = "Port " + this.port + " is still in use by process " + last.pid() + " of 'orders', "
					+ WAITING;
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> next.isDone() || output.getOut().contains(info));
			assertThat(next).isNotDone();
			last.proceed();
			try (TestApp app = next.get(60, TimeUnit.SECONDS)) {
				assertThat(app.port()).isEqualTo(this.port);
				assertThat(app.bean(ApplicationRegistration.class).getName()).isEqualTo("orders");
			}
			last.awaitEnd();
		}
		assertThat(output).doesNotContain(" WARN ");
	}

	@Test
	void startWhenLastRunStillAnswersRequestHasItsPort() throws Exception {
		try (AppProcess last = ServletApp.start(this.directory,
				with("spring.main.sources=" + SlowRequest.class.getName(),
						"spring.lifecycle.timeout-per-shutdown-phase=5m"))) {
			last.awaitUp();
			URI uri = URI.create("http://localhost:" + this.port + "/slow");
			CompletableFuture<?> answer = HttpClient.newHttpClient()
				.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
			last.awaitLine(SlowRequest.MESSAGE);
			last.proceed();
			last.awaitLine("Commencing graceful shutdown");
			try (TestApp next = start()) {
				assertThat(next.port()).isEqualTo(this.port);
				assertThat(answer).isNotDone();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "0s, false", "100ms, true" })
	void startWhenLastRunIsStoppingForLongerThanTimeoutMovesAside(String timeout, boolean waits, CapturedOutput output)
			throws Exception {
		try (AppProcess last = startStopping(); TestApp next = start("portregistry.stopping-timeout=" + timeout)) {
			assertThat(next.port()).isEqualTo(this.port + 1);
			assertThat(output.getOut().contains(WAITING)).isEqualTo(waits);
			assertThat(output).containsPattern(" WARN .+Port " + this.port
					+ " of 'orders' is in use by 'orders', process " + last.pid() + " .+, stopping after running for ");
		}
	}

	private AppProcess startStopping() throws Exception {
		AppProcess process = ServletApp.start(this.directory, with("spring.main.sources=" + SlowStop.class.getName()));
		process.awaitUp().proceed();
		process.awaitLine(SlowStop.MESSAGE);
		return process;
	}

	private TestApp start(String... properties) {
		return TestApp.start(WebApplicationType.SERVLET, this.directory, with(properties));
	}

	private String[] with(String... properties) {
		List<String> lines = new ArrayList<>(List.of("server.port=" + this.port,
				"portregistry.range.start=" + this.range.start(), "portregistry.range.end=" + this.range.end()));
		lines.addAll(List.of(properties));
		return lines.toArray(String[]::new);
	}

}
