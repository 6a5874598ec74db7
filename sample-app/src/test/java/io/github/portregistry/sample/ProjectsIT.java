package io.github.portregistry.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of packaged apps that have one name: of two projects, in several checkouts of
 * one, and with several profiles.
 */
class ProjectsIT {

	private static final String COMMIT = "0123456789".repeat(4);

	private final List<AppProcess> apps = new ArrayList<>();

	@TempDir
	private Path home;

	private PortRegistry registry;

	private PortRange range;

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		this.registry = PortRegistry.open(this.home.resolve(".ports"));
		this.range = FreePorts.range(4, PortRange::new);
	}

	@AfterEach
	void tearDown() throws InterruptedException {
		for (AppProcess app : this.apps) {
			app.kill();
		}
	}

	/** Create a checkout with a packaged app that was built there. */
	private Path createProject(String name) throws IOException {
		Path project = Files.createDirectories(this.home.resolve(name));
		Path git = Files.createDirectories(project.resolve(".git"));
		Files.writeString(git.resolve("HEAD"), "ref: refs/heads/trunk\n");
		Files.writeString(git.resolve("packed-refs"), "# pack-refs with: peeled\n" + COMMIT + " refs/heads/trunk\n");
		return build(project);
	}

	private static Path build(Path project) throws IOException {
		Path jar = Path.of(System.getProperty("sample-app.jar"));
		Files.copy(jar, Files.createDirectories(project.resolve("target")).resolve("app.jar"));
		return project;
	}

	private AppProcess start(Path project, Path directory, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("-Duser.home=" + this.home, "-jar",
				project.resolve("target/app.jar").toString(), "--spring.main.lazy-initialization=true",
				"--spring.application.name=demo", "--portregistry.range.start=" + this.range.start(),
				"--portregistry.range.end=" + this.range.end()));
		command.addAll(Arrays.asList(arguments));
		AppProcess app = SampleProcess.startJvm(directory, Map.of("HOME", this.home.toString()), command);
		this.apps.add(app);
		return app;
	}

	private void configure(Path directory, String file, int port) throws IOException {
		Files.writeString(directory.resolve(file), "server.port=" + port);
	}

	private List<Tuple> assignments() {
		return this.registry.list()
			.stream()
			.map((assignment) -> Tuple.tuple(assignment.name(), assignment.port()))
			.toList();
	}

	@Test
	void projectsWithOneNameKeepTheirPortsWhicheverStartsFirst() throws Exception {
		Path one = createProject("one");
		Path other = createProject("other");
		int port = FreePorts.find();
		configure(one, "application.properties", port);
		AppProcess first = start(one, one);
		assertThat(first.awaitPort()).isEqualTo(port);
		AppProcess second = start(other, other);
		int secondPort = second.awaitPort();
		assertThat(second.warnings()).singleElement()
			.asString()
			.contains("'demo' is another project's, " + one + ": this application is 'demo--other'",
					"portregistry.name");
		assertThat(assignments()).containsExactly(Tuple.tuple("demo", port), Tuple.tuple("demo--other", secondPort));
		assertThat(this.registry.find("demo", Checkout.of(other).orElseThrow()).orElseThrow().service().port())
			.isEqualTo(secondPort);
		assertThat(this.registry.service("demo").orElseThrow().instances()).extracting(Instance::pid)
			.containsExactly(first.pid());
		byte[] content = Files.readAllBytes(this.home.resolve(".ports"));
		first.stop();
		second.stop();
		second = start(other, other);
		assertThat(second.awaitPort()).isEqualTo(secondPort);
		assertThat(second.warnings()).isEmpty();
		assertThat(start(one, one).awaitPort()).isEqualTo(port);
		assertThat(this.home.resolve(".ports")).hasBinaryContent(content);
	}

	@Test
	void appIsTheSameWhereverItIsStartedFrom() throws Exception {
		Path one = createProject("one");
		Path other = createProject("other");
		AppProcess app = start(one, one);
		int port = app.awaitPort();
		for (Path directory : new Path[] { other, this.home }) {
			app.stop();
			app = start(one, directory);
			assertThat(app.awaitPort()).isEqualTo(port);
		}
		assertThat(assignments()).containsExactly(Tuple.tuple("demo", port));
		assertThat(this.registry.instances()).last()
			.extracting(Instance::checkout)
			.isEqualTo(new Checkout(one.toString(), one.toString(), null, "trunk", COMMIT));
	}

	@Test
	void appWhoseProjectIsNotKnownIsTheSameAsAnyOther() throws Exception {
		AppProcess app = start(createProject("one"), this.home);
		int port = app.awaitPort();
		app.stop();
		assertThat(start(build(this.home.resolve("copy")), this.home).awaitPort()).isEqualTo(port);
		assertThat(assignments()).hasSize(1);
	}

	@Test
	void worktreeOfHeadOfBareRepositoryIsMainCheckout() throws Exception {
		Path bare = Files.createDirectories(this.home.resolve("shop/.bare"));
		Files.writeString(bare.resolve("HEAD"), "ref: refs/heads/trunk\n");
		Files.writeString(bare.resolve("config"), "[core]\n\tbare = true\n");
		Path trunk = link(bare, "main", "trunk");
		Path worktree = link(bare, "fix-ui", "fix-ui");
		Path jar = createProject("elsewhere");
		int port = start(jar, trunk).awaitPort();
		int worktreePort = start(jar, worktree).awaitPort();
		assertThat(assignments()).containsExactly(Tuple.tuple("demo", port), Tuple.tuple("demo--fix-ui", worktreePort));
	}

	private Path link(Path bare, String name, String branch) throws IOException {
		Path own = Files.createDirectories(bare.resolve("worktrees").resolve(name));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Files.writeString(own.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
		Path checkout = Files.createDirectories(this.home.resolve("shop").resolve(name));
		Files.writeString(checkout.resolve(".git"), "gitdir: " + own + "\n");
		return checkout;
	}

	@ParameterizedTest
	@CsvSource({ "peer1, peer2", "peer2, peer1" })
	void profilesWithPortsOfTheirOwnHaveThem(String first, String second) throws Exception {
		Path project = createProject("eureka");
		Map<String, Integer> ports = Map.of("peer1", FreePorts.find(), "peer2", FreePorts.find());
		for (Map.Entry<String, Integer> peer : ports.entrySet()) {
			configure(project, "application-" + peer.getKey() + ".properties", peer.getValue());
		}
		AppProcess alone = start(project, project, "--spring.profiles.active=" + first);
		assertThat(alone.awaitPort()).isEqualTo(ports.get(first));
		alone.stop();
		alone = start(project, project, "--spring.profiles.active=" + second);
		assertThat(alone.awaitPort()).isEqualTo(ports.get(second));
		assertThat(assignments()).containsExactly(Tuple.tuple("demo", ports.get(first)),
				Tuple.tuple("demo--2", ports.get(second)));
		byte[] content = Files.readAllBytes(this.home.resolve(".ports"));
		AppProcess other = start(project, project, "--spring.profiles.active=" + first);
		assertThat(other.awaitPort()).isEqualTo(ports.get(first));
		assertThat(alone.warnings()).isEmpty();
		assertThat(other.warnings()).isEmpty();
		assertThat(this.home.resolve(".ports")).hasBinaryContent(content);
		other.stop();
		int edited = FreePorts.find();
		configure(project, "application-" + first + ".properties", edited);
		assertThat(start(project, project, "--spring.profiles.active=" + first).awaitPort()).isEqualTo(edited);
		assertThat(this.registry.get("demo")).map(Assignment::port).contains(edited);
	}

}
