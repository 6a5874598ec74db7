package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;

/**
 * A process that claims ports, each for another name, and says how many it claimed and
 * how long a claim took at most.
 */
public final class ClaimWorker {

	/** What the process prints before it waits for a line of input. */
	static final String READY = "ready";

	private static final int WARM_UPS = 50;

	private ClaimWorker() {
	}

	/**
	 * Claim.
	 * @param args the registry, the name, for how many milliseconds to go on, the
	 * {@link Way} to claim, and whether to claim in another registry first, so that the
	 * JVM is warm
	 * @throws IOException if a system call fails
	 */
	public static void main(String[] args) throws IOException {
		Path registry = Path.of(args[0]);
		long duration = Long.parseLong(args[2]) * 1_000_000;
		Way way = Way.valueOf(args[3]);
		if (Boolean.parseBoolean(args[4])) {
			warmUp(args[1], way);
		}
		System.out.println(READY);
		if (System.in.read() < 0) {
			return;
		}
		Claims claims = claims(way, registry, args[1]);
		long start = System.nanoTime();
		long worst = 0;
		int count = 0;
		do {
			long before = System.nanoTime();
			claims.claim(count);
			worst = Math.max(worst, System.nanoTime() - before);
			count++;
		}
		while (System.nanoTime() - start < duration);
		System.out.println(String.format(Locale.ROOT, "%d %d %d", count, System.nanoTime() - start, worst));
	}

	private static void warmUp(String name, Way way) throws IOException {
		Path registry = Files.createTempDirectory("warm").resolve(".ports");
		Claims claims = claims(way, registry, name);
		Files.write(registry, Registries.content(100));
		for (int i = 0; i < WARM_UPS; i++) {
			claims.claim(i);
		}
	}

	private static Claims claims(Way way, Path path, String name) {
		if (way == Way.REGISTRY) {
			PortRegistry registry = PortRegistry.open(path);
			return (number) -> registry
				.claim(ClaimRequest.forName(name + "-" + number).range(Registries.UNREGISTERED).build())
				.close();
		}
		SystemCalls calls = new SystemCalls(path);
		return (way == Way.CALLS) ? (number) -> calls.claim(line(name, number))
				: (number) -> calls.claimWithBackup(line(name, number));
	}

	private static String line(String name, int number) {
		return name + "-" + number + ":" + number + ":\n";
	}

	/**
	 * How the process claims.
	 */
	enum Way {

		/** In a registry. */
		REGISTRY,

		/** What a claim asks of the system. */
		CALLS,

		/** What a claim and its backup ask of the system. */
		CALLS_WITH_BACKUP

	}

	/**
	 * What the process does.
	 */
	private interface Claims {

		void claim(int number) throws IOException;

	}

}
