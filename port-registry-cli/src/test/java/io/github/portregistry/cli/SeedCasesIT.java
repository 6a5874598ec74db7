package io.github.portregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.Gson;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the distribution against what the Python program that it replaces printed,
 * returned and left in its file. Each difference is one of those in docs/reference.md.
 */
class SeedCasesIT {

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

	/** What the first available port is if those that are excluded are left out. */
	private static final Map<String, String> FOUND = Map.of("Available port: 5000\n", "Available port: 5004\n");

	@TempDir
	private Path home;

	static List<Sequence> sequences() throws IOException {
		try (InputStream stream = SeedCasesIT.class.getResourceAsStream("seed-cases.json")) {
			return new Gson().fromJson(new InputStreamReader(stream, StandardCharsets.UTF_8), Cases.class).sequences();
		}
	}

	@ParameterizedTest
	@MethodSource("sequences")
	void distributionDoesWhatThePythonProgramDid(Sequence sequence) throws Exception {
		Path file = this.home.resolve(".ports");
		if (sequence.start() != null) {
			Files.writeString(file, sequence.start());
		}
		Set<String> registered = new HashSet<>();
		for (Step step : sequence.steps()) {
			String before = read(file);
			Distribution.Result result = Distribution.run(this.home, step.args().toArray(String[]::new));
			assertThat(result.exitCode()).as(step.toString()).isEqualTo(step.exit());
			checkOutput(step, result, registered);
			checkFile(step, before, read(file));
			if (step.exit() == 0 && step.is("register")) {
				registered.add(step.args().get(1));
			}
		}
	}

	private static void checkOutput(Step step, Distribution.Result result, Set<String> registered) {
		if (step.stdout().equals("(help)")) {
			assertThat(result.out()).as(step.toString()).startsWith("Usage: ports").contains("register");
		}
		else if (step.exit() == 2) {
			assertThat(result.out()).as(step.toString()).isEmpty();
			assertThat(result.err()).as(step.toString()).startsWith("Error: ");
		}
		else if (step.exit() == 1) {
			assertThat(result.out()).as(step.toString()).isEmpty();
			assertThat(result.err()).as(step.toString()).startsWith(step.stdout());
		}
		else if (step.is("unregister") && !registered.remove(step.args().get(1))) {
			assertThat(result.out()).as(step.toString()).isEmpty();
			assertThat(result.err()).isEqualTo("No port registered for '" + step.args().get(1) + "'\n");
		}
		else {
			String expected = FOUND.getOrDefault(step.stdout(), step.stdout());
			assertThat(withoutKeptDescription(result.out())).as(step.toString()).isEqualTo(expected);
		}
	}

	/** To register a name again without a description wipes the old one in the seed. */
	private static String withoutKeptDescription(String text) {
		return text.replace("5221     same port again", "5221     ").replace("a:5221:same port again", "a:5221:");
	}

	private static void checkFile(Step step, String before, String after) {
		if (!step.is("register") && !step.is("unregister")) {
			assertThat(after).as(step.toString()).isEqualTo(before);
		}
		if (after == null) {
			assertThat(step.file()).as(step.toString()).isIn(null, HEADER);
		}
		else {
			// The cases were recorded with line ends of one kind.
			assertThat(withoutKeptDescription(after.replace("\r\n", "\n"))).as(step.toString()).isEqualTo(step.file());
		}
	}

	private static String read(Path file) throws IOException {
		return Files.exists(file) ? Files.readString(file) : null;
	}

	/**
	 * The recorded cases.
	 *
	 * @param sequences the sequences
	 */
	record Cases(List<Sequence> sequences) {

	}

	/**
	 * Invocations one after the other.
	 *
	 * @param title what it is about
	 * @param start the content of the file at the start, or {@code null} if there is none
	 * @param steps the invocations
	 */
	record Sequence(String title, String start, List<Step> steps) {

		@Override
		public String toString() {
			return this.title;
		}

	}

	/**
	 * An invocation and what came of it.
	 *
	 * @param args the arguments
	 * @param exit the exit code
	 * @param stdout the standard output
	 * @param file the content of the file afterwards
	 */
	record Step(List<String> args, int exit, String stdout, String file) {

		boolean is(String command) {
			return !this.args.isEmpty() && this.args.get(0).equals(command);
		}

	}

}
