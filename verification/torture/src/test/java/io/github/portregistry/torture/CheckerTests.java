package io.github.portregistry.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Checker}: it must see what is wrong, and nothing else.
 */
class CheckerTests {

	private static final String INITIAL = "# first\n\nlegacy:1:\r\n# last\n";

	private static Change register(String name, int port, long start, long end) {
		return new Change(Operation.REGISTER, name, port, start).told(end, Outcome.DONE, port);
	}

	private static Change unregister(String name, int result, long start, long end) {
		return new Change(Operation.UNREGISTER, name, 0, start).told(end, Outcome.DONE, result);
	}

	private static Change claim(String name, int result, long start, long end) {
		return new Change(Operation.CLAIM, name, 0, start).told(end, Outcome.DONE, result);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** The problems of one read, where an underscore stands for the foreign lines. */
	private static List<String> problems(List<Change> changes, long from, long to, String content) {
		Checker checker = new Checker(bytes(INITIAL), changes);
		checker.check(new Snapshot(from, to, bytes(content.replace("_", INITIAL))));
		return checker.problems();
	}

	@ParameterizedTest
	@ValueSource(strings = { "_w1-0:10:torture\n", "# first\n\nw1-0:10:torture\r\nlegacy:1:\r\n# last\n" })
	void checkWhenAcknowledgedLineIsThereFindsNothing(String content) {
		assertThat(problems(List.of(register("w1-0", 10, 5, 6)), 7, 8, content)).isEmpty();
	}

	@Test
	void checkWhenAcknowledgedLineIsMissingFindsIt() {
		assertThat(problems(List.of(register("w1-0", 10, 5, 6)), 7, 8, "_")).singleElement()
			.asString()
			.endsWith("w1-0 on port 0 instead of [10]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "_", "_w1-0:10:torture\n" })
	void checkWhenChangeIsOnItsWayAllowsBoth(String content) {
		List<Change> changes = List.of(register("w1-0", 10, 5, 8));
		assertThat(problems(changes, 6, 7, content)).isEmpty();
		assertThat(problems(changes, 4, 9, content)).isEmpty();
	}

	@Test
	void checkWhenLineIsThereTooEarlyOrTooLateFindsIt() {
		List<Change> changes = List.of(register("w1-0", 10, 5, 6), unregister("w1-0", 10, 9, 10));
		assertThat(problems(changes, 3, 4, "_w1-0:10:torture\n")).hasSize(1);
		assertThat(problems(changes, 11, 12, "_w1-0:10:torture\n")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "_w1-0:10:torture\n", "_w1-0:11:torture\n" })
	void checkWhenProcessWasKilledAllowsBothUntilNextAnswer(String content) {
		List<Change> changes = List.of(register("w1-0", 10, 1, 2), new Change(Operation.REGISTER, "w1-0", 11, 3),
				new Change(Operation.REGISTER, "w1-0", 12, 10).told(11, Outcome.REFUSED, 0),
				unregister("w1-0", 11, 20, 21));
		assertThat(problems(changes, 5, 6, content)).isEmpty();
		assertThat(problems(changes, 15, 16, content)).isEmpty();
		assertThat(problems(changes, 25, 26, content)).hasSize(1);
	}

	@Test
	void checkWhenClaimWasKilledAllowsAnyPortOrNone() {
		List<Change> changes = List.of(new Change(Operation.CLAIM, "w1-0", 0, 1));
		assertThat(problems(changes, 5, 6, "_w1-0:77:torture\n")).isEmpty();
		assertThat(problems(changes, 5, 6, "_")).isEmpty();
	}

	@Test
	void checkWhenChangeFailedAllowsOldPortOnly() {
		List<Change> changes = List.of(register("w1-0", 10, 1, 2),
				new Change(Operation.REGISTER, "w1-0", 11, 3).told(4, Outcome.FAILED, 0));
		assertThat(problems(changes, 5, 6, "_w1-0:10:torture\n")).isEmpty();
		assertThat(problems(changes, 5, 6, "_w1-0:11:torture\n")).hasSize(1);
	}

	@Test
	void checkWhenPortBelongsToTwoNamesFindsIt() {
		List<Change> changes = List.of(register("w1-0", 10, 1, 2), register("w2-0", 10, 1, 2));
		assertThat(problems(changes, 5, 6, "_w1-0:10:torture\nw2-0:10:torture\n")).singleElement()
			.asString()
			.endsWith("port 10 twice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# first\n\nlegacy:1:\r\n# la", "# first\n\nlegacy:1:\r\n",
			"# first\n\nlegacy:1:\r\n# changed\n", "# first\nlegacy:1:\r\n# last\n", "# first\n\nlegacy:1:\n# last\n",
			"# first\n\n# last\nlegacy:1:\r\n", "_w1-0:10\n", "_w1-0:10:torture\nw1-0:11:torture\n",
			"_w1-0:10:torture" })
	void checkWhenFileIsCutOrForeignLinesDifferFindsIt(String content) {
		assertThat(problems(List.of(claim("w1-0", 10, 1, 9)), 5, 6, content)).isNotEmpty();
	}

	@Test
	void checkWhenNameIsOfNobodyFindsIt() {
		assertThat(problems(List.of(), 5, 6, "_w1-0:10:torture\n")).hasSize(1);
	}

	@Test
	void createWhenAnswerDoesNotFitFindsIt() {
		Change first = register("w1-0", 10, 1, 2);
		assertThat(problems(List.of(first, unregister("w1-0", 11, 3, 4)), 5, 6, "_")).hasSize(1);
		assertThat(problems(List.of(first, claim("w1-0", 11, 3, 4)), 5, 6, "_w1-0:11:torture\n")).hasSize(1);
		Change list = new Change(Operation.LIST, "w1-0", 0, 3).told(4, Outcome.DONE, 0);
		assertThat(problems(List.of(first, list), 3, 4, "_w1-0:10:torture\n")).hasSize(1);
	}

}
