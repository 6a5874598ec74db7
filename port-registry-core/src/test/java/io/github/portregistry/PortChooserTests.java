package io.github.portregistry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortChooser}: the table of decisions.
 */
class PortChooserTests extends AbstractPortChooserTests {

	@ParameterizedTest
	@EnumSource(names = { "AVAILABLE", "UNKNOWN" })
	void chooseWhenRegisteredPortIsNotInUseKeepsIt(Result result) {
		this.registry = "orders:9999:\n";
		probed(9999, result);
		assertThat(choose(request().preferredPort(8080).onConflict(ConflictPolicy.FAIL)))
			.isEqualTo(new Choice("orders", 9999, Outcome.KEPT, 1));
	}

	@Test
	void chooseWhenDefaultPortIsAvailableRegistersIt() {
		this.registry = "billing:5001:\n";
		assertThat(choose(request().defaultPort(8080))).isEqualTo(new Choice("orders", 8080, Outcome.REGISTERED, 1));
	}

	@Test
	void chooseWhenThereIsNoPortRegistersInRange() {
		assertThat(choose(request())).isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1));
	}

	@Test
	void chooseWhenDefaultPortIsExcludedRegistersInRange() {
		assertThat(choose(request().defaultPort(9999).onConflict(ConflictPolicy.FAIL)))
			.isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1));
	}

	@Test
	void chooseWhenDefaultPortIsAssignedRegistersInRange() {
		this.registry = "billing:8080:\n";
		assertThat(choose(request().defaultPort(8080).onConflict(ConflictPolicy.FAIL)))
			.isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1, conflict(8080, "billing"), null));
	}

	@Test
	void chooseWhenDefaultPortIsInUseRegistersInRange() {
		busy(8080);
		assertThat(choose(request().defaultPort(8080).onConflict(ConflictPolicy.FAIL)))
			.isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1, conflict(8080, null), null));
	}

	@Test
	void chooseWhenPortsOfRangeAreTakenRegistersNextOne() {
		this.registry = "a:5001:\nb:5002:\nb:5003:\n";
		busy(5002);
		probed(5004, Result.NOT_PERMITTED);
		assertThat(choose(request()).port()).isEqualTo(5005);
	}

	@Test
	void chooseWhenPreferredPortIsExcludedRegistersIt() {
		assertThat(choose(request().preferredPort(9999))).isEqualTo(new Choice("orders", 9999, Outcome.REGISTERED, 1));
	}

	@Test
	void chooseWhenPreferredPortIsAssignedFallsBack() {
		this.registry = "billing:8080:\n";
		assertThat(choose(request().preferredPort(8080)))
			.isEqualTo(new Choice("orders", 5001, Outcome.FELL_BACK, 1, conflict(8080, "billing"), null));
	}

	@Test
	void chooseWhenPreferredPortIsInUseFallsBack() {
		busy(8080);
		assertThat(choose(request().preferredPort(8080)))
			.isEqualTo(new Choice("orders", 5001, Outcome.FELL_BACK, 1, conflict(8080, null), null));
	}

	@Test
	void chooseWhenPreferredPortIsAssignedAndPolicyIsFailThrows() {
		this.registry = "billing:8080:\n";
		assertFails(request().preferredPort(8080), conflict(8080, "billing"), "Port 8080 is assigned to 'billing'");
	}

	@Test
	void chooseWhenPreferredPortIsInUseAndPolicyIsFailThrows() {
		busy(8080);
		assertFails(request().preferredPort(8080), conflict(8080, null), "Port 8080 is in use by another process");
	}

	@Test
	void chooseWhenRegisteredPortIsInUseAndPolicyIsFailThrows() {
		this.registry = "orders:5001:\n";
		busy(5001);
		assertFails(request(), conflict(5001, "orders"), "Port 5001 of 'orders' is in use by another process");
	}

	private void assertFails(ClaimRequest.Builder request, PortConflict conflict, String message) {
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> choose(request.onConflict(ConflictPolicy.FAIL)))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getConflict()).isEqualTo(conflict));
	}

	@ParameterizedTest
	@EnumSource(ConflictPolicy.class)
	void chooseWhenPreferredPortCannotBeJudgedLeavesItAlone(ConflictPolicy policy) {
		probed(80, Result.UNKNOWN);
		assertThat(choose(request().preferredPort(80).onConflict(policy)))
			.isEqualTo(new Choice("orders", 80, Outcome.LEFT_ALONE, 1));
	}

	@Test
	void chooseWhenDefaultPortIsNotPermittedRegistersInRange() {
		probed(80, Result.NOT_PERMITTED);
		assertThat(choose(request().defaultPort(80).onConflict(ConflictPolicy.FAIL)))
			.isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1, notPermitted(80, null), null));
	}

	@Test
	void chooseWhenPreferredPortIsNotPermittedFallsBackOrFails() {
		probed(80, Result.NOT_PERMITTED);
		assertThat(choose(request().preferredPort(80)))
			.isEqualTo(new Choice("orders", 5001, Outcome.FELL_BACK, 1, notPermitted(80, null), null));
		assertFails(request().preferredPort(80), notPermitted(80, null), "Port 80 cannot be bound by this user"
				+ " (the system reserves ports below 1024 for privileged users)");
	}

	@Test
	void chooseWhenRegisteredPortIsNotPermittedMovesAsideOrFails() {
		this.registry = "orders:5001:\n";
		probed(5001, Result.NOT_PERMITTED);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--2", 5002, Outcome.MOVED_ASIDE, 2, notPermitted(5001, "orders"), null));
		assertFails(request(), notPermitted(5001, "orders"),
				"Port 5001 of 'orders' cannot be bound by this user (the system reserves it)");
	}

	@Test
	void chooseWhenAddressCannotBeBoundAndPortIsAnothersLeavesItAlone() {
		this.registry = "billing:8080:\n";
		IntStream.range(5000, 5010).forEach((port) -> probed(port, Result.UNKNOWN));
		assertThat(choose(request().preferredPort(8080))).isEqualTo(new Choice("orders", 8080, Outcome.LEFT_ALONE, 1));
		assertThat(choose(request())).isEqualTo(new Choice("orders", 5000, Outcome.LEFT_ALONE, 1));
	}

	@Test
	void chooseWhenAddressCannotBeBoundProbesOnePortOfRange() {
		List<Integer> probes = new ArrayList<>();
		this.beforeProbe = probes::add;
		probed(5001, Result.UNKNOWN);
		choose(request());
		assertThat(probes).containsExactly(5001);
	}

	@Test
	void chooseWhenRegisteredPortIsInUseMovesAside() {
		this.registry = "orders:5001:\n";
		busy(5001);
		assertThat(choose(request().preferredPort(8080)))
			.isEqualTo(new Choice("orders--2", 5002, Outcome.MOVED_ASIDE, 2, conflict(5001, "orders"), null));
	}

	@Test
	void chooseWhenDerivedNameHasAvailablePortReusesIt() {
		this.registry = "orders:5001:\norders--2:7777:\n";
		busy(5001);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--2", 7777, Outcome.MOVED_ASIDE, 2, conflict(5001, "orders"), null));
	}

	@ParameterizedTest
	@EnumSource(names = { "IN_USE", "NOT_PERMITTED", "UNKNOWN" })
	void chooseWhenPortOfDerivedNameIsNotAvailableTakesNextName(Result result) {
		this.registry = "orders:5001:\norders--2:5002:\n";
		busy(5001);
		probed(5002, result);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--3", 5003, Outcome.MOVED_ASIDE, 3, conflict(5001, "orders"), null));
	}

	@Test
	void chooseWhenNameIsLongDerivesValidName() {
		String name = "x".repeat(128);
		this.registry = name + ":5001:\n";
		busy(5001);
		Choice choice = choose(ClaimRequest.forName(name).range(RANGE));
		assertThat(choice.name()).isEqualTo("x".repeat(125) + "--2").matches(AssignmentNames::isValid);
	}

	@Test
	void chooseWhenRangeIsExhaustedThrows() {
		this.registry = "a:5001:\nb:5002:\nc:5000:\nd:6001:\n";
		busy(5003, 5004, 5005);
		probed(5006, Result.NOT_PERMITTED);
		probed(5007, Result.NOT_PERMITTED);
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> choose(request().excludedPorts(Set.of(5000, 5008, 5009, 6000))))
			.withMessage("No port of 5000-5009 is available: 3 registered, 2 excluded, 3 in use by other programs,"
					+ " 2 that this user cannot bind")
			.satisfies((ex) -> {
				assertThat(ex.getRange()).isEqualTo(RANGE);
				assertThat(ex.getRegistered()).isEqualTo(3);
				assertThat(ex.getExcluded()).isEqualTo(2);
				assertThat(ex.getInUse()).isEqualTo(3);
				assertThat(ex.getNotPermitted()).isEqualTo(2);
			});
	}

	@Test
	void chooseWhenOnlyLastPortOfRangeIsAvailableRegistersIt() {
		busy(5001, 5002, 5003, 5004, 5005, 5006, 5007, 5008);
		assertThat(choose(request()).port()).isEqualTo(5009);
	}

	@Test
	void chooseInWorktreeWhenRegistryIsEmptyLeavesDefaultPortAlone() {
		ClaimRequest.Builder request = request("orders--fix-ui").defaultPort(8080);
		assertThat(choose(request).port()).isEqualTo(8080);
		Choice choice = choose(request.ofWorktree());
		assertThat(choice.outcome()).isEqualTo(Outcome.REGISTERED_IN_RANGE);
		assertThat(RANGE.contains(choice.port())).isTrue();
		assertThat(choose(request)).isEqualTo(choice);
		this.registry = "billing:5001:\n";
		assertThat(choose(request).port()).isEqualTo(8080);
		this.registry = "";
		assertThat(choose(request("orders--fix-ui").ofWorktree().preferredPort(9001)).port()).isEqualTo(9001);
	}

	@Test
	void chooseWhenNothingCanBeRegisteredUsesPortOfTheNameOnly() {
		this.registers = false;
		Choice choice = choose(request().preferredPort(9001));
		assertThat(choice.outcome()).isEqualTo(Outcome.UNREGISTERED);
		assertThat(RANGE.contains(choice.port())).isTrue();
		assertThat(choose(request().defaultPort(8080)).port()).isEqualTo(choice.port());
		busy(choice.port());
		assertThat(choose(request()).port()).isNotEqualTo(choice.port());
	}

	@Test
	void chooseWhenNothingCanBeRegisteredKeepsRegisteredPortWhateverIsConfigured() {
		this.registers = false;
		this.registry = "orders:5001:\n";
		assertThat(choose(request().preferredPort(9001)).outcome()).isEqualTo(Outcome.KEPT);
		busy(5001);
		Choice choice = choose(request());
		assertThat(choice.name()).isEqualTo("orders--2");
		assertThat(choice.outcome()).isEqualTo(Outcome.UNREGISTERED);
		assertThat(choice.conflict()).isNotNull();
	}

	@Test
	void chooseWhenNothingCanBeRegisteredAndRangeIsExhaustedReclaimsNothing() {
		this.registers = false;
		StringBuilder registry = new StringBuilder();
		IntStream.range(RANGE.start(), RANGE.end())
			.forEach((port) -> registry.append("a--" + port + ":" + port + ":\n"));
		this.registry = registry.toString();
		assertThatExceptionOfType(RangeExhaustedException.class).isThrownBy(() -> choose(request()));
	}

	@Test
	void chooseWhenNothingCanBeRegisteredAndNoPortMayBeBoundLeavesItAlone() {
		this.registers = false;
		IntStream.range(RANGE.start(), RANGE.end()).forEach((port) -> probed(port, Result.NOT_PERMITTED));
		assertThatExceptionOfType(RangeExhaustedException.class).isThrownBy(() -> choose(request().defaultPort(8080)));
		probed(8080, Result.NOT_PERMITTED);
		Choice choice = choose(request().defaultPort(8080));
		assertThat(choice.outcome()).isEqualTo(Outcome.LEFT_ALONE);
		assertThat(choice.port()).isEqualTo(8080);
	}

	@Test
	void chooseWhenNothingCanBeRegisteredLeavesPortsOfLiveInstancesAlone() {
		this.registers = false;
		int port = choose(request()).port();
		InstanceBuilder billing = InstanceBuilder.of("billing").port(port).at(Instant.now(), Instant.now());
		this.instances = List.of(billing.build());
		assertThat(choose(request()).port()).isNotEqualTo(port);
		this.instances = List.of(billing.inSpace("outside of the sandbox").build());
		assertThat(choose(request()).port()).isNotEqualTo(port);
		this.instances = List.of(billing.state(State.STOPPED).build());
		assertThat(choose(request()).port()).isEqualTo(port);
		this.instances = List.of(InstanceBuilder.of("orders").port(port).build());
		assertThat(choose(request()).port()).isEqualTo(port);
	}

	@Test
	void chooseWhenNothingCanBeRegisteredLeavesPortThatMainAlsoAsksForAlone() {
		this.registers = false;
		int port = choose(request()).port();
		assertThat(choose(request().preferredPort(port)).port()).isNotEqualTo(port);
		assertThat(choose(request().range(new PortRange(8080, 8082)).preferredPort(9001)).port()).isEqualTo(8081);
	}

}
