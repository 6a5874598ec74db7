package io.github.portregistry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for claims of one name at one moment, and for what a conflict of one of several
 * claims says.
 */
class SimultaneousClaimTests {

	private static final int THREADS = 4;

	private static final int ROUNDS = 100;

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	private final PortRange range = FreePorts.range(4, PortRange::new);

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	@BeforeEach
	void setUp() {
		this.path = this.directory.resolve("ports");
		this.registry = PortRegistry.open(this.path, Duration.ofSeconds(30));
	}

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	private ClaimRequest request(String name) {
		return ClaimRequest.forName(name).range(this.range).build();
	}

	/** As one that only wants the number does. */
	private Claimed claim(String name) {
		return Claimed.of(this.registry.claim(request(name)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void claimsThatOnlyWantTheNumberDoNotDisturbEachOther(boolean registered) throws Exception {
		if (registered) {
			Files.writeString(this.path, "orders:" + this.range.start() + ":\n");
		}
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<List<Claimed>>> claims = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			claims.add(this.executor.submit(() -> {
				List<Claimed> claimed = new ArrayList<>();
				for (int round = 0; round < ROUNDS; round++) {
					start.await();
					claimed.add(claim("orders"));
				}
				return claimed;
			}));
		}
		for (Future<List<Claimed>> each : claims) {
			assertThat(each.get()).extracting(Claimed::port).hasSize(ROUNDS).containsOnly(this.range.start());
		}
		assertThat(this.registry.list()).containsExactly(new Assignment("orders", this.range.start(), ""));
	}

	@Test
	void claimWhileAnotherOneIsHeldMovesAside() {
		try (Claim first = this.registry.claim(request("orders"));
				Claim second = this.registry.claim(request("orders"))) {
			assertThat(first.outcome()).isEqualTo(Outcome.REGISTERED_IN_RANGE);
			assertThat(second.outcome()).isEqualTo(Outcome.MOVED_ASIDE);
			assertThat(second.name()).isEqualTo("orders--2");
		}
	}

	@Test
	void conflictOfALaterClaimOffersAPortOfItsOwnRange() throws IOException {
		PortRange other = FreePorts.range(3, PortRange::new);
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			ClaimRequest grpc = ClaimRequest.forName("orders--grpc")
				.preferredPort(server.getLocalPort())
				.range(other)
				.onConflict(ConflictPolicy.FAIL)
				.build();
			PortConflictException ex = catchThrowableOfType(PortConflictException.class,
					() -> this.registry.claim(List.of(request("orders"), grpc)));
			assertThat(ex.getConflict().name()).isEqualTo("orders--grpc");
			assertThat(ex.getConflict().alternative()).isEqualTo(other.start());
			assertThat(this.registry.list()).isEmpty();
		}
	}

	@Test
	void preferredPortCountsMoreThanDefaultPortWhicheverIsSetLast() {
		int preferred = this.range.start() + 1;
		ClaimRequest.Builder request = ClaimRequest.forName("orders").range(this.range);
		assertThat(Claimed.of(this.registry.claim(request.preferredPort(preferred).defaultPort(preferred + 1).build())))
			.returns(preferred, Claimed::port);
	}

}
