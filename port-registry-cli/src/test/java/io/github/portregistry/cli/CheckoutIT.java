package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the command in a linked git worktree and in the main checkout.
 */
@DisabledOnOs(OS.WINDOWS)
class CheckoutIT {

	private static final String REGISTRY = "orders:5001:Orders\norders--fix-ui:5002:Fixed\nbilling:5003:\n";

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.home.resolve(".ports"), REGISTRY);
		Path own = Files.createDirectories(this.home.resolve("main/.git/worktrees/fix-ui"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Files.createDirectories(this.home.resolve("fix-ui/module"));
		Files.writeString(this.home.resolve("fix-ui/.git"), "gitdir: " + own + "\n");
	}

	private Distribution.Result run(String directory, String command) throws Exception {
		return Distribution.run(Distribution.shell(this.home, "cd " + directory + " && ports " + command));
	}

	@ParameterizedTest
	@CsvSource({ "fix-ui, get -q orders, 5002", "fix-ui/module, get -q orders, 5002", "main, get -q orders, 5001",
			"., get -q orders, 5001", "fix-ui, get orders, orders--fix-ui: 5002", "main, get orders, orders: 5001",
			"fix-ui, get -q --main orders, 5001", "fix-ui, get -q orders--fix-ui, 5002",
			"main, get -q orders--fix-ui, 5002", "fix-ui, get -q Orders, 5002",
			"main, url ORDERS, http://localhost:5001", "fix-ui, get -q --strict orders, 5002",
			"fix-ui, url orders, http://localhost:5002", "main, url orders, http://localhost:5001",
			"fix-ui, claim orders, 5002", "fix-ui, claim --main orders, 5001",
			"fix-ui, run orders -- printenv PORT, 5002", "fix-ui, run --main orders -- printenv ORDERS_PORT, 5001",
			"fix-ui, run orders -- printenv ORDERS_PORT, 5002", "main, run orders -- echo {port}, 5001",
			"fix-ui, run orders --with billing -- printenv BILLING_URL, http://localhost:5003",
			"fix-ui, export billing orders --format env | grep ORDERS, ORDERS_PORT=5002",
			"fix-ui, status orders | tail -1 | cut -c1-14, orders--fix-ui" })
	void commandMeansApplicationOfItsCheckout(String directory, String command, String answer) throws Exception {
		Distribution.Result result = run(directory, command);
		assertThat(result.out()).isEqualTo(answer + "\n");
		assertThat(result.exitCode()).isZero();
		assertThat(this.home.resolve(".ports")).hasContent(REGISTRY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "get -q", "url", "export", "status" })
	void fallbackToMainCheckoutIsSaidAndCanBeRefused(String command) throws Exception {
		String said = "'billing--fix-ui' is neither registered nor running: this is 'billing' of the main checkout\n";
		Distribution.Result result = run("fix-ui", command + " billing");
		assertThat(result.out()).contains("5003");
		assertThat(result.err()).isEqualTo(said);
		assertThat(result.exitCode()).isZero();
		result = run("fix-ui", command + " --strict billing");
		assertThat(result.out()).doesNotContain("5003");
		assertThat(result.err()).isEqualTo("No port registered for 'billing'\n");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(run("fix-ui", command + " --main billing").err()).isEmpty();
	}

	@Test
	void claimRegistersNameOfWorktree() throws Exception {
		String port = run("fix-ui", "claim web").out().strip();
		assertThat(run(".", "get web--fix-ui").out()).isEqualTo("web--fix-ui: " + port + "\n");
		assertThat(run("main", "get web").exitCode()).isEqualTo(1);
	}

	@Test
	void getLiveWhenNothingRunsSaysSo() throws Exception {
		Distribution.Result result = run("main", "get --live orders");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).isEqualTo("'orders' is not running\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "management-server", "management", "spring-datasource", "Server" })
	void nameWhoseVariableWouldBeASettingIsRefused(String name) throws Exception {
		run(".", "register " + name + " 5010");
		String variable = name.toUpperCase().replace('-', '_') + "_PORT";
		String reason = variable + " would be a setting of every Spring Boot application";
		for (String command : new String[] { "export " + name, "run web --with " + name + " -- true" }) {
			Distribution.Result result = run(".", command);
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.err()).contains(reason, "--prefix");
		}
		assertThat(run(".", "export").err()).contains("'" + name + "' is left out: " + reason);
		assertThat(run(".", "export --prefix APP_ " + name).out()).isEqualTo("APP_" + variable + "=5010\n");
		assertThat(run(".", "run web --prefix APP_ --with " + name + " -- printenv APP_" + variable).out())
			.isEqualTo("5010\n");
	}

	@Test
	void variableOfServiceIsExported() throws Exception {
		run(".", "register user-service 5010");
		assertThat(run(".", "export user-service").out()).isEqualTo("USER_SERVICE_PORT=5010\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "list", "get orders", "export", "status", "list --json" })
	void outputThatCannotBeWrittenIsAnError(String command) throws Exception {
		Distribution.Result result = run(".", command + " > /dev/full");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).startsWith("Error: The output cannot be written: No space left on device");
	}

}
