package io.github.portregistry.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.testsupport.AppProcess;

/**
 * A machine with a dozen apps, to look at: one that shows the dashboard, a stranger that
 * listens on the port of another, and records of others, for each of which a process that
 * does nothing stands in.
 */
final class DemoMachine implements AutoCloseable {

	private static final String COMMIT = "0123456789".repeat(4);

	private static final String LEGACY = """
			import java.net.*;
			class Legacy {
				public static void main(String[] args) throws Exception {
					new ServerSocket(5040, 1, InetAddress.getLoopbackAddress()).accept();
				}
			}
			""";

	private final List<Process> processes = new ArrayList<>();

	private AppProcess app;

	private final Path home;

	private final PortRegistry registry;

	private int port;

	private DemoMachine(Path directory) throws IOException {
		this.home = Files.createTempDirectory(directory, "home");
		this.registry = PortRegistry.open(this.home.resolve(".ports"));
	}

	static DemoMachine create(Path directory) throws Exception {
		DemoMachine machine = new DemoMachine(directory);
		machine.add("orders", 5001, State.UP, Duration.ofMinutes(48), "Takes orders");
		machine.add("orders--management", 5002, State.UP, Duration.ofMinutes(48), "Health and metrics of orders");
		machine.add("billing", 5003, State.UP, Duration.ofHours(5), "Invoices: all of them");
		machine.add("catalog", 5004, State.UP, Duration.ofHours(5), "What there is to buy");
		machine.add("customers", 5006, State.UP, Duration.ofMinutes(12), "");
		machine.add("search", 5007, State.STARTING, Duration.ofSeconds(4), "Full text search");
		machine.add("mail", 5008, State.STOPPING, Duration.ofHours(2), "Sends what others write");
		machine.add("web", 5173, State.UP, Duration.ofHours(7), "React frontend");
		machine.add("orders--fix-ui", 5009, State.UP, Duration.ofMinutes(3), "Takes orders");
		machine.add("reports", 5010, State.STOPPED, Duration.ofDays(16), "Runs at the end of the month");
		machine.registry.register("legacy", 5040, "Old admin page");
		machine.startStranger();
		machine.app = SampleProcess.start(Files.createDirectories(machine.home.resolve("port-registry")),
				Map.of("HOME", machine.home.toString()),
				List.of("--spring.application.name=dashboard", "--portregistry.description=This page"));
		machine.port = machine.app.awaitPort();
		return machine;
	}

	int port() {
		return this.port;
	}

	private void add(String name, int port, State state, Duration age, String description) throws IOException {
		this.registry.register(name, port, description);
		String app = name.replaceFirst("--.*", "");
		boolean linked = name.endsWith("--fix-ui");
		String directory = this.home.resolve(linked ? "fix-ui/" + app : "shop/" + app).toString();
		String program = name.equals("web") ? "node vite" : "java " + app + ".jar";
		Instance own = Instance.starting(name, port, null, null).ofProcess(start("sleep", "600").pid(), program);
		Instant since = Instant.now().minus(age);
		InstanceProcess process = own.process();
		this.registry.record(new Instance(
				name, app, null, state, port, null, true, null, new InstanceProcess(process.pid(), process.start(),
						process.space(), process.host(), program, directory),
				"http://localhost:" + port, Map.of(), checkout(linked), since, since));
	}

	private Checkout checkout(boolean linked) {
		String main = this.home.resolve("shop").toString();
		return linked ? new Checkout(main, this.home.resolve("fix-ui").toString(), "fix-ui", "fix-ui", COMMIT)
				: new Checkout(main, main, null, "main", COMMIT);
	}

	private Process start(String... command) throws IOException {
		return start(this.home, command);
	}

	private Process start(Path directory, String... command) throws IOException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
		this.processes.add(process);
		return process;
	}

	private void startStranger() throws IOException {
		Path directory = Files.createDirectories(this.home.resolve("old/admin"));
		Files.writeString(directory.resolve("Legacy.java"), LEGACY);
		start(directory, ProcessHandle.current().info().command().orElse("java"), "Legacy.java");
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroyForcibly);
		if (this.app != null) {
			this.app.close();
		}
	}

}
