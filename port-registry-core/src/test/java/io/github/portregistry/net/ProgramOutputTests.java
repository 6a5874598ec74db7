package io.github.portregistry.net;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgramOutput} with real programs.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProgramOutputTests {

	@Test
	void ofWhenProgramPrintsMuchAndFailsReturnsAllOfIt() {
		String script = "i=0; while [ $i -lt 20000 ]; do echo $i; echo error >&2; i=$((i+1)); done; exit 1";
		ProgramOutput output = ProgramOutput.of(List.of("sh", "-c", script));
		assertThat(output.text()).hasLineCount(20000).endsWith("19999\n");
		assertThat(output.isAnswer()).isFalse();
	}

	@Test
	void ofWhenProgramAsksForLanguageGetsNone() {
		assertThat(ProgramOutput.of(List.of("sh", "-c", "echo $LC_ALL"))).isEqualTo(new ProgramOutput("C\n", true));
	}

	@Test
	void ofWhenArgumentHasShellSyntaxPassesItOn() {
		assertThat(ProgramOutput.of(List.of("echo", "$HOME; `id`")).text()).isEqualTo("$HOME; `id`\n");
	}

	@Test
	void isAnswerWhenProgramPrintsNothingIsFalse() {
		assertThat(ProgramOutput.of(List.of("true"))).isEqualTo(new ProgramOutput("", true))
			.satisfies((output) -> assertThat(output.isAnswer()).isFalse());
		assertThat(ProgramOutput.of(List.of("echo", "a")).isAnswer()).isTrue();
	}

	@Test
	void ofWhenProgramIsMissingReturnsNothing(@TempDir Path directory) {
		assertThat(ProgramOutput.of(List.of(directory.resolve("missing").toString()))).isSameAs(ProgramOutput.NONE);
	}

	@Test
	void ofWhenProgramHangsWithItsChildReturnsNothingAndKillsIt() {
		Duration timeout = Duration.ofMillis(300);
		assertThat(ProgramOutput.of(List.of("sh", "-c", "echo a; sleep 55 & exec sleep 56"), timeout))
			.isSameAs(ProgramOutput.NONE);
		Awaitility.await()
			.untilAsserted(() -> assertThat(ProcessHandle.current().children())
				.noneMatch((child) -> child.info().commandLine().orElse("").endsWith("sleep 56")));
	}

	@Test
	void ofWhenInterruptedReturnsNothingAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(ProgramOutput.of(List.of("sleep", "57"))).isSameAs(ProgramOutput.NONE);
		assertThat(Thread.interrupted()).isTrue();
	}

}
