package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegistryDocument}: what holds for every content of a file, shown on
 * random ones, and on all that have ever failed. The system property {@code fuzz.inputs}
 * sets how many there are of the random ones.
 */
class DocumentFuzzTests {

	private static final int SERIES = 5;

	private static final Long INPUTS = Long.getLong("fuzz.inputs");

	private static final long DEFAULT_INPUTS = 100_000;

	/** Edits of one content take as long as reading a hundred. */
	private static final int EDIT_EACH = 100;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, SERIES })
	void readingIsPlainAndEditsChangeNothingElse(long series) {
		Random random = new Random(series);
		long inputs = ((INPUTS != null) ? INPUTS : DEFAULT_INPUTS) / SERIES;
		long withAssignments = 0;
		for (long i = 0; i < inputs; i++) {
			byte[] content = DocumentGenerator.next(random);
			try {
				withAssignments += DocumentChecks.readingIsPlain(content) ? 1 : 0;
				if (i % EDIT_EACH == 0) {
					DocumentChecks.editsChangeNothingElse(content, random);
				}
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("Input " + i + " of series " + series + ", for the corpus: " + escape(content),
						ex);
			}
		}
		assertThat(withAssignments).isGreaterThan(inputs / 2);
		if (INPUTS != null) {
			System.out.println("Series " + series + ": " + inputs + " inputs, " + withAssignments
					+ " of them with assignments, no difference; " + (inputs + EDIT_EACH - 1) / EDIT_EACH
					+ " of them edited");
		}
	}

	@Test
	void corpusIsReadPlainlyAndEditsChangeNothingElse() throws IOException {
		try (DirectoryStream<Path> corpus = Files.newDirectoryStream(Path.of("src/test/resources/corpus/documents"))) {
			for (Path file : corpus) {
				byte[] content = Files.readAllBytes(file);
				for (long series = 1; series <= SERIES; series++) {
					DocumentChecks.readingIsPlain(content);
					DocumentChecks.editsChangeNothingElse(content, new Random(series));
				}
			}
		}
	}

	private static String escape(byte[] content) {
		StringBuilder escaped = new StringBuilder();
		for (char ch : new String(content, StandardCharsets.ISO_8859_1).toCharArray()) {
			escaped.append((ch > ' ' && ch < 0x7f) ? String.valueOf(ch) : String.format("\\x%02x", (int) ch));
		}
		return escaped.toString();
	}

}
