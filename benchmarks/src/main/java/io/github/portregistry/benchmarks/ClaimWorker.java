package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;

/**
 * A process that claims a port and gives it up, time and again, and says how often it did
 * and how long a claim took at most.
 */
public final class ClaimWorker {

	/** What the process prints before it waits for a line of input. */
	static final String READY = "ready";

	private ClaimWorker() {
	}

	/**
	 * Claim.
	 * @param args the registry, the name, for how many milliseconds to go on, and whether
	 * to ask the system only
	 * @throws IOException if a system call fails
	 */
	public static void main(String[] args) throws IOException {
		Path registry = Path.of(args[0]);
		long duration = Long.parseLong(args[2]) * 1_000_000;
		boolean callsOnly = Boolean.parseBoolean(args[3]);
		System.out.println(READY);
		if (System.in.read() < 0) {
			return;
		}
		Claims claims = callsOnly ? systemCalls(registry) : registry(registry, args[1]);
		long start = System.nanoTime();
		long worst = 0;
		int count = 0;
		do {
			long before = System.nanoTime();
			claims.claim();
			worst = Math.max(worst, System.nanoTime() - before);
			claims.giveUp();
			count++;
		}
		while (System.nanoTime() - start < duration);
		System.out.println(String.format(Locale.ROOT, "%d %d %d", count, System.nanoTime() - start, worst));
	}

	private static Claims registry(Path path, String name) {
		PortRegistry registry = PortRegistry.open(path);
		ClaimRequest request = ClaimRequest.forName(name).range(Registries.UNREGISTERED).build();
		return new Claims() {

			@Override
			public void claim() {
				registry.claim(request);
			}

			@Override
			public void giveUp() {
				registry.unregister(name);
			}

		};
	}

	private static Claims systemCalls(Path path) {
		SystemCalls calls = new SystemCalls(path, Registries.UNREGISTERED.start());
		return new Claims() {

			@Override
			public void claim() throws IOException {
				calls.change(calls::probe);
			}

			@Override
			public void giveUp() throws IOException {
				calls.change(SystemCalls.NOTHING);
			}

		};
	}

	/**
	 * What the process does.
	 */
	private interface Claims {

		void claim() throws IOException;

		void giveUp() throws IOException;

	}

}
