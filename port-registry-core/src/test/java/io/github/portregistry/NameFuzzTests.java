package io.github.portregistry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AssignmentNames}, and for what a registry refuses, on random texts.
 */
class NameFuzzTests {

	private static final int NAMES = HostileText.inputs(500);

	private static final String CONTENT = "# mine\na:5001\n";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void namesAreValidOrRefused(long series) throws Exception {
		Path file = Files.writeString(this.directory.resolve("ports"), CONTENT);
		PortRegistry registry = PortRegistry.open(file);
		Random random = new Random(series);
		for (int i = 0; i < NAMES; i++) {
			String text = HostileText.next(random);
			String other = HostileText.next(random);
			String input = "Text " + i + " of series " + series + ": " + text + " and " + other;
			AssignmentNames.from(text)
				.ifPresent((name) -> assertThat(name).as(input)
					.matches(AssignmentNames::isValid)
					.doesNotContain("--")
					.satisfies((same) -> assertThat(AssignmentNames.from(same)).hasValue(same)));
			if (AssignmentNames.isValid(text)) {
				derivedNamesAreValid(text, other, input, 1 + random.nextInt(5000));
			}
			else {
				assertThatExceptionOfType(InvalidNameException.class).as(input)
					.isThrownBy(() -> registry.register(text, 5002, other))
					.satisfies((ex) -> assertThat(ex.getMessage()).isEqualTo(PrintableText.of(ex.getMessage())));
			}
		}
		assertThat(file).hasContent(CONTENT);
	}

	private static void derivedNamesAreValid(String name, String other, String input, int number) {
		assertThat(AssignmentNames.ofWorktree(name, other)).as(input)
			.matches(AssignmentNames::isValid)
			.matches(AssignmentNames::isDerived);
		String instance = AssignmentNames.ofInstance(name, number + 1);
		assertThat(instance).as(input).matches(AssignmentNames::isValid).matches(AssignmentNames::isOfInstance);
		assertThat(AssignmentNames.underived(instance)).as(input).doesNotContain("--");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void descriptionsAreOneLineOfTheirName(long series) throws Exception {
		Path file = Files.writeString(this.directory.resolve("ports"), CONTENT);
		PortRegistry registry = PortRegistry.open(file);
		Random random = new Random(series);
		for (int i = 0; i < HostileText.inputs(20); i++) {
			String description = HostileText.next(random);
			registry.register("a", 5001, description);
			assertThat(registry.list()).as(description).extracting(Assignment::name).containsExactly("a");
			assertThat(Files.readAllLines(file)).as(description).hasSize(2).first().isEqualTo("# mine");
		}
	}

}
