package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of the command where the home directory can be read but not written.
 */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass
@EnumSource
class ReadOnlyRegistryIT {

	private static final String REGISTRY = "orders:5107:Orders\nbilling:5108:\n";

	@Parameter
	private Sandbox sandbox = Sandbox.READ_ONLY_MOUNT;

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		Files.writeString(this.home.resolve(".ports"), REGISTRY);
		Files.createDirectories(this.home.resolve(".ports.d/instances"));
		Files.createFile(this.home.resolve(".ports.d/lock"));
	}

	private Distribution.Result run(String command) throws Exception {
		List<String> launcher = new ArrayList<>(this.sandbox.launcher);
		launcher.addAll(List.of("sh", "-c", this.sandbox.setUp.replace("HOME", "'" + this.home + "'") + command));
		ProcessBuilder builder = Distribution.shell(this.home, "");
		Distribution.Result result = Distribution.run(builder.command(launcher));
		assumeThat(result.err()).doesNotContain("unshare failed");
		assertThat(this.home.resolve(".ports")).hasContent(REGISTRY);
		assertThat(this.home.resolve(".ports.d/instances")).isEmptyDirectory();
		return result;
	}

	@Test
	void claimOfRegisteredNameAnswersAsAlways() throws Exception {
		assertThat(run("ports claim orders")).isEqualTo(new Distribution.Result(0, "5107\n", ""));
		assertThat(run("ports run orders -- printenv PORT").out()).isEqualTo("5107\n");
	}

	@Test
	void claimOfNewNameIsRefusedWithHint() throws Exception {
		Distribution.Result result = run("ports claim web");
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains("Cannot change " + this.home.resolve(".ports"), "--allow-unregistered");
		assertThat(run("ports run web -- true").err()).contains("--allow-unregistered");
	}

	@Test
	void claimThatMayBeUnregisteredIsTheSameEachTime() throws Exception {
		Distribution.Result first = run("ports claim web --prefer 8080 --allow-unregistered");
		int port = Integer.parseInt(first.out().strip());
		assertThat(port).isBetween(5000, 5999).isNotIn(5107, 5108);
		assertThat(first.exitCode()).isZero();
		assertThat(first.err().lines()).singleElement()
			.asString()
			.contains("'web' is on port " + port, "registered to nobody",
					"Allow this process to write " + this.home + "/.ports and " + this.home + "/.ports.d");
		assertThat(run("ports claim web --allow-unregistered").out()).isEqualTo(port + "\n");
		assertThat(run("ports claim other --allow-unregistered").out()).isNotEqualTo(port + "\n");
		Distribution.Result started = run("ports run web --allow-unregistered -- printenv PORT SERVER_PORT WEB_PORT");
		assertThat(started.out()).isEqualTo((port + "\n").repeat(3));
		assertThat(started.err().lines()).hasSize(1);
	}

	@Test
	void claimNeverTakesThePortOfAnotherName() throws Exception {
		String port = run("ports claim web --allow-unregistered").out().strip();
		String other = run(
				"ports claim web --allow-unregistered --start " + port + " --end " + (Integer.parseInt(port) + 1))
			.out()
			.strip();
		assertThat(other).isEqualTo(port);
		Distribution.Result none = run("ports claim web --allow-unregistered --start 5107 --end 5109");
		assertThat(none.exitCode()).isEqualTo(1);
		assertThat(none.err()).contains("2 registered");
	}

	@Test
	void claimWhereOnlyTheTwoPathsAreMountedSaysThatTheFolderIsToBeAllowed(@TempDir Path writable) throws Exception {
		assumeThat(this.sandbox).isEqualTo(Sandbox.READ_ONLY_MOUNT);
		Files.writeString(writable.resolve(".ports"), REGISTRY);
		Files.createDirectory(writable.resolve(".ports.d"));
		Distribution.Result result = run("for each in .ports .ports.d; do mount --bind '" + writable + "'/$each '"
				+ this.home + "'/$each || exit; done; ports claim web --allow-unregistered");
		assertThat(result.exitCode()).isZero();
		assertThat(result.err().lines()).singleElement()
			.asString()
			.contains("is mounted as a single file and cannot be replaced")
			.endsWith("Allow this process to write " + this.home);
		assertThat(writable.resolve(".ports")).hasContent(REGISTRY);
	}

	@Test
	void doctorSaysThatTheRegistryCannotBeChanged() throws Exception {
		Distribution.Result result = run("ports doctor");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).contains("cannot be written by this user", "allow the sandbox to write it");
		assertThat(PortRegistry.open(this.home.resolve(".ports")).list()).hasSize(2);
	}

	/**
	 * What keeps the command from writing.
	 */
	enum Sandbox {

		/** The home directory is mounted read-only. */
		READ_ONLY_MOUNT(
				System.getProperty("user.name").equals("root") ? List.of("unshare", "-m") : List.of("unshare", "-Urm"),
				"mount --bind HOME HOME && mount -o remount,bind,ro HOME && "),

		/**
		 * The user has no permission; a user without rights of its own, even if it is
		 * root.
		 */
		PERMISSIONS(
				System.getProperty("user.name").equals("root")
						? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all") : List.of(),
				"chmod -R a-w HOME && trap 'chmod -R u+w HOME' EXIT && ");

		private final List<String> launcher;

		private final String setUp;

		Sandbox(List<String> launcher, String setUp) {
			this.launcher = launcher;
			this.setUp = setUp;
		}

	}

}
