package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RangeExhaustedException;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the port of a derived name in a range that is full: others get it once its
 * process is gone, and never before, whatever the clocks and process ids say.
 */
class LivenessIT {

	private static final PortRange ONE_PORT = new PortRange(21000, 21001);

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private JavaProcess process;

	@BeforeEach
	void setUp() throws IOException {
		this.registry = PortRegistry.open(this.directory.resolve(".ports"), Duration.ofSeconds(30));
		this.registry.register("orders--2", ONE_PORT.start());
		this.process = JavaProcess.start(TortureCommand.PATIENCE, "cat");
	}

	@AfterEach
	void killProcess() {
		this.process.close();
	}

	private Instance instance(long startedAt, long lastSeen) {
		Instance of = Instance.starting("orders--2", ONE_PORT.start(), null, null).ofProcess(this.process.pid(), "cat");
		return new Instance(of.name(), of.service(), of.purpose(), State.UP, of.port(), null, true, null, of.process(),
				null, Map.of(), null, Instant.ofEpochSecond(startedAt), Instant.ofEpochSecond(lastSeen));
	}

	private static Instance withStart(Instance of, String processStart) {
		InstanceProcess process = of.process();
		return new Instance(of.name(), of.service(), of.purpose(), of.state(), of.port(), null, true, null,
				new InstanceProcess(process.pid(), processStart, process.space(), process.host(), process.program(),
						process.directory()),
				null, Map.of(), null, of.startedAt(), of.lastSeen());
	}

	private void assertReserved() {
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> this.registry.claim(ClaimRequest.forName("other").range(ONE_PORT).build()));
		assertThat(this.registry.get("orders--2")).isPresent();
		assertThat(this.registry.get("other")).isEmpty();
	}

	private void assertFree() {
		try (Claim claim = this.registry.claim(ClaimRequest.forName("other").range(ONE_PORT).build())) {
			assertThat(claim.port()).isEqualTo(ONE_PORT.start());
		}
		assertThat(this.registry.get("orders--2")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "4102444800, 4102444800", "4102444800, 0", "0, 4102444800", "-4102444800, 1" })
	void portIsReservedWhileProcessRunsWhateverTheClocksSay(long startedAt, long lastSeen) throws Exception {
		this.registry.record(instance(startedAt, lastSeen));
		assertReserved();
		this.process.signal("STOP");
		assertReserved();
		this.process.kill();
		assertFree();
	}

	@Test
	void portIsReservedWhileItCannotBeToldWhichProcessItIs() throws Exception {
		this.registry.record(withStart(instance(1, 1), null));
		assertReserved();
		this.process.kill();
		assertFree();
	}

	@Test
	void portIsFreeWhenProcessIdIsAnothers() {
		this.registry.record(withStart(instance(1, 1), "1"));
		assertFree();
	}

	@ParameterizedTest
	@CsvSource({ "STARTING", "UP", "STOPPING" })
	void portIsReservedInAllStatesOfLiveProcess(State state) {
		this.registry.record(instance(1, 1).in(state));
		assertReserved();
	}

	@Test
	void portIsGivenToOneOnlyWhenManyWantThatOfKilledProcess() throws Exception {
		this.registry.record(instance(4102444800L, 4102444800L));
		this.process.kill();
		List<JavaProcess> claimants = new ArrayList<>();
		try {
			for (int i = 0; i < Sizes.WRITERS; i++) {
				JavaProcess claimant = TortureCommand
					.of(Claimant.class, this.directory.resolve(".ports"), this.directory.resolve("log-" + i), i, 0, 1,
							ONE_PORT.start(), ONE_PORT.end(), 60)
					.start();
				claimants.add(claimant);
				claimant.expect("ready");
			}
			claimants.forEach((claimant) -> claimant.writeLine("go"));
			int given = 0;
			for (int i = 0; i < claimants.size(); i++) {
				claimants.get(i).awaitSilentEnd();
				given += (ChangeLog.read(this.directory.resolve("log-" + i)).get(0).result() > 0) ? 1 : 0;
			}
			assertThat(given).isOne();
			assertThat(this.registry.list()).hasSize(1);
		}
		finally {
			claimants.forEach(JavaProcess::close);
		}
	}

}
