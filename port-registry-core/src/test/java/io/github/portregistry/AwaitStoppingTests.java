package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a claim while an instance of the same name is stopping.
 */
class AwaitStoppingTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private PortRegistry registry;

	@AutoClose
	private ServerSocket server;

	private int port;

	private final List<Instance> told = new CopyOnWriteArrayList<>();

	@BeforeEach
	void setUp() throws IOException {
		this.server = new ServerSocket(0);
		this.port = this.server.getLocalPort();
		Path path = Files.writeString(this.directory.resolve(".ports"), "orders:" + this.port + ":\n");
		this.registry = PortRegistry.open(path, LONG);
	}

	private InstanceBuilder instance(State state) {
		return InstanceBuilder.of("orders").port(this.port).state(state);
	}

	private Claim claim(Duration timeout) {
		ClaimRequest request = ClaimRequest.forName("orders")
			.range(FreePorts.range(1, PortRange::new))
			.awaitStopping(timeout, this.told::add)
			.build();
		try (Claim claim = this.registry.claim(request)) {
			return claim;
		}
	}

	private void assertMovedAside(Claim claim) {
		assertThat(claim.name()).isEqualTo("orders--2");
		assertThat(claim.outcome()).isEqualTo(Outcome.MOVED_ASIDE);
	}

	@Test
	void claimWhenInstanceIsStoppingWaitsForItsPort() throws Exception {
		Instance stopping = instance(State.STOPPING).build();
		this.registry.record(stopping);
		FutureTask<Claim> claim = new FutureTask<>(() -> claim(LONG));
		Thread claimer = new Thread(claim, "claimer");
		claimer.start();
		await().until(() -> !this.told.isEmpty() && claimer.getState() == Thread.State.TIMED_WAITING);
		assertThat(claim.isDone()).isFalse();
		this.server.close();
		assertThat(Claimed.of(claim.get(60, TimeUnit.SECONDS))).isEqualTo(new Claimed("orders", this.port, Outcome.KEPT,
				null, false, 1, new Assignment("orders", this.port, "")));
		assertThat(this.told).usingRecursiveFieldByFieldElementComparatorIgnoringFields("lastSeen")
			.containsExactly(stopping);
	}

	@Test
	void claimWhenInstanceDoesNotStopInTimeMovesAside() {
		this.registry.record(instance(State.STOPPING).build());
		Claim claim = claim(SHORT);
		assertMovedAside(claim);
		assertThat(claim.conflict().instance()).extracting(Instance::state).isEqualTo(State.STOPPING);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void claimWhenInstanceEndsWithoutReleasingPortMovesAside() throws Exception {
		this.registry.record(instance(State.STOPPING).build());
		FutureTask<Claim> claim = new FutureTask<>(() -> claim(Duration.ofDays(1)));
		new Thread(claim, "claimer").start();
		await().until(() -> !this.told.isEmpty());
		this.registry.record(instance(State.STOPPED).build());
		assertMovedAside(claim.get(60, TimeUnit.SECONDS));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STOPPING")
	void claimWhenInstanceIsNotStoppingDoesNotWait(State state) {
		this.registry.record(instance(state).build());
		assertMovedAside(claim(LONG));
		assertThat(this.told).isEmpty();
	}

	/** As a server does that outlives a restart by DevTools. */
	@ParameterizedTest
	@EnumSource(State.class)
	void claimWhenPortMayBeOpenKeepsItIfThisProcessHasLeftItOpen(State state) {
		ClaimRequest request = ClaimRequest.forName("orders").mayBeOpen().build();
		try (Claim claim = this.registry.claim(request)) {
			assertMovedAside(claim);
		}
		this.registry.record(instance(state).build());
		try (Claim claim = this.registry.claim(request)) {
			assertThat(claim.outcome()).isEqualTo(state.isRunning() ? Outcome.MOVED_ASIDE : Outcome.KEPT);
			assertThat(claim.port() == this.port).isNotEqualTo(state.isRunning());
		}
	}

	@Test
	void claimWhenStrangerHasPortDoesNotWait() {
		assertMovedAside(claim(LONG));
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimWhenOtherInstanceIsStoppingDoesNotWait() {
		this.registry.record(InstanceBuilder.of("billing").port(this.port).state(State.STOPPING).build());
		this.registry.record(instance(State.STOPPING).port(this.port + 1).build());
		assertMovedAside(claim(LONG));
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimWhenStoppingInstanceWasKilledDoesNotWait() {
		this.registry.record(instance(State.STOPPING).killed().build());
		assertMovedAside(claim(LONG));
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimWhenStoppingInstanceCannotBeSeenDoesNotWait() {
		this.registry.record(instance(State.STOPPING).inSpace("container-gone").build());
		Claim claim = claim(LONG);
		assertMovedAside(claim);
		assertThat(claim.conflict().instance().state()).isEqualTo(State.UNKNOWN);
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimInInterruptedThreadDoesNotWait() {
		this.registry.record(instance(State.STOPPING).build());
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> claim(LONG))
				.withMessageContaining("interrupted");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimWhenThereIsNoTimeoutDoesNotWait() {
		this.registry.record(instance(State.STOPPING).build());
		assertMovedAside(claim(Duration.ZERO));
		assertThat(this.told).isEmpty();
	}

	@Test
	void claimWhenStoppingInstanceHasReleasedPortDoesNotWait() throws IOException {
		this.registry.record(instance(State.STOPPING).build());
		this.server.close();
		assertThat(claim(LONG).outcome()).isEqualTo(Outcome.KEPT);
		assertThat(this.told).isEmpty();
	}

}
