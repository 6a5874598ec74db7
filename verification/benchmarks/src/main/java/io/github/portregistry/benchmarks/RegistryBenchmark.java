package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.Claim;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures, in a warm JVM, what the registry's operations take, each beside the
 * {@link SystemCalls} that it cannot do without.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RegistryBenchmark {

	private static final String LIMIT = "Limit";

	private static final String BACKUP_LIMIT = "BackupLimit";

	/**
	 * Run the benchmarks and print the ratios.
	 * @param args a regular expression of the benchmarks to run, all by default, and the
	 * numbers of entries
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] args) throws RunnerException {
		OptionsBuilder options = new OptionsBuilder();
		options.include(RegistryBenchmark.class.getSimpleName() + "\\." + ((args.length > 0) ? args[0] : ""));
		options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
		if (args.length > 1) {
			options.param("entries", args[1].split(","));
		}
		print(new Runner(options.build()).run());
	}

	private static void print(Collection<RunResult> results) {
		Map<String, Double> micros = new TreeMap<>();
		for (RunResult result : results) {
			String entries = String.format(Locale.ROOT, " %6s entries", result.getParams().getParam("entries"));
			micros.put(result.getPrimaryResult().getLabel() + entries, result.getPrimaryResult().getScore());
		}
		micros.forEach((title, score) -> {
			Double limit = micros.get(title.replaceFirst(" ", LIMIT + " "));
			if (limit != null) {
				System.out.printf(Locale.ROOT, "%s  %8.1f µs, %5.2f times the limit of %8.1f µs", title, score,
						score / limit, limit);
				Double backup = micros.get(title.replaceFirst(" ", BACKUP_LIMIT + " "));
				System.out.println((backup != null)
						? String.format(Locale.ROOT, "; %5.2f times that with a backup", score / backup) : "");
			}
		});
	}

	/**
	 * Look the port of a name up.
	 * @param file the registry
	 * @return the port
	 */
	@Benchmark
	public Object lookup(RegistryFile file) {
		return file.registry.getPort(file.name);
	}

	/**
	 * Do what a lookup asks of the system.
	 * @param file the registry
	 * @return the content
	 */
	@Benchmark
	public Object lookupLimit(RegistryFile file) throws IOException {
		return file.calls.read();
	}

	/**
	 * Claim a port that is registered, as an app does at each start but the first.
	 * @param file the registry
	 * @return the claim
	 */
	@Benchmark
	public Object keep(RegistryFile file) {
		try (Claim claim = file.registry.claim(file.registered)) {
			return claim;
		}
	}

	/**
	 * Do what such a claim asks of the system.
	 * @param file the registry
	 * @return the content
	 */
	@Benchmark
	public Object keepLimit(RegistryFile file) throws IOException {
		byte[] content = file.calls.read();
		file.calls.probe();
		return content;
	}

	/**
	 * Claim a port that is not registered yet.
	 * @param file the registry
	 * @return the claim
	 */
	@Benchmark
	public Object claim(FreshFile file) {
		try (Claim claim = file.file.registry.claim(file.file.unregistered)) {
			return claim;
		}
	}

	/**
	 * Do what such a claim asks of the system.
	 * @param file the registry
	 * @return the content
	 */
	@Benchmark
	public Object claimLimit(FreshFile file) throws IOException {
		return file.file.calls.claim("newcomer:62000:\n");
	}

	/**
	 * Do what such a claim asks of the system, and what a backup does.
	 * @param file the registry
	 * @return the content
	 */
	@Benchmark
	public Object claimBackupLimit(FreshFile file) throws IOException {
		return file.file.calls.claimWithBackup("newcomer:62000:\n");
	}

	/**
	 * A registry.
	 */
	@State(Scope.Benchmark)
	public static class RegistryFile {

		/** How many assignments there are. */
		@Param({ "10", "1000", "10000", "60000" })
		public int entries;

		byte[] content = {};

		String name = "";

		SystemCalls calls = new SystemCalls(Path.of(""));

		PortRegistry registry = PortRegistry.open();

		ClaimRequest registered = ClaimRequest.forName("any").build();

		ClaimRequest unregistered = this.registered;

		/**
		 * Create the registry.
		 * @throws IOException if that is not possible
		 */
		@Setup
		public void create() throws IOException {
			Path path = Files.createTempDirectory("registry").resolve(".ports");
			this.content = Registries.content(this.entries);
			Files.write(path, this.content);
			this.registry = PortRegistry.open(path);
			this.name = Registries.name(this.entries / 2);
			this.calls = new SystemCalls(path);
			this.registered = ClaimRequest.forName(this.name).build();
			this.unregistered = ClaimRequest.forName("newcomer").range(Registries.UNREGISTERED).build();
		}

	}

	/**
	 * A registry that is as it was at first whenever the benchmark is called.
	 */
	@State(Scope.Benchmark)
	public static class FreshFile {

		RegistryFile file = new RegistryFile();

		/**
		 * Take the registry.
		 * @param file the registry
		 */
		@Setup
		public void create(RegistryFile file) {
			this.file = file;
		}

		/**
		 * Restore the registry.
		 * @throws IOException if that is not possible
		 */
		@Setup(Level.Invocation)
		public void restore() throws IOException {
			Files.write(this.file.registry.getLocation(), this.file.content);
		}

	}

}
