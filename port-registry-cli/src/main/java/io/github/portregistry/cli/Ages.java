package io.github.portregistry.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as people tell them: how long ago.
 */
final class Ages {

	private Ages() {
	}

	/**
	 * Describe a time.
	 * @param time the time
	 * @return for example {@code 3 min ago}
	 */
	static String describe(Instant time) {
		Duration age = Duration.between(time, Instant.now());
		if (age.toMinutes() < 1) {
			return Math.max(0, age.toSeconds()) + " s ago";
		}
		if (age.toHours() < 1) {
			return age.toMinutes() + " min ago";
		}
		return (age.toDays() < 2) ? age.toHours() + " h ago" : age.toDays() + " days ago";
	}

}
