package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is answered without the command framework is answered as with it.
 */
@DisabledOnOs(OS.WINDOWS)
class LeanCommandsIT {

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		Path registry = Files.writeString(this.home.resolve(".ports"),
				"orders:5107:Orders: \u00e4\u0007\nbilling:5108:\n-x:5109:\nstr\u0430nge n\u00e4me:5110:\n");
		PortRegistry.open(registry)
			.record(Instance
				.starting("orders", 5107, null, new Checkout("/shop", "/shop", null, "main", "0123456789".repeat(4)))
				.up(5107, "http://localhost:5107"));
	}

	/** An instance that runs is seen now. */
	private Distribution.Result run(String script) throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home, script));
		String out = result.out().replaceAll("\"lastSeen\": \"[^\"]*\"", "\"lastSeen\": now");
		return new Distribution.Result(result.exitCode(), out, result.err());
	}

	private void assertSameAsWithFramework(String arguments) throws Exception {
		Distribution.Result lean = run("ports " + arguments);
		assertThat(lean).isEqualTo(run("ports " + arguments + " --registry .ports"));
		assertThat(lean).isEqualTo(run("PORTREGISTRY_LOCATION=$PWD/.ports ports " + arguments));
		assertThat(lean).isEqualTo(run("PORTREGISTRY_LOCATION=.ports ports " + arguments));
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "status --json", "get --json orders", "get orders --json", "get --json nobody",
			"get --json 'str\u0430nge n\u00e4me'", "get --json ''", "get --json --json", "status --jsn",
			"status orders", "get --json" })
	void answerIsTheSame(String arguments) throws Exception {
		assertSameAsWithFramework(arguments);
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "status --json", "get --json orders" })
	void answerIsTheSameWithoutFileAndIfItCannotBeRead(String arguments) throws Exception {
		Files.delete(this.home.resolve(".ports"));
		assertSameAsWithFramework(arguments);
		Files.createDirectory(this.home.resolve(".ports"));
		assertSameAsWithFramework(arguments);
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "get --json orders" })
	@EnabledOnOs(OS.LINUX)
	void outputThatCannotBeWrittenIsAnError(String arguments) throws Exception {
		Distribution.Result result = run("ports " + arguments + " > /dev/full");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).startsWith("Error: The output cannot be written");
		assertThat(run("ports " + arguments + " | head -n 0").err()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "status --json", "get --json orders" })
	@EnabledOnOs(OS.LINUX)
	void locationThatIsNoPathInTheLocaleIsRefused(String arguments) throws Exception {
		Distribution.Result result = run(
				"LC_ALL=de_DE.ISO-8859-1 PORTREGISTRY_LOCATION=$PWD/$(printf '\\377') ports " + arguments);
		assertThat(result.exitCode()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("Error: Invalid value for PORTREGISTRY_LOCATION: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "get orders", "get -q orders", "get orders -q", "get --json orders", "get ORDERS",
			"get billing", "get -q billing", "get --json billing", "get nobody", "get orders--fix-ui" })
	void answerInWorktreeIsTheSame(String arguments) throws Exception {
		Files.writeString(this.home.resolve(".ports"), "orders:5107:\norders--fix-ui:5108:\nbilling:5109:\n");
		Path own = Files.createDirectories(this.home.resolve("main/.git/worktrees/fix-ui"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Files.createDirectories(this.home.resolve("fix-ui"));
		Files.writeString(this.home.resolve("fix-ui/.git"), "gitdir: " + own + "\n");
		Distribution.Result lean = run("cd fix-ui && ports " + arguments);
		assertThat(lean).isEqualTo(run("cd fix-ui && ports --registry ../.ports " + arguments));
		if (arguments.contains("ers")) {
			assertThat(lean.out()).contains("5108");
		}
	}

}
