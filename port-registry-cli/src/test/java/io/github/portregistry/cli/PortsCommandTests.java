package io.github.portregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortsCommand} and what all commands have in common.
 */
class PortsCommandTests {

	@TempDir
	private Path directory;

	private CommandRun run(String... args) {
		return CommandRun.of(this.directory.resolve("ports"), args);
	}

	static Iterable<String> commands() {
		CommandLine commandLine = PortsCommand.commandLine(Output.ofProcess(), Map.of());
		return commandLine.getSubcommands().keySet();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void helpOfEachCommandExplainsIt(String command) {
		CommandRun help = run(command, "--help");
		assertThat(help.exitCode()).isZero();
		assertThat(help.out()).contains("Usage: ports " + command, "--registry=PATH", "Exit codes:", "Examples:");
		assertThat(help.out().lines()).allMatch((line) -> line.length() <= 100);
		assertThat(run().out()).contains("\n  " + command + " ");
	}

	@ParameterizedTest
	@CsvSource({ "regsiter,register", "lst,list", "list --jsn,--json", "get a --quite,--quiet" })
	void whatIsMistypedIsAnsweredWithWhatIsSimilar(String line, String similar) {
		CommandRun run = run(line.split(" "));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).matches("(?s)Error: Un[^\n]*\nDid you mean " + similar + "( or [^\n]*)?\\?\nTry .*");
	}

	@Test
	void whatIsLikeNothingIsAnsweredWithoutSuggestion() {
		assertThat(run("list", "--xyz").err()).isEqualTo("Error: Unknown option: '--xyz'\nTry 'ports list --help'.\n");
	}

	@Test
	void commandToRunIsWantedBehindTwoHyphens() {
		assertThat(run("run", "web", "sh", "-c", "exit 1")).isEqualTo(new CommandRun(2, "",
				"Error: Unknown option: '-c'\nPut -- before the command: ports run NAME -- COMMAND\n"
						+ "Try 'ports run --help'.\n"));
		assertThat(run("run", "web", "--wiht", "api", "--", "sh").err()).contains("'--wiht'", "Did you mean --with?")
			.doesNotContain("Put --");
	}

	@Test
	void helpIsACommandToo() {
		assertThat(run("help")).isEqualTo(run("--help"));
		assertThat(run("help", "get")).isEqualTo(run("get", "--help"));
	}

	static List<Throwable> faults() {
		return List.of(new IllegalStateException("broken"), new StackOverflowError("broken"));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void faultIsNotTheAnswerNo(Throwable fault) {
		PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {

			@Override
			public void print(String text) {
				if (fault instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) fault;
			}

		};
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Output output = new Output(broken, new PrintStream(err, true), false, false, false);
		Map<String, String> environment = Map.of("PORTREGISTRY_LOCATION", this.directory.resolve("ports").toString());
		assertThat(PortsCommand.execute(output, environment, "list")).isEqualTo(70);
		assertThat(err.toString()).startsWith("Error: This is a fault of 'ports', please report it:\n" + fault);
	}

	@Test
	void registryIsThatOfTheOptionBeforeThatOfTheEnvironment() {
		Path other = this.directory.resolve("other");
		assertThat(run("register", "a", "5001", "--registry", other.toString()).exitCode()).isZero();
		assertThat(run("--registry=" + other, "get", "a").out()).isEqualTo("a: 5001\n");
		assertThat(run("get", "a").exitCode()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "get a", "find", "status", "who 5001", "scan", "export", "claim a",
			"register a 5001", "unregister a", "prune", "open a", "run a -- true" })
	void registryThatCannotBeReadGives3(String line) {
		CommandRun run = CommandRun.of(this.directory, line.split(" "));
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).startsWith("Error: Cannot ").endsWith(this.directory + ": is a directory\n");
	}

	@Test
	void registryThatIsNoPathIsRefused() {
		CommandRun run = run("list", "--registry", "a\0b");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).startsWith("Error: Invalid value for option '--registry': 'a?b' is not a path: Nul");
		CommandRun other = CommandRun.at("a\0b", "list");
		assertThat(other.exitCode()).isEqualTo(2);
		assertThat(other.err()).startsWith("Error: Invalid value for PORTREGISTRY_LOCATION: 'a?b' is not a path: Nul");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-=", "--=", "=", "-", "", "--=x" })
	void optionWithoutNameIsRefused(String argument) {
		CommandRun run = run(argument, "list");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("'" + argument + "'").doesNotContain("Exception");
	}

	@ParameterizedTest
	@CsvSource({ "a:b", "a b", "-a", "é", "''" })
	void invalidNameIsRefusedBeforeAnythingIsWritten(String name) {
		CommandRun run = run("register", "--", name, "5001");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("'" + name + "' is not a valid name");
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "65536", "-1", "x", "1.5", "0x10", "", " ", "5__0", "_50", "99999999999" })
	void invalidPortIsRefusedBeforeAnythingIsWritten(String port) {
		CommandRun run = run("register", "a", port);
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("'" + port + "' is not a port");
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "+5012", "005012", " 5012 ", "5_012" })
	void portIsReadAsThePythonProgramDoes(String port) {
		assertThat(run("register", "a", port).exitCode()).isZero();
		assertThat(run("get", "-q", "a").out()).isEqualTo("5012\n");
	}

	@Test
	void argumentsAreNotFilesToRead() throws Exception {
		Path file = Files.writeString(this.directory.resolve("args"), "x");
		assertThat(run("register", "a", "5001", "-d", "@" + file).exitCode()).isZero();
		assertThat(run("list").out()).contains("@" + file);
	}

	@Test
	void claimRegistersOnceAndObeysItsOptions() {
		CommandRun first = run("claim", "web", "--start", "27100", "--end", "27900", "-d", "Web");
		assertThat(first.err()).isEmpty();
		assertThat(first.out()).matches("27\\d\\d\\d\n");
		JsonObject again = JsonParser.parseString(run("claim", "web", "--json").out()).getAsJsonObject();
		assertThat(again).hasToString("{\"name\":\"web\",\"port\":" + first.out().strip() + ",\"outcome\":\"kept\"}");
		assertThat(run("claim", "web", "--prefer", "27950").out()).isEqualTo(first.out());
		CommandRun preferring = run("claim", "api", "--prefer", first.out().strip(), "--start", "27100", "--end",
				"27900");
		assertThat(preferring.exitCode()).isZero();
		assertThat(preferring.out()).isNotEqualTo(first.out());
		assertThat(preferring.err())
			.startsWith("Warning: Port " + first.out().strip() + " is assigned to 'web': 'api'");
		CommandRun exhausted = run("claim", "third", "--start", first.out().strip(), "--end",
				Integer.toString(Integer.parseInt(first.out().strip()) + 1));
		assertThat(exhausted.exitCode()).isEqualTo(1);
		assertThat(exhausted.err()).startsWith("Error: No port of " + first.out().strip());
	}

	@Test
	void findSkipsExcludedPortsAndSaysSoAsJson() {
		assertThat(run("find", "--start", "5060", "--end", "5062").exitCode()).isEqualTo(1);
		int port = JsonParser.parseString(run("find", "--json", "--start", "5060").out())
			.getAsJsonObject()
			.get("port")
			.getAsInt();
		assertThat(port).isGreaterThan(5061);
	}

	@Test
	void warningsOfRegisterDoNotKeepItFromRegistering() {
		assertThat(run("register", "low", "81").err()).contains("Port 81 may need a privilege");
		assertThat(run("register", "db", "5432").err()).contains("Port 5432 is never chosen by itself");
		assertThat(run("register", "db", "5434").err()).isEqualTo("'db' moved from port 5432.\n");
	}

	@Test
	void completionAsksForTheRegisteredNamesThatNeedNoQuoting() throws Exception {
		String longName = "order" + "s".repeat(30);
		registerIn("ports", "orders:5010:x\nother:5011:\nor a:5012:x\nor 5 a:5013:\nörtlich:5014:\n" + longName
				+ ":5015:x\n" + longName + " b:5016:7 x\n");
		assertThat(complete("ports get or")).isEqualTo("orders " + longName + "\n");
		assertThat(complete("ports unre")).isEqualTo("unregister\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ports get --registry %s or", "ports --registry = %s get or", "ports --registry=%s get or",
			"ports --registry %s get or" })
	void completionAsksTheRegistryOfTheCommandLine(String line) throws Exception {
		registerIn("ports", "orders:5010:\n");
		assertThat(complete(line.formatted(registerIn("other", "organ:5011:\n")))).isEqualTo("organ\n");
	}

	private Path registerIn(String file, String content) throws Exception {
		Files.writeString(this.directory.resolve(file + ".list"),
				CommandRun.of(Files.writeString(this.directory.resolve(file), content), "list").out());
		return this.directory.resolve(file);
	}

	/** Complete the last word, with a program that answers as 'ports list' does. */
	private String complete(String line) throws Exception {
		Path script = Files.writeString(this.directory.resolve("completion"), run("completion").out());
		Path program = Files.createDirectories(this.directory.resolve("bin")).resolve("ports");
		Files.writeString(program, "#!/bin/sh\ncat \"$PORTREGISTRY_LOCATION.list\"\n");
		program.toFile().setExecutable(true);
		ProcessBuilder builder = new ProcessBuilder("bash", "-c",
				"compopt() { :; }; source " + script + "; COMP_WORDS=(" + line
						+ "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_ports; echo ${COMPREPLY[@]}")
			.redirectErrorStream(true);
		builder.environment().put("PORTREGISTRY_LOCATION", this.directory.resolve("ports").toString());
		builder.environment().merge("PATH", program.getParent().toString(), (path, bin) -> bin + ":" + path);
		Process bash = builder.start();
		String answer = new String(bash.getInputStream().readAllBytes());
		assertThat(bash.waitFor()).isZero();
		return answer;
	}

}
