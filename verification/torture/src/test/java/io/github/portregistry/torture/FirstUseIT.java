package io.github.portregistry.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that use a registry for the first time at one moment, again and again.
 */
class FirstUseIT {

	private static final int THREADS = 8;

	private static final int ROUNDS = 600;

	@TempDir
	private Path directory;

	@Test
	void firstClaimsOfThreadsAtOneMomentNeverFail() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			for (int round = 0; round < ROUNDS; round++) {
				Path registry = Files.createDirectory(this.directory.resolve("round-" + round)).resolve("ports");
				CyclicBarrier start = new CyclicBarrier(THREADS);
				List<Future<Integer>> claims = new ArrayList<>();
				for (int i = 0; i < THREADS; i++) {
					ClaimRequest request = ClaimRequest.forName("n" + i).range(Sizes.PORTS).build();
					claims.add(executor.submit(() -> {
						start.await();
						try (Claim claim = PortRegistry.open(registry).claim(request)) {
							return claim.port();
						}
					}));
				}
				for (Future<Integer> claim : claims) {
					assertThat(claim.get()).isBetween(Sizes.PORTS.start(), Sizes.PORTS.end());
				}
				assertThat(PortRegistry.open(registry).list()).hasSize(THREADS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		Figures.tell("First use: %d rounds of %d threads, 0 failures", ROUNDS, THREADS);
	}

}
