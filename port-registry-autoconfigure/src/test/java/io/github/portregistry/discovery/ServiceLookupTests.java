package io.github.portregistry.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceLookup} in a worktree and outside.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServiceLookupTests {

	private static final Log logger = LogFactory.getLog(ServiceLookup.class);

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private ServiceLookup main;

	private ServiceLookup worktree;

	@BeforeEach
	void setUp() throws IOException {
		Path file = this.directory.resolve("ports");
		Files.writeString(file, "orders:5001:\norders--fix-ui:5002:\norders--management:5003:\n"
				+ "orders--fix-ui--management:5004:\nbilling:5005:\nbilling--other:5006:\n");
		this.registry = PortRegistry.open(file);
		this.main = new ServiceLookup(() -> this.registry, null, null, logger);
		this.worktree = new ServiceLookup(() -> this.registry,
				new Checkout("main", this.directory.toString(), "fix-ui", null, null), null, logger);
	}

	private void run(String name, String service) {
		this.registry.record(Instance.starting(name, 9001, null, null).ofService(service, null).up(9001, null));
	}

	@ParameterizedTest
	@CsvSource({ "orders, 5001, 5002", "orders--fix-ui, 5002, 5002", "orders--management, 5003, 5004",
			"orders--fix-ui--management, 5004, 5004", "billing, 5005, 5005", "billing--other, 5006, 5006" })
	void findPrefersOwnWorktree(String name, int mainPort, int worktreePort) {
		assertThat(this.main.find(name).orElseThrow().port()).isEqualTo(mainPort);
		assertThat(this.worktree.find(name).orElseThrow().port()).isEqualTo(worktreePort);
	}

	@Test
	void findWhenNameIsUnknownReturnsEmpty() {
		assertThat(this.main.find("fix-ui")).isEmpty();
		assertThat(this.worktree.find("fix-ui")).isEmpty();
	}

	@Test
	void findWhenThereIsOnlyThatOfMainCheckoutTellsOnce(CapturedOutput output) {
		this.worktree.find("billing");
		this.worktree.find("billing");
		this.worktree.find("orders");
		this.worktree.find("billing--other");
		this.main.find("billing");
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.endsWith(
					"'billing--fix-ui' is neither registered nor running, so 'billing' of the main checkout is used in"
							+ " the git worktree " + this.directory);
	}

	@Test
	void findWhenOwnIsNotRunningDoesNotFallBack() {
		run("orders", "orders");
		assertThat(this.worktree.find("orders").orElseThrow().port()).isEqualTo(5002);
	}

	@Test
	void findWhenOwnIsRunningButNotRegisteredReturnsIt() {
		run("billing--fix-ui", "billing--fix-ui");
		assertThat(this.worktree.find("billing").orElseThrow().port()).isEqualTo(9001);
	}

	@Test
	void findNamesUpReturnsThoseThatAreCalled() {
		run("orders", "orders");
		run("orders--2", "orders");
		run("billing--fix-ui--2", "billing--fix-ui");
		run("billing--other", "billing--other");
		this.registry.record(Instance.starting("starting", 9002, null, null));
		this.registry
			.record(Instance.starting("orders--grpc", 9003, null, null).ofService("orders", "grpc").up(9003, null));
		assertThat(this.main.findNamesUp()).containsExactly("billing--fix-ui", "billing--other", "orders");
		assertThat(this.worktree.findNamesUp()).containsExactly("billing", "billing--other", "orders");
	}

	@Test
	void findWhenThereIsReasonToSkipReturnsEmpty() {
		run("orders", "orders");
		ServiceLookup skipping = new ServiceLookup(() -> this.registry, null, "reason", logger);
		assertThat(skipping.find("orders")).isEmpty();
		assertThat(skipping.findNamesUp()).isEmpty();
	}

}
