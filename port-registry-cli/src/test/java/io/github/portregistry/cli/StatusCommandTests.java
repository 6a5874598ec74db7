package io.github.portregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link StatusCommand}, {@link WhoCommand} and {@link OpenCommand} say of
 * the state of assignments.
 */
class StatusCommandTests {

	@TempDir
	private Path directory;

	private Path file;

	private PortRegistry registry;

	private int port;

	@BeforeEach
	void open() {
		this.file = this.directory.resolve("ports");
		this.registry = PortRegistry.open(this.file);
		this.port = this.registry.findAvailablePort(new PortRange(27000, 28000));
	}

	private JsonObject json(String... args) {
		return JsonParser.parseString(CommandRun.of(this.file, args).out()).getAsJsonArray().get(0).getAsJsonObject();
	}

	@Test
	void nameThatDoesNotRunIsFree() {
		this.registry.register("orders", this.port, "Orders");
		assertThat(CommandRun.of(this.file, "status").out().lines()).containsExactly(
				"NAME    PORT   STATE  PID  PROGRAM  FOLDER  URL  LAST SEEN", "orders  " + this.port + "  free");
		assertThat(json("status", "--json").get("state").getAsString()).isEqualTo("free");
		assertThat(CommandRun.of(this.file, "who", "" + this.port)).isEqualTo(
				new CommandRun(0, "Port " + this.port + ": registered for 'orders' (Orders); nobody listens\n", ""));
		assertThat(CommandRun.of(this.file, "open", "orders"))
			.isEqualTo(new CommandRun(1, "", "'orders' is not running: nobody listens on port " + this.port + "\n"));
	}

	@Test
	void instanceIsShownInItsState() {
		this.registry.register("orders", this.port);
		Instance instance = Instance.starting("orders", this.port, null, null);
		this.registry.record(instance);
		String pid = Long.toString(ProcessHandle.current().pid());
		assertThat(CommandRun.of(this.file, "status").out())
			.containsPattern("orders +" + this.port + " +starting +" + pid);
		assertThat(CommandRun.of(this.file, "who", "" + this.port).out())
			.startsWith("Port " + this.port + ": registered for 'orders'; claimed by 'orders', process " + pid);
		this.registry.record(instance.up(this.port, "http://localhost:" + this.port));
		assertThat(CommandRun.of(this.file, "status").out())
			.containsPattern("orders +" + this.port + " +up +" + pid + " .* http://localhost:" + this.port + " +now\n");
		assertThat(json("status", "--json").getAsJsonArray("instances")
			.get(0)
			.getAsJsonObject()
			.get("state")
			.getAsString()).isEqualTo("up");
		this.registry.record(instance.in(Instance.State.STOPPING));
		assertThat(CommandRun.of(this.file, "status").out()).containsPattern("orders +" + this.port + " +stopping");
	}

	@Test
	void instanceThatIsNotRegisteredHasItsPortInParentheses() {
		Instance instance = Instance.starting("orders", this.port, null, null).unclaimed();
		this.registry.record(instance.up(this.port, "http://localhost:" + this.port));
		CommandRun run = CommandRun.of(this.file, "status", "orders");
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).containsPattern("orders +\\(" + this.port + "\\) +up ");
		assertThat(json("status", "--json").get("registered").getAsBoolean()).isFalse();
		assertThat(CommandRun.of(this.file, "doctor").exitCode()).isZero();
	}

	@Test
	void watchTellsOfUnknownNameOnce() {
		this.registry.register("orders", this.port);
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		Output output = new Output(new PrintStream(new LeavingReader()), new PrintStream(messages), true, false, false);
		PortsCommand.execute(output, Map.of("PORTREGISTRY_LOCATION", this.file.toString()), "status", "--watch",
				"orders", "nosuch");
		assertThat(messages).hasToString("No port registered for 'nosuch'" + System.lineSeparator());
	}

	@Test
	void portOfStrangerIsTaken() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int taken = server.getLocalPort();
			CommandRun register = CommandRun.of(this.file, "register", "orders", "" + taken);
			assertThat(register.out()).isEqualTo("✓ Registered orders on port " + taken + "\n");
			assertThat(register.err()).startsWith("Warning: Port " + taken + " is in use by process ");
			JsonObject status = json("status", "--json");
			assertThat(status.get("state").getAsString()).isEqualTo("taken");
			assertThat(status.get("inUse").getAsBoolean()).isTrue();
			assertThat(status.getAsJsonObject("process").get("pid").getAsLong())
				.isEqualTo(ProcessHandle.current().pid());
			assertThat(CommandRun.of(this.file, "who", "" + taken).out()).contains("in use by process ");
		}
	}

	@Test
	void nobodysPortIsNo() {
		assertThat(CommandRun.of(this.file, "who", "" + this.port))
			.isEqualTo(new CommandRun(1, "Port " + this.port + ": not registered; nobody listens\n", ""));
	}

	@Test
	void onlyNamesAskedForAreShown() {
		this.registry.register("a", this.port);
		this.registry.register("b", this.port + 1);
		CommandRun run = CommandRun.of(this.file, "status", "b", "c");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("\nb ").doesNotContain("\na ");
		assertThat(run.err()).isEqualTo("No port registered for 'c'\n");
	}

	@Test
	void terminalHasColorsAndNothingOfTheFileReachesIt() throws Exception {
		Files.writeString(this.file, "a\u001b[2Jb:" + this.port + ":\u009b31m\u0007\n");
		assertThat(CommandRun.onTerminal(this.file, "status").out()).contains("\u001b[2ma?[2Jb");
		for (String[] args : new String[][] { { "list" }, { "get", "a\u001b[2Jb" }, { "status" },
				{ "who", "" + this.port }, { "doctor" }, { "unregister", "x\u001b[2J" }, { "get", "x\u001b[2J" } }) {
			CommandRun run = CommandRun.of(this.file, args);
			assertThat((run.out() + run.err()).chars()).as(args[0])
				.noneMatch((ch) -> ch != '\n' && Character.isISOControl(ch));
		}
	}

	/** Reads two tables, as {@code head} does. */
	private static final class LeavingReader extends OutputStream {

		private int tables;

		@Override
		public void write(int character) throws IOException {
			this.tables += (character == 'N') ? 1 : 0;
			if (this.tables == 3) {
				throw new IOException("Broken pipe");
			}
		}

	}

}
