package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.PortConflictException;
import io.github.portregistry.PortRange;
import io.github.portregistry.RangeExhaustedException;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what a started application does if it cannot have its port.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@ExtendWith(OutputCaptureExtension.class)
class PortConflictTests {

	@Parameter
	private WebApplicationType type;

	@TempDir
	private Path directory;

	private Path registry;

	/** The port in question and, behind it, the range to choose from. */
	private int port;

	private PortRange range;

	private ServerSocket stranger;

	@BeforeEach
	void setUp() throws IOException {
		PortRange free = FreePorts.range(4, PortRange::new);
		this.registry = this.directory.resolve("ports");
		this.port = free.start();
		this.range = new PortRange(free.start() + 1, free.end());
		this.stranger = new ServerSocket();
	}

	@AfterEach
	void tearDown() throws IOException {
		this.stranger.close();
	}

	@Test
	void startWhenRegisteredPortIsInUseMovesAsideUntilItIsFree(CapturedOutput output) throws IOException {
		String line = "orders:" + this.port + ":mine\n";
		Files.writeString(this.registry, line);
		this.stranger.bind(new InetSocketAddress(this.port));
		try (TestApp app = start()) {
			assertThat(app.port()).isEqualTo(this.range.start());
			assertThat(app.askForPort()).isEqualTo(Integer.toString(this.range.start()));
			assertThat(app.bean(ApplicationRegistration.class).getName()).isEqualTo("orders--2");
		}
		assertThat(this.registry).content().startsWith(line).contains("\norders--2:" + this.range.start() + ":");
		assertThat(warnings(output)).singleElement()
			.asString()
			.containsSubsequence("Port " + this.port + " of 'orders' is in use by " + thisProcess(),
					": this time, the app is 'orders--2' on port " + this.range.start()
							+ ". To move 'orders' to another port for good: ports register orders "
							+ (this.range.start() + 1) + " (or change its line in " + this.registry + ")");
		byte[] content = Files.readAllBytes(this.registry);
		this.stranger.close();
		try (TestApp app = start()) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(this.registry).hasBinaryContent(content);
		assertThat(warnings(output)).hasSize(1);
	}

	@Test
	void startWhenPortAskedForIsAnothersFallsBackToRange(CapturedOutput output) throws IOException {
		String line = "billing:" + this.port + ":theirs\n";
		Files.writeString(this.registry, line);
		try (TestApp app = start("server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(this.range.start());
		}
		assertThat(this.registry).content().startsWith(line).contains("\norders:" + this.range.start() + ":");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("Port " + this.port + " is assigned to 'billing': 'orders' gets port " + this.range.start()
					+ " instead. Once it is free, move 'orders' there with: ports register orders " + this.port
					+ " (or change its line in " + this.registry + ")");
	}

	@Test
	void startWhenDefaultPortIsAskedForAndAnothersFallsBackToRange(CapturedOutput output) throws IOException {
		Files.writeString(this.registry, "billing:8080:\n");
		start("server.port=8080").close();
		assertThat(this.registry).content().contains("\norders:" + this.range.start() + ":");
		assertThat(warnings(output)).singleElement().asString().contains("Port 8080 is assigned to 'billing'");
	}

	@Test
	void startWhenPortAskedForIsInUseFallsBackToRange(CapturedOutput output) throws IOException {
		this.stranger.bind(new InetSocketAddress(this.port));
		try (TestApp app = start("server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(this.range.start());
		}
		assertThat(warnings(output)).singleElement()
			.asString()
			.containsSubsequence("Port " + this.port + " is in use by " + thisProcess(),
					": 'orders' gets port " + this.range.start() + " instead.");
	}

	@Test
	void startWhenRegisteredPortIsInUseAndPolicyIsFailFails(CapturedOutput output) throws IOException {
		byte[] content = ("orders:" + this.port + ":mine\n").getBytes(StandardCharsets.UTF_8);
		Files.write(this.registry, content);
		this.stranger.bind(new InetSocketAddress(this.port));
		assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> start("portregistry.on-conflict=fail"));
		assertThat(this.registry).hasBinaryContent(content);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsSubsequence("Port " + this.port + " of 'orders' is in use by " + thisProcess(),
					", and 'orders' is not to use another port.",
					"Free port " + this.port + ", or give 'orders' a port for good with: ports register orders "
							+ this.range.start() + " (or edit the registry), or set portregistry.on-conflict=fallback");
	}

	@Test
	void startWhenPortAskedForIsAnothersAndPolicyIsFailFails(CapturedOutput output) throws IOException {
		byte[] content = ("billing:" + this.port + ":\n").getBytes(StandardCharsets.UTF_8);
		Files.write(this.registry, content);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("server.port=" + this.port, "portregistry.on-conflict=fail"));
		assertThat(this.registry).hasBinaryContent(content);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Port " + this.port + " is assigned to 'billing', and 'orders' is not to use another port.");
	}

	@Test
	void startWhenRangeIsExhaustedFails(CapturedOutput output) throws IOException {
		byte[] content = ("shop:8080:\nbilling:" + this.range.start() + ":\n").getBytes(StandardCharsets.UTF_8);
		Files.write(this.registry, content);
		this.stranger.bind(new InetSocketAddress(this.range.start() + 1));
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> start("portregistry.excluded-ports=" + (this.range.start() + 2)));
		assertThat(this.registry).hasBinaryContent(content);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("No port of " + this.range.start() + "-" + (this.range.start() + 2)
					+ " is available: 1 registered, 1 excluded, 1 in use by other programs.")
			.contains("portregistry.range.start", "portregistry.range.end", "portregistry.excluded-ports");
	}

	private TestApp start(String... properties) {
		List<String> lines = new ArrayList<>(List.of(properties));
		lines.add("portregistry.range.start=" + this.range.start());
		lines.add("portregistry.range.end=" + this.range.end());
		return TestApp.start(this.type, this.directory, lines.toArray(String[]::new));
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

	private static String thisProcess() {
		if (!OS.LINUX.isCurrentOs()) {
			return "another process";
		}
		String jvm = ProcessHandle.current().info().command().orElseThrow();
		return "process " + ProcessHandle.current().pid() + " (" + Path.of(jvm).getFileName();
	}

}
