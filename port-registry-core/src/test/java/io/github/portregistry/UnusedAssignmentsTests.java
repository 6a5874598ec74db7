package io.github.portregistry;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.portregistry.NameStatus.Use;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnusedAssignments}.
 */
class UnusedAssignmentsTests {

	private static final Duration DAY = Duration.ofDays(1);

	private final int port = FreePorts.find();

	private PortRegistry registry;

	@BeforeEach
	void setUp(@TempDir Path directory) {
		this.registry = PortRegistry.open(directory.resolve(".ports"));
	}

	private void record(String name, State state, Duration ago) {
		this.registry.record(Instance.starting(name, this.port, null, null).in(state, Instant.now().minus(ago)));
	}

	private List<String> findUnused(String... names) {
		return names(this.registry.findUnused(Set.of(names), DAY));
	}

	private List<String> removeUnused(String... names) {
		return names(this.registry.removeUnused(Set.of(names), DAY));
	}

	private static List<String> names(List<NameStatus> unused) {
		return unused.stream().map(NameStatus::name).toList();
	}

	@Test
	void removeUnusedRemovesWhatIsFound() {
		this.registry.register("old", this.port, "mine");
		this.registry.register("used", FreePorts.find());
		record("old", State.STOPPED, DAY.plusHours(1));
		record("used", State.STOPPED, DAY.minusHours(1));
		assertThat(findUnused()).containsExactly("old");
		assertThat(this.registry.list()).hasSize(2);
		assertThat(removeUnused()).containsExactly("old");
		assertThat(this.registry.list()).extracting(Assignment::name).containsExactly("used");
		assertThat(removeUnused()).isEmpty();
	}

	@Test
	void removeUnusedWhenThereIsNothingToRemoveCreatesNothing() {
		assertThat(removeUnused("orders")).isEmpty();
		assertThat(this.registry.getLocation()).doesNotExist();
		assertThat(this.registry.getLocation().resolveSibling(".ports.d")).doesNotExist();
	}

	@Test
	void findUnusedWhenNoInstanceWasRecordedFindsGivenNamesOnly() {
		this.registry.register("orders", this.port);
		assertThat(findUnused()).isEmpty();
		assertThat(findUnused("orders", "nobody")).containsExactly("orders");
		assertThat(this.registry.status("orders")).get()
			.extracting((status) -> status.use(DAY))
			.isEqualTo(Use.NEVER_RECORDED);
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, CURRENT", "UP, CURRENT", "STOPPING, CURRENT", "STOPPED, PAST" })
	void useIsThatOfInstance(State state, Use use) {
		this.registry.register("orders", this.port);
		record("orders", state, DAY.multipliedBy(2));
		NameStatus status = this.registry.status("orders").orElseThrow();
		assertThat(status.use(DAY)).isEqualTo(use);
		assertThat(status.use(DAY.multipliedBy(3))).isEqualTo((use == Use.PAST) ? Use.RECENT : use);
		assertThat(removeUnused("orders")).isEqualTo((use == Use.PAST) ? List.of("orders") : List.of());
	}

	@Test
	void removeUnusedWhenInstanceCannotBeSeenKeepsName() {
		this.registry.register("orders", this.port);
		this.registry.record(InstanceBuilder.of("orders").inSpace("elsewhere").build());
		assertThat(this.registry.status("orders").orElseThrow().use(Duration.ZERO)).isEqualTo(Use.UNKNOWN);
		assertThat(this.registry.removeUnused(Set.of("orders"), Duration.ZERO)).isEmpty();
	}

	@Test
	void removeUnusedWhenPortIsBoundKeepsName() throws Exception {
		this.registry.register("orders", this.port);
		record("orders", State.STOPPED, DAY.multipliedBy(2));
		try (PortPlaceholder placeholder = new PortPlaceholder(null)) {
			placeholder.hold(this.port);
			assertThat(findUnused("orders")).isEmpty();
			assertThat(removeUnused("orders")).isEmpty();
		}
		try (ServerSocket stranger = new ServerSocket(this.port, 1, InetAddress.getLoopbackAddress())) {
			assertThat(stranger.isBound()).isTrue();
			assertThat(removeUnused("orders")).isEmpty();
		}
		assertThat(removeUnused("orders")).containsExactly("orders");
		assertThat(PortPlaceholder.probe(null, this.port)).isEqualTo(PortPlaceholder.Result.AVAILABLE);
	}

	@Test
	void removeUnusedHoldsPortsUntilTheyAreRemoved() {
		this.registry.register("orders", this.port);
		record("orders", State.STOPPED, DAY.multipliedBy(2));
		RegistryAccess access = new RegistryAccess(
				new RegistryFile(this.registry.getLocation(), PortRegistry.DEFAULT_LOCK_TIMEOUT));
		UnusedAssignments unused = new UnusedAssignments(access, Set.of(), DAY);
		access.update((document) -> {
			Change<List<NameStatus>> change = unused.remove(document);
			assertThat(PortPlaceholder.probe(null, this.port)).isEqualTo(PortPlaceholder.Result.IN_USE);
			return change;
		});
		unused.release();
		assertThat(this.registry.list()).isEmpty();
		try (Claim claim = this.registry.claim(ClaimRequest.forName("orders").preferredPort(this.port).build())) {
			assertThat(claim.outcome()).isEqualTo(Claim.Outcome.REGISTERED);
		}
	}

}
