package io.github.portregistry;

import java.util.List;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortChooser}: instances of one app that are configured with ports of
 * their own.
 */
class PortChooserPeerTests extends AbstractPortChooserTests {

	private static final String BOTH = "orders:8761:\norders--2:8762:\n";

	private static ClaimRequest.Builder peer(int number) {
		return request().preferredPort(8760 + number).configuration("peer" + number);
	}

	private static InstanceBuilder peer(String name, int number) {
		return InstanceBuilder.of(name)
			.state(State.STOPPED)
			.port(8760 + number)
			.preferredPort(8760 + number)
			.configuration("peer" + number);
	}

	@Test
	void chooseWhenOtherPeerWasFirstRegistersPreferredPort() {
		this.registry = "orders:8761:\n";
		this.instances = List.of(peer("orders", 1).build());
		assertThat(choose(peer(2))).isEqualTo(new Choice("orders--2", 8762, Outcome.REGISTERED, 2));
		this.registry = "orders:8762:\n";
		this.instances = List.of(peer("orders", 2).build());
		assertThat(choose(peer(1))).isEqualTo(new Choice("orders--2", 8761, Outcome.REGISTERED, 2));
	}

	@Test
	void chooseWhenOtherPeerIsRunningRegistersPreferredPortWhateverTheConfiguration() {
		this.registry = "orders:8761:\n";
		this.instances = List.of(peer("orders", 1).state(State.UP).build());
		busy(8761);
		assertThat(choose(request().preferredPort(8762)))
			.isEqualTo(new Choice("orders--2", 8762, Outcome.REGISTERED, 2));
	}

	@Test
	void chooseWhenBothAreRegisteredKeepsEach() {
		this.registry = BOTH;
		this.instances = List.of(peer("orders", 1).build(), peer("orders--2", 2).build());
		assertThat(choose(peer(1))).isEqualTo(new Choice("orders", 8761, Outcome.KEPT, 1));
		assertThat(choose(peer(2))).isEqualTo(new Choice("orders--2", 8762, Outcome.KEPT, 2));
		this.instances = List.of();
		assertThat(choose(peer(2))).isEqualTo(new Choice("orders--2", 8762, Outcome.KEPT, 2));
	}

	@Test
	void chooseWhenPortOfPeerWasEditedMovesIt() {
		this.registry = BOTH;
		this.instances = List.of(peer("orders", 1).build(), peer("orders--2", 2).build());
		assertThat(choose(peer(2).preferredPort(8763))).isEqualTo(new Choice("orders--2", 8763, Outcome.MOVED, 2));
		assertThat(choose(peer(1).preferredPort(8763))).isEqualTo(new Choice("orders", 8763, Outcome.MOVED, 1));
	}

	@Test
	void chooseWhenThirdPeerIsNewRegistersNextNumber() {
		this.registry = BOTH;
		this.instances = List.of(peer("orders", 1).build(), peer("orders--2", 2).build());
		assertThat(choose(peer(3))).isEqualTo(new Choice("orders--3", 8763, Outcome.REGISTERED, 3));
	}

	@Test
	void chooseWhenFurtherNumberHasNoRecordLeavesItAlone() {
		this.registry = "orders:8761:\norders--2:5001:\n";
		this.instances = List.of(peer("orders", 1).build());
		assertThat(choose(peer(2))).isEqualTo(new Choice("orders--3", 8762, Outcome.REGISTERED, 3));
	}

	@Test
	void chooseWhenPortOfNewPeerIsAssignedFallsBackWithConflict() {
		this.registry = "orders:8761:\nbilling:8762:\n";
		this.instances = List.of(peer("orders", 1).build());
		PortConflict conflict = new PortConflict("orders--2", 8762, "billing", null, null, null, true);
		assertThat(choose(peer(2))).isEqualTo(new Choice("orders--2", 5001, Outcome.FELL_BACK, 2, conflict, null));
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> choose(peer(2).onConflict(ConflictPolicy.FAIL)));
	}

	@Test
	void chooseWhenRegisteredPortIsInUseLeavesPortsOfPeersAlone() {
		this.registry = BOTH;
		this.instances = List.of(peer("orders", 1).build(), peer("orders--2", 2).build());
		busy(8761);
		PortConflict conflict = new PortConflict("orders", 8761, "orders", null, null, null, true);
		assertThat(choose(peer(1))).isEqualTo(new Choice("orders--3", 5001, Outcome.MOVED_ASIDE, 3, conflict, null));
	}

	@Test
	void chooseWhenOtherConfigurationPrefersNoPortKeepsRegisteredOne() {
		this.registry = "orders:8761:\n";
		this.instances = List.of(peer("orders", 1).build());
		assertThat(choose(request().configuration("dev"))).isEqualTo(new Choice("orders", 8761, Outcome.KEPT, 1));
	}

	@Test
	void chooseWhenFurtherPortOfPeerIsItsOwnRegistersIt() {
		this.registry = "orders--management:9001:\n";
		assertThat(choose(request("orders--management").preferredPort(9002).instance(2)))
			.isEqualTo(new Choice("orders--management--2", 9002, Outcome.REGISTERED, 2));
	}

}
