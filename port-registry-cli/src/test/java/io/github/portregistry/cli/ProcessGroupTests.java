package io.github.portregistry.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessGroup}.
 */
@DisabledOnOs(OS.WINDOWS)
class ProcessGroupTests {

	private static final long PID = ProcessHandle.current().pid();

	@ParameterizedTest
	@CsvSource({ "501,501,true", "501,400,false", "501,0,false", "501,-1,false" })
	void isInForegroundIfTheTerminalHasNoOtherGroup(int id, int foreground, boolean expected) {
		assertThat(new ProcessGroup(id, foreground).isInForeground()).isEqualTo(expected);
	}

	@Test
	void isTheSameFromEachSource() throws Exception {
		ProcessGroup group = ProcessGroup.of(PID);
		assertThat(group).isNotNull().isEqualTo(ProcessGroup.askFor(PID));
	}

	@Test
	void isThatOfTheParentUnlessTheProcessLeavesIt() throws Exception {
		Process same = new ProcessBuilder("sleep", "60").start();
		Process other = new ProcessBuilder("setsid", "sh", "-c", "echo; exec sleep 60").start();
		try {
			assertThat(other.getInputStream().read()).isEqualTo('\n');
			assertThat(ProcessGroup.of(same.pid())).isEqualTo(ProcessGroup.of(PID));
			assertThat(ProcessGroup.of(other.pid())).isEqualTo(new ProcessGroup((int) other.pid(), -1));
		}
		finally {
			same.destroyForcibly();
			other.destroyForcibly();
		}
	}

	@Test
	void isNotKnownOfProcessThatIsNot() {
		assertThat(ProcessGroup.of(Integer.MAX_VALUE)).isNull();
	}

}
