package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.RegistryDoctor.Snapshot;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Snapshot}.
 */
class RegistrySnapshotTests {

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.path = directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	@Test
	void snapshotTellsWhatStatusScanAndFindingsTell() throws Exception {
		try (ServerSocket unregistered = new ServerSocket(0);
				JavaProcess stranger = JavaProcess.start(PortListener.class)) {
			int taken = Integer.parseInt(stranger.readLine());
			Files.writeString(this.path, "orders:" + FreePorts.find() + ":\nbilling:" + taken
					+ ":Invoices\nweb\norders:" + FreePorts.find() + ":\n");
			this.registry.record(Instance.starting("orders", 5010, null, null));
			Snapshot snapshot = this.registry.doctor().snapshot();
			assertThat(snapshot.names()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("instances")
				.isEqualTo(this.registry.status());
			assertThat(snapshot.names()).extracting(NameStatus::state)
				.containsExactly(NameStatus.State.TAKEN, NameStatus.State.STARTING);
			assertThat(snapshot.names().get(0).process().pid()).isEqualTo(stranger.pid());
			assertThat(snapshot.names().get(1).instances()).extracting(Instance::name).containsExactly("orders");
			assertThat(snapshot.unregistered()).extracting(UnregisteredPort::port)
				.contains(unregistered.getLocalPort())
				.doesNotContain(taken);
			assertThat(snapshot.findings()).isEqualTo(this.registry.doctor().findings())
				.extracting(Finding::type)
				.contains(Finding.Type.DUPLICATE_NAME, Finding.Type.MALFORMED_LINE);
		}
	}

	@Test
	void snapshotWhenAssignmentIsLostFindsIt() throws IOException {
		this.registry.register("orders", 5010);
		this.registry.register("billing", 5020);
		Files.writeString(this.path, "billing:5020:\n");
		assertThat(this.registry.doctor().snapshot().findings()).extracting(Finding::type)
			.containsExactly(Finding.Type.LOST_ASSIGNMENT);
	}

	@Test
	void snapshotWhenThereIsNoFileIsEmptyAndCreatesNothing() {
		Snapshot snapshot = this.registry.doctor().snapshot();
		assertThat(snapshot.names()).isEmpty();
		assertThat(snapshot.findings()).isEmpty();
		assertThat(this.path.getParent()).isEmptyDirectory();
	}

	@Test
	void snapshotWhenFileCannotBeReadThrows() throws IOException {
		Files.createDirectory(this.path);
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.doctor().snapshot());
	}

}
