package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.processes.RecordedApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link PortRegistry} tells of running instances.
 */
class RegistryInstancesTests {

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.path = this.directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	private List<String> records() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve(".ports.d/instances"))) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	@Test
	void instancesWhenNothingIsRecordedReturnsNoneAndCreatesNothing() {
		assertThat(this.registry.instances()).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void instancesWhenOneIsRecordedReturnsItAndLeavesRegistry() {
		Instance instance = Instance.starting("orders", 5001, 8080, null);
		this.registry.record(instance);
		assertThat(this.registry.instances()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("lastSeen")
			.containsExactly(instance);
		assertThat(this.path).doesNotExist();
	}

	@Test
	void instancesWhenRegistryIsLinkAreBesideRealFile() throws IOException {
		Files.writeString(this.path, "orders:5001:\n");
		Path link = Files.createSymbolicLink(Files.createDirectory(this.directory.resolve("home")).resolve("ports"),
				this.path);
		PortRegistry.open(link).record(InstanceBuilder.of("orders").build());
		assertThat(this.registry.instances()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, 3", "UP, 2", "STOPPING, 3", "STOPPED, 1" })
	void recordWhenInstanceIsUpOrStoppedRemovesOlderRecords(State state, int records) throws IOException {
		Path instances = this.directory.resolve(".ports.d/instances");
		for (int second : new int[] { 1, 2 }) {
			this.registry.record(InstanceBuilder.of("orders").state(State.STARTING).killed().at(1, second).build());
			try (Stream<Path> files = Files.list(instances)) {
				Path written = files.filter((file) -> !file.endsWith("1-orders")).findFirst().orElseThrow();
				Files.move(written, instances.resolve(second + "-orders"));
			}
		}
		this.registry.record(InstanceBuilder.of("orders").state(state).build());
		assertThat(records()).hasSize(records);
	}

	@Test
	void recordWhenFileIsInTheWayThrows() throws IOException {
		Files.writeString(this.directory.resolve(".ports.d"), "mine");
		assertThatExceptionOfType(RegistryAccessException.class)
			.isThrownBy(() -> this.registry.record(InstanceBuilder.of("orders").build()))
			.withMessageStartingWith("Cannot record an instance of " + this.path + ": ");
		assertThat(this.registry.instances()).isEmpty();
	}

	@Test
	void statusTellsInstancesAndWhetherPortIsInUse() throws IOException {
		int free = FreePorts.find();
		try (ServerSocket server = new ServerSocket(0)) {
			int used = server.getLocalPort();
			Files.writeString(this.path, "orders:" + used + ":mine\nbilling:" + free + ":\nold:1:\n");
			this.registry.record(InstanceBuilder.of("orders").build());
			this.registry.record(InstanceBuilder.of("old").state(State.STOPPED).build());
			this.registry.record(InstanceBuilder.of("unregistered").port(used + 1).build());
			List<NameStatus> status = this.registry.status();
			assertThat(status).extracting(NameStatus::assignment)
				.containsExactly(new Assignment("billing", free, ""), new Assignment("old", 1, ""),
						new Assignment("orders", used, "mine"), null);
			assertThat(status).extracting(NameStatus::name).containsExactly("billing", "old", "orders", "unregistered");
			assertThat(status).extracting(NameStatus::port).containsExactly(free, 1, used, used + 1);
			assertThat(status).extracting(NameStatus::description).containsExactly("", "", "mine", "");
			assertThat(status).extracting(NameStatus::inUse).containsExactly(false, false, true, false);
			assertThat(status).extracting((each) -> each.instances().stream().map(Instance::state).toList())
				.containsExactly(List.of(), List.of(State.STOPPED), List.of(State.UP), List.of(State.UP));
			assertThat(this.registry.status("orders")).get()
				.usingRecursiveComparison()
				.ignoringFields("instances.lastSeen")
				.isEqualTo(status.get(2));
		}
	}

	@Test
	void statusWhenNameIsUnknownReturnsEmpty() {
		this.registry.record(InstanceBuilder.of("orders").state(State.STOPPED).build());
		assertThat(this.registry.status("orders")).isEmpty();
		assertThat(this.registry.status()).isEmpty();
	}

	@Test
	void statusWhenAppRunsWithoutAssignmentTellsWhere() {
		this.registry.record(InstanceBuilder.of("orders").port(5011).build());
		assertThat(this.registry.status("orders")).hasValueSatisfying((status) -> {
			assertThat(status.assignment()).isNull();
			assertThat(status.state()).isEqualTo(NameStatus.State.UP);
			assertThat(status.port()).isEqualTo(5011);
		});
		assertThat(this.registry.status()).extracting(NameStatus::name).containsExactly("orders");
	}

	@Test
	void statusWhenAppIsKilledTellsThatItStopped() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders", "--password=secret")) {
			int port = Integer.parseInt(app.readLine());
			Files.writeString(this.path, "orders:" + port + ":\n");
			NameStatus status = this.registry.status("orders").orElseThrow();
			assertThat(status.inUse()).isTrue();
			assertThat(status.instances()).extracting(Instance::pid, Instance::state, Instance::port)
				.containsExactly(Tuple.tuple(app.pid(), State.UP, port));
			app.kill();
			status = this.registry.status("orders").orElseThrow();
			assertThat(status.inUse()).isFalse();
			assertThat(status.instances()).extracting(Instance::state).containsExactly(State.STOPPED);
		}
	}

	@Test
	void claimWhenAppRunsTellsItAndNoArguments() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders", "--password=secret")) {
			int port = Integer.parseInt(app.readLine());
			Files.writeString(this.path, "orders:" + port + ":\n");
			ClaimRequest request = ClaimRequest.forName("orders").range(FreePorts.range(1, PortRange::new)).build();
			Claim claim = this.registry.claim(request);
			assertThat(claim.outcome()).isEqualTo(Outcome.MOVED_ASIDE);
			assertThat(claim.conflict().describe())
				.startsWith("Port " + port + " of 'orders' is in use by 'orders', process " + app.pid() + " (java "
						+ RecordedApp.class.getName() + ") in " + System.getProperty("user.dir") + ", running for ")
				.doesNotContain("secret");
			app.kill();
			assertThat(this.registry.claim(request)).extracting(Claim::name, Claim::port)
				.containsExactly("orders", port);
		}
	}

}
