package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what is found against lists made by hand, in files of the shapes that public
 * projects of several services have. {@code docs/audit.md} names the projects.
 */
class EvaluationTests {

	private static final Path PROJECTS = Path.of("src/test/resources/audit");

	private static final String LIST = "expected.txt";

	@TempDir
	private Path directory;

	@Test
	void mostOfWhatIsFoundIsRightAndMostOfWhatIsRightIsFound() throws IOException {
		Map<String, Score> scores = new TreeMap<>();
		try (Stream<Path> projects = Files.list(PROJECTS)) {
			for (Path project : projects.toList()) {
				scores.put(project.getFileName().toString(), score(project));
			}
		}
		Score sum = scores.values().stream().reduce(new Score(0, List.of(), List.of(), 0), Score::plus);
		scores.forEach((name, score) -> System.out.println(name + ": " + score));
		System.out.println("Precision " + sum.precision() + ", recall " + sum.recall() + ": " + sum);
		assertThat(scores).hasSizeGreaterThanOrEqualTo(10);
		assertThat(sum.precision()).as(sum.toString()).isGreaterThanOrEqualTo(0.9);
		assertThat(sum.recall()).as(sum.toString()).isGreaterThanOrEqualTo(0.8);
	}

	private Score score(Path project) throws IOException {
		List<String> right = new ArrayList<>();
		int others = 0;
		for (String line : Files.readAllLines(project.resolve(LIST))) {
			if (line.startsWith("+ ")) {
				right.add(line.substring(2));
			}
			else if (line.startsWith("- ")) {
				others++;
			}
		}
		List<String> missed = new ArrayList<>(right);
		List<String> wrong = new ArrayList<>();
		for (AuditFinding finding : PortAudit.of(copy(project), Map.of()).findings()) {
			String found = finding.file() + ":" + finding.line() + ":" + finding.port();
			if (!missed.remove(found)) {
				wrong.add(found);
			}
		}
		return new Score(right.size() - missed.size(), wrong, missed, others);
	}

	/** Elsewhere, it is in no repository. */
	private Path copy(Path project) throws IOException {
		Path copy = this.directory.toRealPath().resolve(project.getFileName());
		try (Stream<Path> files = Files.walk(project)) {
			for (Path file : files.toList()) {
				Files.copy(file, copy.resolve(project.relativize(file)));
			}
		}
		return copy;
	}

	/**
	 * How well a project is read.
	 *
	 * @param found how many ports are found
	 * @param wrong what is found and should not be
	 * @param missed what should be found
	 * @param others how many other numbers there are
	 */
	private record Score(int found, List<String> wrong, List<String> missed, int others) {

		Score plus(Score other) {
			return new Score(this.found + other.found, concat(this.wrong, other.wrong),
					concat(this.missed, other.missed), this.others + other.others);
		}

		private static List<String> concat(List<String> first, List<String> second) {
			return Stream.concat(first.stream(), second.stream()).toList();
		}

		double precision() {
			return (double) this.found / (this.found + this.wrong.size());
		}

		double recall() {
			return (double) this.found / (this.found + this.missed.size());
		}

	}

}
