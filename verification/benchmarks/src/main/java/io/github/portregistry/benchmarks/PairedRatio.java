package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares the times of two things that are done in pairs, in random order within each,
 * so that a machine that is slower for a while is so for both.
 *
 * @param ratio the geometric mean of the ratios
 * @param low the lower end of the 95 % interval of the mean, by resampling
 * @param high the upper end of the interval
 * @param base the median time of the base, in milliseconds
 */
record PairedRatio(double ratio, double low, double high, double base) {

	private static final int RESAMPLES = 10_000;

	static PairedRatio measure(int pairs, int warmUps, Timed base, Timed other) throws IOException {
		Random random = new Random(pairs);
		double[] logs = new double[pairs];
		double[] bases = new double[pairs];
		for (int i = -warmUps; i < pairs; i++) {
			boolean baseFirst = random.nextBoolean();
			double first = (baseFirst ? base : other).millis();
			double second = (baseFirst ? other : base).millis();
			if (i >= 0) {
				bases[i] = baseFirst ? first : second;
				logs[i] = Math.log((baseFirst ? second : first) / bases[i]);
			}
		}
		double[] means = IntStream.range(0, RESAMPLES)
			.mapToDouble((i) -> mean(resample(logs, random)))
			.sorted()
			.toArray();
		Arrays.sort(bases);
		return new PairedRatio(Math.exp(mean(logs)), Math.exp(means[RESAMPLES / 40]),
				Math.exp(means[RESAMPLES - RESAMPLES / 40]), bases[pairs / 2]);
	}

	private static double[] resample(double[] values, Random random) {
		return random.ints(values.length, 0, values.length).mapToDouble((i) -> values[i]).toArray();
	}

	private static double mean(double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.4f, 95 %% interval %.4f to %.4f; median of the base %.0f ms", this.ratio,
				this.low, this.high, this.base);
	}

	/**
	 * Something that takes time.
	 */
	interface Timed {

		/**
		 * Do it.
		 * @return how long it took
		 */
		double millis() throws IOException;

	}

}
