package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
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

	private static final Instant NOW = Instant.now();

	private static final String RECORD = RecordName.of(InstanceBuilder.of("orders").build());

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
	@CsvSource({ "orders, orders orders--2", "Orders--, orders--2", "old, Old-App", "OLD-APP, Old-App", "app, ''",
			"'', Old-App orders orders--2" })
	void findAllWithStartReturnsInstancesWhoseNameHasIt(String start, String names) throws IOException {
		for (String name : new String[] { "Old-App", "orders", "orders--2" }) {
			this.records.write(InstanceBuilder.of(name).build());
		}
		assertThat(this.records.findAll(start)).extracting(Instance::name)
			.containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "STOPPED", "UNKNOWN" })
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
			leave(process.pid(), up.process(process.pid(), null));
			assertThat(this.records.findAll()).extracting(Instance::state).containsExactly(State.UP);
			process.kill();
			assertThat(this.records.findAll()).singleElement().satisfies((found) -> {
				assertThat(found.state()).isEqualTo(State.STOPPED);
				assertThat(found.lastSeen()).isEqualTo(Instant.ofEpochSecond(2));
			});
		}
	}

	@Test
	void findAllWhenProcessCannotBeSeenReturnsItUnknown() throws IOException {
		Instance instance = InstanceBuilder.of("orders").inSpace("elsewhere").at(NOW, NOW).build();
		this.records.write(instance);
		assertThat(this.records.findAll()).containsExactly(instance.in(State.UNKNOWN, NOW));
	}

	@Test
	void findAllWhenProcessWasNotSeenForAMonthReturnsItStopped() throws IOException {
		Instant then = NOW.minus(Duration.ofDays(30));
		Instance instance = InstanceBuilder.of("orders").inSpace("elsewhere").at(then, then).build();
		this.records.write(instance);
		assertThat(this.records.findAll()).containsExactly(instance.in(State.STOPPED, then));
	}

	@Test
	void findAllWhenProcessesOfTwoSpacesHaveOneIdReturnsBoth() throws IOException {
		this.records.write(InstanceBuilder.of("orders").inSpace("one").port(5001).build());
		this.records.write(InstanceBuilder.of("orders").inSpace("other").port(5002).build());
		assertThat(files()).hasSize(2);
		assertThat(this.records.findAll()).extracting(Instance::port).containsExactlyInAnyOrder(5001, 5002);
	}

	@Test
	void findAllWhenHostHasAnotherNameNowReturnsRunningOne() throws IOException {
		this.records.write(InstanceBuilder.of("orders").onHost("its-old-name").build());
		assertThat(this.records.findAll()).extracting(Instance::state).containsExactly(State.UP);
	}

	@Test
	void findAllWhenRecordTellsNoSpaceGoesByProcess() throws IOException {
		leave(1, InstanceBuilder.of("a").inSpace(null));
		leave(2, InstanceBuilder.of("b").inSpace(null).killed());
		assertThat(this.records.findAll()).extracting(Instance::name, Instance::state)
			.containsExactlyInAnyOrder(Tuple.tuple("a", State.UP), Tuple.tuple("b", State.UNKNOWN));
	}

	@Test
	void writeByManyThreadsLeavesWholeRecords() throws Exception {
		Instance instance = InstanceBuilder.of("orders").build();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				writers.add(executor.submit(() -> {
					for (int port = 1; port <= 300; port++) {
						this.records.write(instance.up(port, null));
						assertThat(this.records.findAll()).hasSize(1);
					}
					return null;
				}));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(files()).containsExactly(RECORD);
	}

	@Test
	void pruneRemovesWhatAKilledProcessLeftUnfinished() throws IOException {
		this.records.write(InstanceBuilder.of("orders").build());
		Path old = Files.writeString(this.directory.resolve("1@2-orders.tmp"), "name=or");
		Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(1))));
		Path recent = Files.writeString(this.directory.resolve("3@4-orders.tmp"), "name=or");
		this.records.prune(InstanceBuilder.of("orders").build());
		assertThat(old).doesNotExist();
		assertThat(recent).exists();
	}

	@Test
	void findAllReturnsAllAliveAndLastSeenOfOthersInOrderOfStart() throws IOException {
		leave(1, InstanceBuilder.of("b").at(30, 30));
		leave(2, InstanceBuilder.of("b").at(10, 10));
		leave(3, InstanceBuilder.of("b").killed().at(5, 99));
		leave(4, InstanceBuilder.of("a").killed().at(20, 25));
		leave(5, InstanceBuilder.of("a").killed().at(21, 24));
		leave(6, InstanceBuilder.of("a").inSpace("elsewhere").at(22, 23));
		leave(7, InstanceBuilder.of("b").inSpace("elsewhere").at(NOW, NOW));
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
		assertThat(files()).containsExactly(RECORD);
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
		leave(6, InstanceBuilder.of("orders").inSpace("elsewhere").at(NOW, NOW));
		leave(8, InstanceBuilder.of("orders").inSpace("elsewhere").at(8, 8));
		leave(7, InstanceBuilder.of("orders").state(State.STOPPED).inSpace("elsewhere").at(7, 7));
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
		assertThat(files()).containsExactlyInAnyOrder(RECORD, "1-orders");
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
