package io.github.portregistry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code ports run} with real commands and signals.
 */
class RunIT {

	private static final String SERVER = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
			+ System.getProperty("java.class.path") + "' io.github.portregistry.cli.PortServer";

	@TempDir
	private Path home;

	private Process process;

	@AfterEach
	void endProcess() {
		if (this.process != null) {
			this.process.descendants().forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

	@Test
	void commandGetsPortAndGivesExitCode() throws Exception {
		Distribution.Result result = Distribution.run(this.home, "run", "my-web", "--start", "5300", "--end", "5400",
				"-d", "My web", "--", "sh", "-c", "echo $PORT $SERVER_PORT $MY_WEB_PORT $LC_ALL \"$0\"; exit 7", "a b");
		assertThat(result.exitCode()).isEqualTo(7);
		assertThat(result.err()).isEmpty();
		String port = result.out().substring(0, 4);
		assertThat(result.out()).isEqualTo(String.join(" ", port, port, port, "C.UTF-8", "a b\n"));
		assertThat(Files.readString(this.home.resolve(".ports"))).endsWith("\nmy-web:" + port + ":My web\n");
	}

	@Test
	void commandThatIsNotThereGives127() throws Exception {
		Distribution.Result result = Distribution.run(this.home, "run", "web", "--", "no-such-program-here");
		assertThat(result.exitCode()).isEqualTo(127);
		assertThat(result.err()).contains("Cannot run 'no-such-program-here'");
		assertThat(Distribution.run(this.home, "get", "web").exitCode()).isEqualTo(1);
	}

	@Test
	void killedCommandGivesExitCodeOfShells() throws Exception {
		assertThat(Distribution.run(this.home, "run", "web", "--", "sh", "-c", "kill -9 $$").exitCode()).isEqualTo(137);
	}

	@Test
	void commandReadsStandardInput() throws Exception {
		Distribution.Result result = Distribution
			.run(Distribution.shell(this.home, "echo hello | ports run web -- cat"));
		assertThat(result.out()).isEqualTo("hello\n");
	}

	@Test
	void localeThatTheLauncherChangesIsTheUsersForTheCommand() throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home,
				"unset LC_ALL LC_CTYPE LANG; ports run web -- sh -c 'echo \"${LC_ALL:-none}\"'"));
		assertThat(result.out()).isEqualTo("none\n");
	}

	@ParameterizedTest
	@CsvSource({ "TERM,false,143", "INT,false,130", "HUP,false,129", "INT,true,130", "TERM,true,143" })
	void signalEndsCommandAndLeavesNoProcess(String signal, boolean group, int exitCode) throws Exception {
		start("web", "exec " + SERVER);
		await(() -> state("web").equals("up"));
		JsonObject instance = instance("web");
		List<ProcessHandle> all = this.process.descendants().toList();
		assertThat(all).extracting(ProcessHandle::pid).contains(instance.get("pid").getAsLong());
		assertThat(instance.get("program").getAsString()).isEqualTo("java io.github.portregistry.cli.PortServer");
		assertThat(instance.get("url").getAsString()).isEqualTo("http://localhost:" + instance.get("port"));
		kill(signal, group);
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.process.exitValue()).isEqualTo(exitCode);
		assertThat(all).noneMatch(ProcessHandle::isAlive);
		assertThat(state("web")).isEqualTo("free");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TERM", "INT" })
	void signalEndsWhatTheCommandLeavesBehindButNoDaemon(String signal) throws Exception {
		start("web", "trap 'exit 3' INT; setsid sleep 600 & sleep 601 & echo $! > child; wait");
		await(() -> Files.exists(this.home.resolve("child"))
				&& this.process.descendants().map(RunIT::arguments).toList().containsAll(List.of("600", "601")));
		List<ProcessHandle> all = this.process.descendants().toList();
		kill(signal, false);
		try {
			assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			await(() -> all.stream()
				.filter(ProcessHandle::isAlive)
				.map(RunIT::arguments)
				.toList()
				.equals(List.of("600")));
		}
		finally {
			all.forEach(ProcessHandle::destroyForcibly);
		}
	}

	private static String arguments(ProcessHandle process) {
		return String.join(" ", process.info().arguments().orElse(new String[0]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "HUP", "USR1", "USR2" })
	void signalThatMeansSomethingToTheCommandIsForwarded(String signal) throws Exception {
		start("web", "trap 'echo > got' " + signal + "; echo > ready; while :; do sleep 0.1; done");
		await(() -> Files.exists(this.home.resolve("ready")));
		kill(signal, false);
		await(() -> Files.exists(this.home.resolve("got")));
		assertThat(this.process.isAlive()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "exec %s web", "%s web; exit $?" })
	void appThatRecordsItselfIsLeftToIt(String script) throws Exception {
		start("web", script.formatted(SERVER));
		await(() -> state("web").equals("up") && instances("web").size() == 1
				&& instance("web").get("url").getAsString().endsWith("/own"));
		long app = instance("web").get("pid").getAsLong();
		assertThat(this.process.descendants().filter((child) -> child.pid() == app)).hasSize(1);
		assertThat(Distribution.run(this.home, "list", "--json").out()).doesNotContain("web--2");
		kill("TERM", true);
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		await(() -> state("web").equals("free"));
	}

	/** As the daemon of a build tool does. */
	@Test
	void commandIsUpWhenProcessOfAnotherListensOnItsPort() throws Exception {
		start("web", "echo $PORT > port.tmp; mv port.tmp port; exec sleep 600");
		await(() -> Files.exists(this.home.resolve("port")));
		int port = Integer.parseInt(Files.readString(this.home.resolve("port")).strip());
		try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
			await(() -> state("web").equals("up"));
			assertThat(instance("web").get("pid").getAsLong()).isEqualTo(ProcessHandle.current().pid());
			assertThat(Files.readString(this.home.resolve("log"))).contains(
					"'web' is up on port " + server.getLocalPort() + ": process " + ProcessHandle.current().pid());
		}
		kill("TERM", true);
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(state("web")).isEqualTo("free");
	}

	@Test
	void commandThatIgnoresItsPortIsToldSo() throws Exception {
		int port = FreePorts.find();
		start("web", "PORT=" + port + " exec " + SERVER);
		await(() -> Files.readString(this.home.resolve("log")).contains("does not listen on port"));
		assertThat(Files.readString(this.home.resolve("log"))).contains("but on " + port + ":", "{port}");
	}

	@Test
	void commandThatHandlesSignalEndsAsItWants() throws Exception {
		start("web", "trap 'sleep 1; echo ended > ended; exit 4' TERM; echo > ready; while :; do sleep 0.1; done");
		await(() -> Files.exists(this.home.resolve("ready")));
		kill("TERM", false);
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.process.exitValue()).isEqualTo(4);
		assertThat(this.home.resolve("ended")).exists();
	}

	@Test
	void secondRunGetsPortOfItsOwnAndClaimTheFirstOnes() throws Exception {
		start("web", "exec " + SERVER);
		await(() -> state("web").equals("up"));
		String port = Distribution.run(this.home, "get", "-q", "web").out();
		Distribution.Result second = Distribution.run(this.home, "run", "web", "--", "sh", "-c", "echo $WEB_PORT");
		assertThat(second.out()).isNotEqualTo(port);
		assertThat(second.err()).contains("Port " + port.strip() + " of 'web' is in use by 'web', process ",
				"'web--2' is on port " + second.out().strip() + " this time");
		assertThat(Distribution.run(this.home, "claim", "web").out()).isEqualTo(port);
		Distribution.Result who = Distribution.run(this.home, "who", port.strip());
		assertThat(who.out()).startsWith("Port " + port.strip() + ": registered for 'web'; in use by 'web', process ");
	}

	@Test
	void secondRunIsOfSameService() throws Exception {
		start("web", "exec " + SERVER);
		await(() -> state("web").equals("up"));
		Process first = this.process;
		try {
			start("web", "exec " + SERVER);
			await(() -> state("web--2").equals("up"));
			assertThat(PortRegistry.open(this.home.resolve(".ports")).service("web").orElseThrow().instances())
				.extracting(Instance::name)
				.containsExactly("web", "web--2");
		}
		finally {
			endProcess();
			this.process = first;
		}
	}

	private void start(String name, String script) throws IOException {
		ProcessBuilder builder = Distribution.builder(this.home, "run", name, "--", "sh", "-c", script);
		// In a session of its own, so that the tests are not in the group; and should the
		// tests run under nohup or the like, the command is not to.
		builder.command().addAll(0, List.of("setsid", "env", "--default-signal=HUP,INT,TERM"));
		this.process = builder.redirectErrorStream(true).redirectOutput(this.home.resolve("log").toFile()).start();
	}

	private void kill(String signal, boolean group) throws Exception {
		String target = (group ? "-" : "") + this.process.pid();
		String script = "kill -s " + signal + " -- " + target;
		assertThat(new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor()).isZero();
	}

	private String state(String name) throws Exception {
		Distribution.Result result = Distribution.run(this.home, "status", "--json", name);
		return (result.exitCode() == 0) ? status(result).get("state").getAsString() : "none";
	}

	private JsonArray instances(String name) throws Exception {
		return status(Distribution.run(this.home, "status", "--json", name)).getAsJsonArray("instances");
	}

	private JsonObject instance(String name) throws Exception {
		return instances(name).get(0).getAsJsonObject();
	}

	private static JsonObject status(Distribution.Result result) {
		return JsonParser.parseString(result.out()).getAsJsonArray().get(0).getAsJsonObject();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
	}

}
