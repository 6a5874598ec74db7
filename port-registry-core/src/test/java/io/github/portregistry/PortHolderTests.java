package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRegistry#holder} and {@link PortRegistry#scan} with real
 * processes.
 */
class PortHolderTests {

	private final int free = FreePorts.find();

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.path = directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	private Assignment register(int port) throws IOException {
		Files.writeString(this.path, "orders:" + port + ":mine\n");
		return new Assignment("orders", port, "mine");
	}

	private static ListeningProcess process(JavaProcess process, Class<?> mainClass) {
		return new ListeningProcess(process.pid(), "java " + mainClass.getName(), System.getProperty("user.dir"));
	}

	@Test
	void holderWhenNobodyHasPortTellsNothing() {
		assertThat(this.registry.holder(this.free)).isEqualTo(new PortHolder(this.free, null, false, null, null));
		assertThat(this.path.getParent()).isEmptyDirectory();
	}

	@Test
	void holderWhenPortIsRegisteredAndFreeTellsAssignment() throws IOException {
		Assignment assignment = register(this.free);
		this.registry.record(InstanceBuilder.of("orders").build());
		assertThat(this.registry.holder(this.free)).isEqualTo(new PortHolder(this.free, assignment, false, null, null));
	}

	@Test
	void holderWhenStrangerListensOnRegisteredPortTellsBoth() throws Exception {
		try (JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(stranger.readLine());
			Assignment assignment = register(port);
			assertThat(this.registry.holder(port))
				.isEqualTo(new PortHolder(port, assignment, true, process(stranger, PortListener.class), null));
		}
	}

	@Test
	void holderWhenStrangerListensOnUnregisteredPortTellsIt() throws Exception {
		try (JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(stranger.readLine());
			assertThat(this.registry.holder(port))
				.isEqualTo(new PortHolder(port, null, true, process(stranger, PortListener.class), null));
		}
	}

	@Test
	void holderWhenInstanceListensTellsItUntilItIsKilled() throws Exception {
		try (JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders--2")) {
			int port = Integer.parseInt(app.readLine());
			Assignment assignment = register(port);
			PortHolder holder = this.registry.holder(port);
			assertThat(holder).usingRecursiveComparison()
				.ignoringFields("instance")
				.isEqualTo(new PortHolder(port, assignment, true, process(app, RecordedApp.class), null));
			assertThat(holder.instance()).extracting(Instance::pid, Instance::name)
				.containsExactly(app.pid(), "orders--2");
			app.kill();
			assertThat(this.registry.holder(port)).isEqualTo(new PortHolder(port, assignment, false, null, null));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTING", "UP", "STOPPING" })
	void holderWhenInstanceHasPortAndNobodyListensTellsInstance(State state) {
		this.registry.record(InstanceBuilder.of("orders").state(state).port(this.free).build());
		PortHolder holder = this.registry.holder(this.free);
		assertThat(holder.inUse()).isFalse();
		assertThat(holder.process()).isNull();
		assertThat(holder.instance()).extracting(Instance::state).isEqualTo(state);
	}

	@Test
	void holderWhenInstanceIsOfOtherHostDoesNotTellIt() {
		this.registry.record(InstanceBuilder.of("orders").port(this.free).inSpace("other").build());
		assertThat(this.registry.holder(this.free).instance()).isNull();
	}

	@Test
	void holderWhenInstanceIsStoppingWhileAnotherStartsTellsTheOneThatListens() throws Exception {
		try (JavaProcess app = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(app.readLine());
			Instance starting = InstanceBuilder.of("orders").state(State.STARTING).port(port).build();
			Instance stopping = InstanceBuilder.of("orders")
				.state(State.STOPPING)
				.port(port)
				.process(app.pid(), null)
				.build();
			LivePorts ports = new LivePorts(List.of(starting, stopping));
			assertThat(ports.holder(port, null).instance()).isEqualTo(stopping);
			app.kill();
			assertThat(new LivePorts(List.of(starting, stopping)).holder(port, null).instance()).isEqualTo(starting);
		}
	}

	@Test
	void occupantWhenStrangerListensIsStrangerWithoutInstance() throws Exception {
		try (JavaProcess app = JavaProcess.start(PortListener.class);
				JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			app.readLine();
			int port = Integer.parseInt(stranger.readLine());
			Instance starting = InstanceBuilder.of("orders")
				.state(State.STARTING)
				.port(port)
				.process(app.pid(), null)
				.build();
			assertThat(new LivePorts(List.of(starting)).occupant(port))
				.isEqualTo(new PortHolder(port, null, true, process(stranger, PortListener.class), null));
		}
	}

	@Test
	void occupantWhenNobodyListensIsInstanceThatClaimedPort() {
		Instance starting = InstanceBuilder.of("orders").state(State.STARTING).port(this.free).build();
		assertThat(new LivePorts(List.of(starting)).occupant(this.free)).isEqualTo(new PortHolder(this.free, null,
				false, new ListeningProcess(starting.pid(), starting.program(), starting.directory()), starting));
		assertThat(new LivePorts(List.of()).occupant(this.free))
			.isEqualTo(new PortHolder(this.free, null, false, null, null));
	}

	@Test
	void holderWhenProcessIsUnknownTellsThatPortIsInUse() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			int port = server.getLocalPort();
			LivePorts ports = new LivePorts(List.of(), (wanted) -> List.of(new Listener(port, null)));
			assertThat(ports.holder(port, null)).isEqualTo(new PortHolder(port, null, true, null, null));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 65536 })
	void holderWhenNumberIsNoPortThrows(int port) {
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> this.registry.holder(port))
			.withMessage("'" + port + "' is not a port: it must be from 1 to 65535");
	}

	@Test
	void scanReturnsListenersOfUnregisteredPorts() throws Exception {
		try (JavaProcess stranger = JavaProcess.start(PortListener.class);
				JavaProcess app = JavaProcess.start(RecordedApp.class, this.path, "orders")) {
			int port = Integer.parseInt(stranger.readLine());
			int registered = Integer.parseInt(app.readLine());
			register(registered);
			List<UnregisteredPort> ports = this.registry.scan();
			assertThat(ports)
				.anySatisfy((found) -> assertThat(found.process()).isEqualTo(process(stranger, PortListener.class)))
				.extracting(UnregisteredPort::port)
				.isSorted()
				.doesNotContain(registered, this.free);
			Files.delete(this.path);
			assertThat(this.registry.scan()).extracting(UnregisteredPort::port).contains(port, registered);
		}
	}

}
