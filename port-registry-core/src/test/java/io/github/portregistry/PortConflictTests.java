package io.github.portregistry;

import java.time.Instant;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.Container;
import io.github.portregistry.net.ListeningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortConflict}: how it names who has the port.
 */
class PortConflictTests {

	private static final ListeningProcess PROCESS = new ListeningProcess(4711, "java orders.jar", "/home/dev/orders");

	private static String describe(String assignedTo, ListeningProcess process, Instance instance) {
		return new PortConflict("orders", 5001, assignedTo, process, instance, 5002, true).describe();
	}

	private static Instance instance(String name, State state, long secondsAgo) {
		long start = Instant.now().getEpochSecond() - secondsAgo;
		return InstanceBuilder.of(name).state(state).at(start, start).build();
	}

	@Test
	void describeWhenHolderIsNotKnownSaysSo() {
		assertThat(describe(null, null, null)).isEqualTo("Port 5001 is in use by another process");
		assertThat(describe("orders", null, null)).isEqualTo("Port 5001 of 'orders' is in use by another process");
	}

	@Test
	void describeWhenHolderIsStrangerTellsProcess() {
		String process = "process 4711 (java orders.jar) in /home/dev/orders";
		assertThat(describe(null, PROCESS, null)).isEqualTo("Port 5001 is in use by " + process);
		assertThat(describe("orders", PROCESS, null)).isEqualTo("Port 5001 of 'orders' is in use by " + process);
	}

	@Test
	void describeWhenContainerHasPortTellsIt() {
		ListeningProcess process = new ListeningProcess(0, null, null,
				new Container("shop-db-1", "postgres:16", "shop", "db"));
		String container = "container shop-db-1 (postgres:16), service 'db' of Compose project 'shop'";
		assertThat(describe(null, process, null)).isEqualTo("Port 5001 is in use by " + container);
		assertThat(describe("orders", process, null)).isEqualTo("Port 5001 of 'orders' is in use by " + container);
		assertThat(describe("billing", process, null))
			.isEqualTo("Port 5001 is assigned to 'billing' and in use by " + container);
	}

	@Test
	void describeWhenPortIsAssignedTellsName() {
		assertThat(describe("billing", null, null)).isEqualTo("Port 5001 is assigned to 'billing'");
		assertThat(describe("billing", PROCESS, null)).isEqualTo("Port 5001 is assigned to 'billing' and in use by "
				+ "process 4711 (java orders.jar) in /home/dev/orders");
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, starting", "UP, running", "STOPPING, 'stopping after running'" })
	void describeWhenHolderIsSameAppTellsWhatItDoesAndSinceWhen(State state, String words) {
		assertThat(describe("orders", PROCESS, instance("orders", state, 7200)))
			.isEqualTo("Port 5001 of 'orders' is in use by 'orders', process 4711 (java orders.jar) in "
					+ "/home/dev/orders, " + words + " for 2 h");
	}

	@Test
	void describeWhenHolderIsOtherAppTellsIt() {
		Instance billing = instance("billing", State.UP, 7200);
		assertThat(describe("web", PROCESS, billing)).isEqualTo("Port 5001 is assigned to 'web' and in use by "
				+ "'billing', process 4711 (java orders.jar) in /home/dev/orders, running for 2 h");
		assertThat(describe(null, PROCESS, billing)).isEqualTo("Port 5001 is in use by "
				+ "'billing', process 4711 (java orders.jar) in /home/dev/orders, running for 2 h");
	}

	@Test
	void describeWhenHolderMayBeAppThatCannotBeSeenSaysSo() {
		Instance billing = InstanceBuilder.of("billing").state(State.UNKNOWN).onHost("web-1").build();
		String elsewhere = ", possibly 'billing' on 'web-1', whose processes cannot be seen from here";
		assertThat(describe(null, null, billing)).isEqualTo("Port 5001 is in use by another process" + elsewhere);
		assertThat(describe(null, PROCESS, billing))
			.isEqualTo("Port 5001 is in use by process 4711 (java orders.jar) in /home/dev/orders" + elsewhere);
	}

	@ParameterizedTest
	@CsvSource({ "-1000, 0 s", "90, 1 min", "3599, 59 min", "3600, 1 h", "172700, 47 h", "172800, 2 days",
			"8640000, 100 days" })
	void describeTellsTimeInLargestUnitThatFits(long seconds, String time) {
		assertThat(describe("orders", PROCESS, instance("orders", State.UP, seconds))).endsWith(" running for " + time);
	}

	@Test
	void describeWhenInstanceHasJustStartedTellsSeconds() {
		assertThat(describe("orders", PROCESS, instance("orders", State.UP, 2))).matches(".* running for [0-9]{1,2} s");
	}

	@ParameterizedTest
	@CsvSource({
			"80, , Port 80 cannot be bound by this user (the system reserves ports below 1024 for privileged users)",
			"8080, orders, Port 8080 of 'orders' cannot be bound by this user (the system reserves it)" })
	void describeWhenPortMayNotBeBoundSaysSo(int port, String assignedTo, String description) {
		assertThat(new PortConflict("orders", port, assignedTo, null, null, 5002, false).describe())
			.isEqualTo(description);
	}

	@Test
	void describeWhenNamesHaveControlCharactersReplacesThem() {
		String name = "a\u001b[2J\n";
		assertThat(describe(name, PROCESS, instance(name, State.UP, 7200))).isEqualTo("Port 5001 is assigned to "
				+ "'a?[2J?' and in use by 'a?[2J?', process 4711 (java orders.jar) in /home/dev/orders, running for 2 h");
	}

}
