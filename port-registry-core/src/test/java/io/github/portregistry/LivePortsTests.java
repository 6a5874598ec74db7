package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.processes.RecordedApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivePorts} with real processes.
 */
class LivePortsTests {

	private final int free = FreePorts.find();

	private final List<Set<Integer>> searches = new ArrayList<>();

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.path = directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	private NameStatus orders(int port) throws IOException {
		Files.writeString(this.path, "orders:" + port + ":\n");
		return this.registry.status("orders").orElseThrow();
	}

	/** As if the processes were other users'. */
	private List<Listener> searchBlindly(Set<Integer> ports) {
		this.searches.add(ports);
		return ports.stream().map((port) -> new Listener(port, null)).toList();
	}

	private List<NameStatus> statusOf(List<Instance> instances, int... ports) {
		List<Assignment> assignments = new ArrayList<>();
		for (int port : ports) {
			assignments.add(new Assignment("app" + assignments.size(), port, ""));
		}
		return new LivePorts(instances, this::searchBlindly).status(assignments);
	}

	private static ListeningProcess process(JavaProcess process, Class<?> mainClass) {
		return new ListeningProcess(process.pid(), "java " + mainClass.getName(), System.getProperty("user.dir"));
	}

	@Test
	void statusWhenInstanceListensOnItsPortIsUp() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders")) {
			NameStatus status = orders(Integer.parseInt(app.readLine()));
			assertThat(status.state()).isEqualTo(NameStatus.State.UP);
			assertThat(status.inUse()).isTrue();
			assertThat(status.process()).isEqualTo(process(app, RecordedApp.class));
			assertThat(status.instances()).extracting(Instance::pid).containsExactly(app.pid());
		}
	}

	@Test
	void statusWhenInstanceListensOnOtherPortIsUpAndHasNoProcess() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders")) {
			app.readLine();
			NameStatus status = orders(this.free);
			assertThat(status.state()).isEqualTo(NameStatus.State.UP);
			assertThat(status.inUse()).isFalse();
			assertThat(status.process()).isNull();
		}
	}

	@Test
	void statusWhenInstanceIsElsewhereAndStrangerListensTellsBoth() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders");
				JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			app.readLine();
			NameStatus status = orders(Integer.parseInt(stranger.readLine()));
			assertThat(status.state()).isEqualTo(NameStatus.State.UP);
			assertThat(status.inUse()).isTrue();
			assertThat(status.process()).isEqualTo(process(stranger, PortListener.class));
			assertThat(status.instances()).extracting(Instance::pid).containsExactly(app.pid());
		}
	}

	@Test
	void statusWhenOtherAppListensIsTaken() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "billing")) {
			NameStatus status = orders(Integer.parseInt(app.readLine()));
			assertThat(status.state()).isEqualTo(NameStatus.State.TAKEN);
			assertThat(status.process()).isEqualTo(process(app, RecordedApp.class));
			assertThat(status.instances()).isEmpty();
		}
	}

	@Test
	void statusWhenStrangerListensIsTakenUntilItEnds() throws Exception {
		try (JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(stranger.readLine());
			NameStatus status = orders(port);
			assertThat(status.state()).isEqualTo(NameStatus.State.TAKEN);
			assertThat(status.inUse()).isTrue();
			assertThat(status.process()).isEqualTo(process(stranger, PortListener.class));
			stranger.kill();
			status = orders(port);
			assertThat(status.state()).isEqualTo(NameStatus.State.FREE);
			assertThat(status.inUse()).isFalse();
			assertThat(status.process()).isNull();
		}
	}

	@Test
	void statusWhenProcessIsUnknownIsTakenByNobody() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			assertThat(statusOf(List.of(), server.getLocalPort())).containsExactly(new NameStatus("app0",
					new Assignment("app0", server.getLocalPort(), ""), NameStatus.State.TAKEN, true, null, List.of()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, STARTING", "UP, UP", "STOPPING, STOPPING", "STOPPED, FREE" })
	void statusWhenNobodyListensIsStateOfInstance(Instance.State instance, NameStatus.State state) throws IOException {
		this.registry.record(InstanceBuilder.of("orders").state(instance).port(this.free).build());
		this.registry.record(InstanceBuilder.of("billing").build());
		NameStatus status = orders(this.free);
		assertThat(status.state()).isEqualTo(state);
		assertThat(status.process()).isNull();
	}

	@Test
	void statusWhenInstanceIsKilledOrOfOtherHostIsFree() throws IOException {
		this.registry.record(InstanceBuilder.of("orders").killed().build());
		assertThat(orders(this.free).state()).isEqualTo(NameStatus.State.FREE);
		this.registry.record(InstanceBuilder.of("orders").inSpace("other").build());
		assertThat(orders(this.free).state()).isEqualTo(NameStatus.State.FREE);
	}

	@ParameterizedTest
	@CsvSource({ "STOPPING STARTING UP, UP", "UP STOPPING, UP", "STOPPING STARTING, STARTING", "STOPPING, STOPPING" })
	void statusWhenThereAreSeveralInstancesIsLiveliest(String instances, NameStatus.State state) {
		List<Instance> all = Stream.of(instances.split(" "))
			.map((each) -> InstanceBuilder.of("app0").state(Instance.State.valueOf(each)).build())
			.toList();
		assertThat(statusOf(all, this.free)).singleElement().satisfies((status) -> {
			assertThat(status.state()).isEqualTo(state);
			assertThat(status.instances()).isEqualTo(all);
		});
	}

	@Test
	void statusSearchesOnceForAllPortsThatNoInstanceExplains() throws IOException {
		try (ServerSocket first = new ServerSocket(0);
				ServerSocket second = new ServerSocket(0);
				ServerSocket third = new ServerSocket(0)) {
			Instance up = InstanceBuilder.of("app0").port(first.getLocalPort()).build();
			Instance starting = InstanceBuilder.of("app2")
				.state(Instance.State.STARTING)
				.port(third.getLocalPort())
				.build();
			List<NameStatus> status = statusOf(List.of(up, starting), first.getLocalPort(), second.getLocalPort(),
					third.getLocalPort(), this.free);
			assertThat(this.searches).containsExactly(Set.of(second.getLocalPort(), third.getLocalPort()));
			assertThat(status).extracting(NameStatus::process)
				.containsExactly(new ListeningProcess(up.pid(), up.program(), up.directory()), null, null, null);
			assertThat(status).extracting(NameStatus::state)
				.containsExactly(NameStatus.State.UP, NameStatus.State.TAKEN, NameStatus.State.STARTING,
						NameStatus.State.FREE);
		}
	}

	@Test
	void statusWhenInstancesExplainAllPortsSearchesNothing() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			Instance up = InstanceBuilder.of("app0").port(server.getLocalPort()).build();
			statusOf(List.of(up), server.getLocalPort(), this.free);
			assertThat(this.searches).isEmpty();
		}
	}

}
