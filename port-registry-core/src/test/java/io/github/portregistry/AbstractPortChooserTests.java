package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder.Result;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of the tests for {@link PortChooser}. The range is 5000 to 5009, of which 5000 is
 * excluded; other ports are available unless a test says otherwise.
 */
abstract class AbstractPortChooserTests {

	static final PortRange RANGE = new PortRange(5000, 5010);

	private final Map<Integer, Result> probed = new HashMap<>();

	private Integer lastAvailable;

	List<Instance> instances = List.of();

	String registry = "";

	boolean registers = true;

	IntConsumer beforeProbe = (port) -> {
	};

	static ClaimRequest.Builder request() {
		return request("orders");
	}

	static ClaimRequest.Builder request(String name) {
		return ClaimRequest.forName(name).range(RANGE).excludedPorts(Set.of(5000, 9999));
	}

	Choice choose(ClaimRequest.Builder request) {
		return choose(request, 1);
	}

	Choice choose(ClaimRequest.Builder request, int instance) {
		RegistryDocument document = RegistryDocument.of(this.registry.getBytes(StandardCharsets.UTF_8));
		Choice choice = new PortChooser(document, this::probe, () -> this.instances, instance, request.build(),
				this.registers)
			.choose();
		if (choice.outcome() != Outcome.LEFT_ALONE && this.probed.get(choice.port()) != Result.UNKNOWN) {
			assertThat(choice.port()).as("the port that is held").isEqualTo(this.lastAvailable);
		}
		return choice;
	}

	private Result probe(int port) {
		this.beforeProbe.accept(port);
		Result result = this.probed.getOrDefault(port, Result.AVAILABLE);
		if (result == Result.AVAILABLE) {
			this.lastAvailable = port;
		}
		return result;
	}

	void probed(int port, Result result) {
		this.probed.put(port, result);
	}

	void busy(int... ports) {
		for (int port : ports) {
			probed(port, Result.IN_USE);
		}
	}

	static PortConflict conflict(int port, String assignedTo) {
		return new PortConflict("orders", port, assignedTo, null, null, null, true);
	}

	static PortConflict notPermitted(int port, String assignedTo) {
		return new PortConflict("orders", port, assignedTo, null, null, null, false);
	}

}
