package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InstanceRecords} with real files.
 */
class InstanceRecordsTests {

	private static final long PID = ProcessHandle.current().pid();

	@TempDir
	private Path parent;

	private Path directory;

	private InstanceRecords records;

	@BeforeEach
	void setUp() {
		this.directory = this.parent.resolve("ports.d/instances");
		this.records = new InstanceRecords(this.directory);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	/** Writes a record that another process could have left. */
	private void leave(long pid, InstanceBuilder instance) throws IOException {
		Files.createDirectories(this.directory);
		Instance left = instance.build();
		Files.writeString(this.directory.resolve(pid + "-" + left.name()), InstanceFormat.write(left));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STOPPED")
	void findAllWhenInstanceIsAliveReturnsItAsSeenNow(State state) throws IOException {
		Instance instance = InstanceBuilder.of("orders").state(state).at(1, 1).build();
		Instant before = Instant.now();
		this.records.write(instance);
		List<Instance> found = this.records.findAll();
		assertThat(found).usingRecursiveFieldByFieldElementComparatorIgnoringFields("lastSeen")
			.containsExactly(instance);
		assertThat(found.get(0).lastSeen()).isBetween(before, Instant.now());
	}

	@Test
	void findAllWhenInstanceHasStoppedReturnsItAsRecorded() throws IOException {
		Instance instance = InstanceBuilder.of("orders").state(State.STOPPED).at(1, 2).build();
		this.records.write(instance);
		assertThat(this.records.findAll()).containsExactly(instance);
	}

	@Test
	void findAllWhenProcessIsKilledReturnsItStopped() throws Exception {
		try (JavaProcess process = JavaProcess.start(PortListener.class)) {
			process.readLine();
			InstanceBuilder up = InstanceBuilder.of("orders").at(1, 2);
			String host = up.build().host();
			leave(process.pid(), up.process(host, process.pid(), ProcessStart.of(process.pid())));
			assertThat(this.records.findAll()).extracting(Instance::state).containsExactly(State.UP);
			process.kill();
			assertThat(this.records.findAll()).singleElement().satisfies((found) -> {
				assertThat(found.state()).isEqualTo(State.STOPPED);
				assertThat(found.lastSeen()).isEqualTo(Instant.ofEpochSecond(2));
			});
		}
	}

	@Test
	void findAllWhenInstanceIsOfOtherHostReturnsItAsRecorded() throws IOException {
		Instance instance = InstanceBuilder.of("orders").onHost("elsewhere").at(1, 2).build();
		this.records.write(instance);
		assertThat(this.records.findAll()).containsExactly(instance);
	}

	@Test
	void findAllReturnsAllAliveAndLastSeenOfOthersInOrderOfStart() throws IOException {
		leave(1, InstanceBuilder.of("b").at(30, 30));
		leave(2, InstanceBuilder.of("b").at(10, 10));
		leave(3, InstanceBuilder.of("b").killed().at(5, 99));
		leave(4, InstanceBuilder.of("a").killed().at(20, 25));
		leave(5, InstanceBuilder.of("a").killed().at(21, 24));
		leave(6, InstanceBuilder.of("a").onHost("elsewhere").at(22, 23));
		assertThat(this.records.findAll()).extracting(Instance::name, Instance::startedAt)
			.containsExactly(tuple("b", 10), tuple("a", 20), tuple("b", 30));
	}

	private static Tuple tuple(String name, long startedAt) {
		return Tuple.tuple(name, Instant.ofEpochSecond(startedAt));
	}

	@Test
	void findAllWhenDirectoryIsMissingReturnsNoneAndCreatesNothing() throws IOException {
		assertThat(this.records.findAll()).isEmpty();
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void findAllWhenFileIsInPlaceOfDirectoryReturnsNone() throws IOException {
		Files.createDirectories(this.directory.getParent());
		Files.writeString(this.directory, "mine");
		assertThat(this.records.findAll()).isEmpty();
		this.records.prune(InstanceBuilder.of("orders").state(State.STOPPED).build());
		assertThat(this.directory).content().isEqualTo("mine");
	}

	@Test
	void writeWhenFileIsInPlaceOfDirectoryThrowsAndLeavesIt() throws IOException {
		Files.createDirectories(this.directory.getParent());
		Files.writeString(this.directory, "mine");
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> this.records.write(InstanceBuilder.of("orders").build()));
		assertThat(this.directory).content().isEqualTo("mine");
	}

	@Test
	void writeWhenProcessHasRecordOfNameReplacesIt() throws IOException {
		this.records.write(InstanceBuilder.of("orders").state(State.STARTING).build());
		this.records.write(InstanceBuilder.of("orders").state(State.UP).build());
		assertThat(files()).containsExactly(PID + "-orders");
		assertThat(this.records.findAll()).extracting(Instance::state).containsExactly(State.UP);
	}

	@Test
	void writeWhenNamesDifferInCaseOnlyUsesFilesThatDifferInMore() throws IOException {
		String[] names = { "orders", "Orders", "oRders", "ORDERS", "orderS", "abcdE", "abcde" };
		for (String name : names) {
			this.records.write(InstanceBuilder.of(name).build());
		}
		assertThat(files()).extracting((file) -> file.toLowerCase(Locale.ROOT))
			.hasSameSizeAs(names)
			.doesNotHaveDuplicates();
		assertThat(this.records.findAll()).extracting(Instance::name).containsExactlyInAnyOrder(names);
	}

	@Test
	void pruneKeepsAliveOnesAndLastSeenOfOthers() throws IOException {
		leave(1, InstanceBuilder.of("orders").at(10, 10));
		leave(2, InstanceBuilder.of("orders").killed().at(20, 25));
		leave(3, InstanceBuilder.of("orders").state(State.STOPPED).at(21, 24));
		leave(4, InstanceBuilder.of("orders").killed().at(23, 23));
		leave(5, InstanceBuilder.of("orders").at(5, 5));
		leave(6, InstanceBuilder.of("orders").onHost("elsewhere").at(6, 6));
		leave(7, InstanceBuilder.of("orders").state(State.STOPPED).onHost("elsewhere").at(7, 7));
		this.records.prune(InstanceBuilder.of("orders").state(State.STOPPED).build());
		assertThat(files()).containsExactly("1-orders", "2-orders", "5-orders", "6-orders");
	}

	@Test
	void pruneWhenInstanceIsUpKeepsLastSeenOfOthers() throws IOException {
		Instance up = InstanceBuilder.of("orders").build();
		this.records.write(up);
		leave(1, InstanceBuilder.of("orders").killed().at(20, 25));
		leave(2, InstanceBuilder.of("orders").killed().at(21, 24));
		this.records.prune(up);
		assertThat(files()).containsExactlyInAnyOrder(PID + "-orders", "1-orders");
	}

	@ParameterizedTest
	@CsvSource({ "ders", "Orders", "my-orders", "orders--2" })
	void pruneLeavesRecordsOfOtherNames(String other) throws IOException {
		this.records.write(InstanceBuilder.of(other).killed().at(1, 1).build());
		leave(1, InstanceBuilder.of(other).killed().at(2, 2));
		leave(2, InstanceBuilder.of("orders").killed().at(3, 3));
		List<String> before = files();
		this.records.prune(InstanceBuilder.of("orders").state(State.STOPPED).build());
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void findAllWhileRecordIsRewrittenNeverMissesIt() throws Exception {
		this.records.write(InstanceBuilder.of("orders").build());
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> reader = executor.submit(() -> {
				for (int i = 0; i < 1000; i++) {
					assertThat(this.records.findAll()).hasSize(1);
				}
				return null;
			});
			for (int port = 1; !reader.isDone(); port = port % 65535 + 1) {
				this.records.write(InstanceBuilder.of("orders").port(port).build());
			}
			reader.get();
		}
		finally {
			executor.shutdownNow();
		}
	}

}
