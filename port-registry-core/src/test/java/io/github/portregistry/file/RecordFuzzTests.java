package io.github.portregistry.file;

import java.time.Instant;
import java.util.Map;
import java.util.Random;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceFormat} on random values and damaged texts.
 */
class RecordFuzzTests {

	private static final int RECORDS = HostileText.inputs(500);

	private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void readGivesWhatWasWrittenInPrintableCharacters(long series) {
		Random random = new Random(series);
		for (int i = 0; i < RECORDS; i++) {
			String text = HostileText.next(random);
			assertThat(InstanceFormat.read(InstanceFormat.write(instance(text, text)))).as(text)
				.isEqualTo(instance(PrintableText.of(text), text));
		}
	}

	private static Instance instance(String text, String worktree) {
		return new Instance("orders", text, text, State.UP, 5001, 8080, true, text,
				new InstanceProcess(4711, text, text, text, text, text), null, Map.of(),
				new Checkout(worktree, worktree, text, text, null), START, START);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void readWhenTextIsDamagedGivesHarmlessInstanceOrNone(long series) {
		Random random = new Random(series);
		int found = 0;
		for (int i = 0; i < RECORDS; i++) {
			String text = damaged(InstanceFormat.write(instance("x", "y").at("http://localhost:5001/")), random);
			Instance instance = InstanceFormat.read(text);
			if (instance != null) {
				assertHarmless(instance, "Record " + i + " of series " + series + ": " + text);
				found++;
			}
		}
		assertThat(found).isBetween(RECORDS / 10, RECORDS * 9 / 10);
	}

	/** A part of the text replaced by what does not belong there, or a few of them. */
	private static String damaged(String text, Random random) {
		StringBuilder damaged = new StringBuilder(text);
		for (int i = random.nextInt(3); i >= 0; i--) {
			int start = random.nextInt(damaged.length() + 1);
			damaged.replace(start, Math.min(damaged.length(), start + random.nextInt(4)), HostileText.next(random));
		}
		return damaged.toString();
	}

	private static void assertHarmless(Instance instance, String input) {
		assertThat(instance.port()).as(input).isBetween(1, 65535);
		assertThat(instance.pid()).as(input).isPositive();
		assertThat(instance.name()).as(input).isNotEmpty();
		if (instance.preferredPort() != null) {
			assertThat(instance.preferredPort()).as(input).isBetween(1, 65535);
		}
		if (instance.url() != null) {
			assertThat(instance.url()).as(input).matches("https?://[^\\s\"<>{}?]+(\\?[^\\s\"<>{}]*)?");
		}
		for (String value : new String[] { instance.name(), instance.service(), instance.purpose(), instance.host(),
				instance.process().start(), instance.process().space(), instance.program(), instance.directory(),
				instance.url() }) {
			assertThat(PrintableText.of(String.valueOf(value))).as(input).isEqualTo(String.valueOf(value));
		}
	}

}
