package io.github.portregistry;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PortChooser}: names and numbers of further instances, and of the
 * further ports that they open.
 */
class PortChooserInstanceTests extends AbstractPortChooserTests {

	private static PortConflict conflict(String name, int port) {
		return new PortConflict(name, port, name, null, null, null, true);
	}

	@Test
	void chooseWhenPortsOfSomeInstancesAreInUseTakesFirstThatIsNot() {
		this.registry = "orders:5001:\norders--2:5002:\norders--3:7003:\norders--4:7004:\n";
		busy(5001, 5002);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--3", 7003, Outcome.MOVED_ASIDE, 3, conflict("orders", 5001), null));
	}

	@Test
	void chooseWhenNumberIsMissingTakesIt() {
		this.registry = "orders:5001:\norders--3:7003:\n";
		busy(5001);
		assertThat(choose(request()))
			.isEqualTo(new Choice("orders--2", 5002, Outcome.MOVED_ASIDE, 2, conflict("orders", 5001), null));
	}

	@Test
	void chooseWhenNameIsOfWorktreeCountsItsInstances() {
		this.registry = "orders:5001:\norders--fix-ui:5002:\n";
		busy(5002);
		assertThat(choose(request("orders--fix-ui"))).isEqualTo(
				new Choice("orders--fix-ui--2", 5003, Outcome.MOVED_ASIDE, 2, conflict("orders--fix-ui", 5002), null));
	}

	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 1", "2, 2" })
	void chooseWhenFurtherPortIsOfSecondInstanceRegistersNameOfItsOwn(int requested, int atLeast) {
		this.registry = "orders--management:9090:\n";
		assertThat(choose(request("orders--management").preferredPort(9090).instance(requested), atLeast))
			.isEqualTo(new Choice("orders--management--2", 5001, Outcome.REGISTERED_IN_RANGE, 2));
	}

	@Test
	void chooseWhenFurtherPortOfSecondInstanceIsRegisteredKeepsIt() {
		this.registry = "orders--management--2:7002:\n";
		assertThat(choose(request("orders--management").instance(2)))
			.isEqualTo(new Choice("orders--management--2", 7002, Outcome.KEPT, 2));
	}

	@Test
	void chooseWhenFurtherPortOfSecondInstanceIsInUseTakesNextNumber() {
		this.registry = "orders--management--2:7002:\n";
		busy(7002);
		assertThat(choose(request("orders--management").instance(2))).isEqualTo(new Choice("orders--management--3",
				5001, Outcome.MOVED_ASIDE, 3, conflict("orders--management--2", 7002), null));
	}

	@Test
	void chooseWhenPortOfThirdInstanceIsInUseTakesNoLowerNumber() {
		this.registry = "orders--grpc:7001:\norders--grpc--3:7003:\n";
		busy(7003);
		assertThat(choose(request("orders--grpc").instance(3)).name()).isEqualTo("orders--grpc--4");
	}

	@Test
	void chooseWhenPortOfSecondInstanceIsInUseAndPolicyIsFailThrows() {
		this.registry = "orders--2:7002:\n";
		busy(7002);
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> choose(request().instance(2).onConflict(ConflictPolicy.FAIL)))
			.satisfies((ex) -> assertThat(ex.getConflict()).isEqualTo(conflict("orders--2", 7002)));
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1" })
	void buildRequestWhenInstanceIsInvalidThrows(int instance) {
		assertThatIllegalArgumentException().isThrownBy(() -> request().instance(instance))
			.withMessage("'" + instance + "' is not an instance number: it must be at least 1");
	}

}
