package io.github.portregistry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * Plays tasks of coding agents against {@code ports mcp} with a scripted client: counts
 * the calls, the characters that a model would read and write for them, and the tasks
 * whose answer is not in what it has read.
 */
public final class AgentBenchmark {

	private static final Path PORTS = Path.of("port-registry-cli/target/ports/bin/ports").toAbsolutePath();

	private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Path home = Files.createTempDirectory("agent").toRealPath();

	private final List<ServerSocket> servers = new ArrayList<>();

	private int wrong;

	private int mostCalls;

	private int mostCharacters;

	private AgentBenchmark() throws IOException {
	}

	/**
	 * Print what each task takes.
	 * @param args none
	 * @throws IOException if the command cannot be started
	 */
	public static void main(String[] args) throws IOException {
		new AgentBenchmark().run();
	}

	private void run() throws IOException {
		Path worktree = createCheckouts();
		PortRegistry registry = PortRegistry.open(this.home.resolve(".ports"));
		Checkout main = new Checkout(this.home.resolve("shop").toString(), this.home.resolve("shop").toString(), null,
				"main", COMMIT.replace('0', 'f'));
		Checkout fixUi = new Checkout(main.project(), worktree.toString(), "fix-ui", "fix-ui", COMMIT);
		int mainPort = start(registry, "orders", main);
		int port = start(registry, "orders--fix-ui", fixUi);
		int billing = start(registry, "billing", main);
		int stranger = listen();
		for (int i = 0; i < 40; i++) {
			registry.register("service-" + i, 20000 + i, "Service number " + i);
		}
		ProcessBuilder builder = new ProcessBuilder(PORTS.toString(), "mcp").directory(worktree.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().put("HOME", this.home.toString());
		Process process = builder.start();
		try (Server server = new Server(process)) {
			System.out.printf("%-62s %5s %10s  %s%n", "task", "calls", "characters", "answer");
			play(server, "Call orders of this worktree", "http://localhost:" + port, call("resolve", "name", "orders"));
			play(server, "Who has port " + mainPort + "?", "\"usedBy\":\"orders\"",
					call("who", "port", Integer.toString(mainPort)));
			play(server, "Start billing beside main's", "\"name\":\"billing--fix-ui\"",
					call("claim", "name", "billing"));
			play(server, "Which build do I test when I call orders?", "\"branch\":\"fix-ui\"",
					call("resolve", "name", "orders"));
			play(server, "Is the billing that main has the one of this worktree?", "\"name\":\"billing\"",
					call("resolve", "name", "billing", "cwd", "../shop"));
			play(server, "Which apps of this checkout are there, and which run?", "\"state\":\"up\"",
					call("where_am_i"));
			play(server, "A port for a server that is needed once", "\"port\":", call("find_port"));
			play(server, "Port " + stranger + " is in use: whose is it?", "\"pid\":" + ProcessHandle.current().pid(),
					call("who", "port", Integer.toString(stranger)));
			play(server, "Find the app whose name has '-17'", "\"port\":20017", call("status", "filter", "-17"));
			play(server, "Ask orders of this worktree whether it is healthy", "/actuator",
					call("status", "filter", "orders"), call("resolve", "name", "orders"));
		}
		System.out.printf("At most %d calls and %d characters a task; wrong answers: %d%n", this.mostCalls,
				this.mostCharacters, this.wrong);
		for (ServerSocket server : this.servers) {
			server.close();
		}
		assertRegistered(billing);
		FileSystemUtils.deleteRecursively(this.home);
	}

	private void assertRegistered(int billing) {
		if (PortRegistry.open(this.home.resolve(".ports")).getPort("billing").orElse(0) != billing) {
			throw new IllegalStateException("'billing' has lost its port");
		}
	}

	private Path createCheckouts() throws IOException {
		Path own = Files.createDirectories(this.home.resolve("shop/.git/worktrees/fix-ui"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Files.writeString(own.resolve("HEAD"), "ref: refs/heads/fix-ui\n");
		Path worktree = Files.createDirectories(this.home.resolve("fix-ui"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");
		return worktree;
	}

	private int listen() throws IOException {
		ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.servers.add(server);
		return server.getLocalPort();
	}

	/** An app is a record and a socket that listens. */
	private int start(PortRegistry registry, String name, Checkout checkout) throws IOException {
		int port = listen();
		String url = "http://localhost:" + port;
		registry.register(name, port, "Spring Boot app in " + checkout.directory());
		registry.record(Instance.starting(name, port, null, checkout)
			.up(port, url)
			.serving(Map.of(Instance.ACTUATOR, url + "/actuator")));
		return port;
	}

	private static List<String> call(String tool, String... arguments) {
		List<String> call = new ArrayList<>(List.of(tool));
		call.addAll(List.of(arguments));
		return call;
	}

	@SafeVarargs
	private void play(Server server, String task, String expected, List<String>... calls) throws IOException {
		int characters = 0;
		int made = 0;
		boolean found = false;
		for (List<String> call : calls) {
			String answer = server.call(call);
			made++;
			characters += String.join(" ", call).length() + answer.length();
			found = answer.contains(expected);
			if (found) {
				break;
			}
		}
		this.wrong += found ? 0 : 1;
		this.mostCalls = Math.max(this.mostCalls, made);
		this.mostCharacters = Math.max(this.mostCharacters, characters);
		System.out.printf("%-62s %5d %10d  %s%n", task, made, characters, found ? "right" : "WRONG");
	}

	/**
	 * The server, and the client's side of it.
	 */
	private final class Server implements AutoCloseable {

		private final Process process;

		private final PrintStream in;

		private final BufferedReader out;

		private int id;

		Server(Process process) throws IOException {
			this.process = process;
			this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
			this.out = process.inputReader(StandardCharsets.UTF_8);
			request("initialize", Map.of("protocolVersion", "2025-11-25", "capabilities", Map.of(), "clientInfo",
					Map.of("name", "script", "version", "1")));
			this.in.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
		}

		String call(List<String> call) throws IOException {
			Map<String, Object> arguments = new HashMap<>();
			for (int i = 1; i < call.size(); i += 2) {
				boolean port = call.get(i).equals("port");
				arguments.put(call.get(i), port ? (Object) Integer.valueOf(call.get(i + 1)) : call.get(i + 1));
			}
			return request("tools/call", Map.of("name", call.get(0), "arguments", arguments))
				.at("/result/content/0/text")
				.asString();
		}

		private JsonNode request(String method, Map<String, Object> params) throws IOException {
			this.in.println(AgentBenchmark.this.mapper
				.writeValueAsString(Map.of("jsonrpc", "2.0", "id", ++this.id, "method", method, "params", params)));
			return AgentBenchmark.this.mapper.readTree(this.out.readLine());
		}

		@Override
		public void close() {
			this.in.close();
			this.process.onExit().join();
		}

	}

}
