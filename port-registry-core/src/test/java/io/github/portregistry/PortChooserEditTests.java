package io.github.portregistry;

import java.util.List;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortChooser}: a registered app that asks for another port than at its
 * last start.
 */
class PortChooserEditTests extends AbstractPortChooserTests {

	private static final Choice KEPT = new Choice("orders", 9999, Outcome.KEPT, 1);

	private static final Choice MOVED = new Choice("orders", 8090, Outcome.MOVED, 1);

	@BeforeEach
	void setUp() {
		this.registry = "orders:9999:\n";
		lastAskedFor(8080);
	}

	private void lastAskedFor(Integer port) {
		this.instances = List.of(stopped("orders", port, 1).build());
	}

	private static InstanceBuilder stopped(String name, Integer preferredPort, long startedAt) {
		return InstanceBuilder.of(name)
			.state(State.STOPPED)
			.preferredPort(preferredPort)
			.at(startedAt, 100 - startedAt);
	}

	@Test
	void chooseWhenPortWasEditedMoves() {
		assertThat(choose(request().preferredPort(8090))).isEqualTo(MOVED);
	}

	@Test
	void chooseWhenPortWasAddedMoves() {
		lastAskedFor(null);
		assertThat(choose(request().preferredPort(8090))).isEqualTo(MOVED);
	}

	@Test
	void chooseWhenPortIsAsAtLastStartKeeps() {
		lastAskedFor(8090);
		assertThat(choose(request().preferredPort(8090))).isEqualTo(KEPT);
	}

	@Test
	void chooseWhenLastStartIsNotKnownKeeps() {
		this.instances = List.of();
		assertThat(choose(request().preferredPort(8090))).isEqualTo(KEPT);
	}

	@Test
	void chooseWhenPortIsNotAskedForKeeps() {
		assertThat(choose(request().defaultPort(8090))).isEqualTo(KEPT);
		assertThat(choose(request())).isEqualTo(KEPT);
	}

	@Test
	void chooseWhenEditedPortIsTheRegisteredOneKeeps() {
		assertThat(choose(request().preferredPort(9999))).isEqualTo(KEPT);
	}

	@Test
	void chooseWhenSeveralInstancesAreKnownGoesByLastStart() {
		this.instances = List.of(stopped("orders", 8090, 2).build(), stopped("orders", 8080, 1).build());
		assertThat(choose(request().preferredPort(8090))).isEqualTo(KEPT);
		this.instances = List.of(stopped("orders", 8080, 2).build(), stopped("orders", 8090, 1).build());
		assertThat(choose(request().preferredPort(8090))).isEqualTo(MOVED);
	}

	@Test
	void chooseWhenOnlyOtherNamesAreKnownKeeps() {
		this.instances = List.of(stopped("orders--2", 8080, 1).build(), stopped("Orders", 8080, 1).build());
		assertThat(choose(request().preferredPort(8090))).isEqualTo(KEPT);
	}

	@ParameterizedTest
	@EnumSource(ConflictPolicy.class)
	void chooseWhenEditedPortIsInUseKeepsWithConflict(ConflictPolicy policy) {
		busy(8090);
		assertThat(choose(request().preferredPort(8090).onConflict(policy)))
			.isEqualTo(new Choice("orders", 9999, Outcome.KEPT, 1, conflict(8090, null), null));
	}

	@ParameterizedTest
	@EnumSource(ConflictPolicy.class)
	void chooseWhenEditedPortIsAssignedKeepsWithConflict(ConflictPolicy policy) {
		this.registry += "billing:8090:\n";
		assertThat(choose(request().preferredPort(8090).onConflict(policy)))
			.isEqualTo(new Choice("orders", 9999, Outcome.KEPT, 1, conflict(8090, "billing"), null));
	}

	@Test
	void chooseWhenEditedPortIsNotPermittedKeepsWithConflict() {
		probed(8090, Result.NOT_PERMITTED);
		assertThat(choose(request().preferredPort(8090)))
			.isEqualTo(new Choice("orders", 9999, Outcome.KEPT, 1, notPermitted(8090, null), null));
	}

	@Test
	void chooseWhenEditedPortCannotBeJudgedKeeps() {
		probed(8090, Result.UNKNOWN);
		assertThat(choose(request().preferredPort(8090))).isEqualTo(KEPT);
	}

	@Test
	void chooseWhenRegisteredPortIsInUseMovesAsideAllTheSame() {
		busy(9999);
		assertThat(choose(request().preferredPort(8090)))
			.isEqualTo(new Choice("orders--2", 5001, Outcome.MOVED_ASIDE, 2, conflict(9999, "orders"), null));
	}

	@Test
	void chooseWhenRegisteredPortIsLostMeanwhileMovesAside() {
		this.beforeProbe = (port) -> {
			if (port == 8090) {
				busy(8090, 9999);
			}
		};
		assertThat(choose(request().preferredPort(8090)))
			.isEqualTo(new Choice("orders--2", 5001, Outcome.MOVED_ASIDE, 2, conflict(9999, "orders"), null));
	}

	@Test
	void chooseWhenInstanceIsNotTheFirstKeepsItsPort() {
		this.registry += "orders--2:5005:\n";
		assertThat(choose(request().preferredPort(8090), 2)).isEqualTo(new Choice("orders--2", 5005, Outcome.KEPT, 2));
	}

}
