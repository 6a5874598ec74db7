package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortSearch}: what is reclaimed from a full range.
 */
class PortSearchTests {

	private static final PortRange RANGE = new PortRange(5000, 5010);

	private final Set<Integer> taken = new HashSet<>();

	private static PortSearch search(String registry, Set<Integer> taken, Result whenTaken) {
		return new PortSearch(RegistryDocument.of(registry.getBytes(StandardCharsets.UTF_8)),
				(port) -> taken.contains(port) ? whenTaken : Result.AVAILABLE);
	}

	private String reclaim(String registry, Instance... instances) {
		RegistryLine line = search(registry, this.taken, Result.IN_USE).findReclaimable(RANGE, Set.of(5000),
				List.of(instances));
		return (line != null) ? line.name() : null;
	}

	private static InstanceBuilder stopped(String name) {
		return InstanceBuilder.of(name).state(State.STOPPED);
	}

	@Test
	void findAvailableByDefaultLeavesOutPortsOfTools() {
		PortSearch search = search("a:5004:\n", Set.of(5007, 5008), Result.IN_USE);
		assertThat(search.findAvailable(PortRange.DEFAULT, ExcludedPorts.DEFAULT, null)).hasValue(5009);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders--2", "orders--17", "orders--management--2", "orders--fix-ui--3" })
	void reclaimWhenNothingIsKnownOfInstanceReturnsIt(String name) {
		assertThat(reclaim(name + ":5001:\n")).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "orders-2", "orders--management", "orders--fix-ui", "orders--", "orders--2a" })
	void reclaimWhenNothingIsKnownOfOtherNameReturnsNone(String name) {
		assertThat(reclaim(name + ":5001:\n")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders--2", "orders--management", "orders--grpc" })
	void reclaimWhenInstanceHasStoppedReturnsIt(String name) {
		assertThat(reclaim(name + ":5001:\n", stopped(name).build())).isEqualTo(name);
	}

	@Test
	void reclaimWhenPlainNameHasStoppedReturnsNone() {
		assertThat(reclaim("orders:5001:\n", stopped("orders").build())).isNull();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STOPPED")
	void reclaimWhenInstanceIsNotStoppedReturnsNone(State state) {
		InstanceBuilder instance = InstanceBuilder.of("orders--2").state(state);
		assertThat(reclaim("orders--2:5001:\n", instance.build())).isNull();
		assertThat(reclaim("orders--2:5001:\n", instance.inSpace("elsewhere").build())).isNull();
	}

	@Test
	void reclaimWhenOneOfSeveralInstancesIsNotStoppedReturnsNone() {
		Instance up = InstanceBuilder.of("orders--2").build();
		Instance stopped = stopped("orders--2").build();
		assertThat(reclaim("orders--2:5001:\n", up, stopped)).isNull();
		assertThat(reclaim("orders--2:5001:\n", stopped, up)).isNull();
	}

	@Test
	void reclaimWhenWorktreeIsThereReturnsNoneUntilItIsGone(@TempDir Path directory) throws Exception {
		Path worktree = Files.createDirectory(directory.resolve("fix-ui"));
		Instance instance = stopped("orders--fix-ui").worktree(worktree).build();
		assertThat(reclaim("orders--fix-ui:5001:\n", instance)).isNull();
		Files.delete(worktree);
		assertThat(reclaim("orders--fix-ui:5001:\n", instance)).isEqualTo("orders--fix-ui");
	}

	@Test
	void reclaimWhenPathOfWorktreeIsInvalidReturnsName() {
		Instance instance = stopped("orders--fix-ui").worktree("\0").build();
		assertThat(reclaim("orders--fix-ui:5001:\n", instance)).isEqualTo("orders--fix-ui");
	}

	@ParameterizedTest
	@EnumSource(names = { "IN_USE", "NOT_PERMITTED", "UNKNOWN" })
	void reclaimWhenPortIsNotAvailableTakesNext(Result result) {
		PortSearch search = search("orders--2:5001:\norders--3:5002:\n", Set.of(5001), result);
		assertThat(search.findReclaimable(RANGE, Set.of(), List.of())).extracting(RegistryLine::name)
			.isEqualTo("orders--3");
	}

	@ParameterizedTest
	@ValueSource(ints = { 4999, 5000, 5010 })
	void reclaimWhenPortIsOutOfRangeOrExcludedReturnsNone(int port) {
		assertThat(reclaim("orders--2:" + port + ":\n")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "billing", "billing--2" })
	void reclaimWhenOtherNameHasTheSamePortReturnsNone(String other) {
		assertThat(reclaim("orders--2:5001:\n" + other + ":5001:\n")).isNull();
	}

	@Test
	void reclaimWhenThereAreSeveralReturnsTheOneSeenLongestAgo() {
		String registry = "a--2:5001:\nb--2:5002:\nc--2:5003:\n";
		Instance a = stopped("a--2").at(1, 30).build();
		Instance b = stopped("b--2").at(3, 10).build();
		Instance c = stopped("c--2").at(2, 20).build();
		assertThat(reclaim(registry, a, b, c)).isEqualTo("b--2");
		this.taken.add(5002);
		assertThat(reclaim(registry, a, b, c)).isEqualTo("c--2");
		assertThat(reclaim(registry, b, c)).as("never seen").isEqualTo("a--2");
	}

	@Test
	void findAvailableInOrderOfNameIsTheSameEverywhere() {
		Set<Integer> none = Set.of();
		assertThat(search("", none, Result.IN_USE).findAvailable(PortRange.DEFAULT, none, "orders--fix-ui"))
			.hasValue(5637);
		assertThat(search("", none, Result.IN_USE).findAvailable(PortRange.DEFAULT, none, "orders--fix-up"))
			.hasValue(5398);
	}

	@Test
	void findAvailableInOrderOfNameSkipsTakenPortsAndFindsEachOnce() {
		Set<Integer> taken = new HashSet<>();
		PortRange range = new PortRange(6000, 6050);
		for (int i = 0; i < range.end() - range.start() - 1; i++) {
			int port = search("a:6007:\n", taken, Result.IN_USE).findAvailable(range, Set.of(), "orders").orElseThrow();
			assertThat(port).isBetween(6000, 6049).isNotEqualTo(6007);
			assertThat(taken.add(port)).isTrue();
		}
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> search("a:6007:\n", taken, Result.IN_USE).findAvailable(range, Set.of(), "orders"));
	}

	@Test
	void findAvailableInOrderOfNameDoesNotDependOnWhatOthersHave() {
		Set<Integer> none = Set.of();
		int port = search("", none, Result.IN_USE).findAvailable(PortRange.DEFAULT, none, "web").orElseThrow();
		StringBuilder others = new StringBuilder();
		IntStream.range(5000, 6000)
			.filter((other) -> other != port && other % 3 == 0)
			.forEach((other) -> others.append("a" + other + ":" + other + ":\n"));
		assertThat(search(others.toString(), none, Result.IN_USE).findAvailable(PortRange.DEFAULT, none, "web"))
			.hasValue(port);
	}

}
