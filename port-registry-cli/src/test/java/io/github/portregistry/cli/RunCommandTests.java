package io.github.portregistry.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunCommand}.
 */
class RunCommandTests {

	@Test
	void commandThatCannotBeRecordedIsWaitedFor() throws Exception {
		PortRegistry broken = (PortRegistry) Proxy.newProxyInstance(PortRegistry.class.getClassLoader(),
				new Class<?>[] { PortRegistry.class }, (proxy, method, args) -> {
					throw new IllegalStateException("broken");
				});
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Output output = new Output(new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err, true), false,
				false, false);
		Process process = new ProcessBuilder("sh", "-c", "sleep 1; exit 7").start();
		assertThat(RunCommand.await(broken, process, Instance.starting("web", 5020, null, null), output)).isEqualTo(7);
		assertThat(process.isAlive()).isFalse();
		assertThat(err.toString()).isEqualTo(
				"Warning: 'web' runs on, but is not recorded any more:" + " java.lang.IllegalStateException: broken\n");
	}

}
