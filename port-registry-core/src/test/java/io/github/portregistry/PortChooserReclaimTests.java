package io.github.portregistry;

import io.github.portregistry.Claim.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortChooser}: a full range.
 */
class PortChooserReclaimTests extends AbstractPortChooserTests {

	@Test
	void chooseWhenRangeIsFullReclaims() {
		this.registry = "billing--2:5001:\nbilling:5002:\n";
		busy(5003, 5004, 5005, 5006, 5007, 5008, 5009);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders", 5001, Outcome.REGISTERED_IN_RANGE, 1, null, "billing--2"));
	}

	@Test
	void chooseWhenRangeIsNotFullLeavesDerivedNames() {
		this.registry = "billing--2:5001:\n";
		assertThat(choose(request())).isEqualTo(new Choice("orders", 5002, Outcome.REGISTERED_IN_RANGE, 1));
	}

	@Test
	void chooseWhenRangeIsFullAndAppMovesAsideReclaims() {
		this.registry = "billing--2:5001:\norders:5002:\n";
		busy(5002, 5003, 5004, 5005, 5006, 5007, 5008, 5009);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--2", 5001, Outcome.MOVED_ASIDE, 2, conflict(5002, "orders"), "billing--2"));
	}

}
