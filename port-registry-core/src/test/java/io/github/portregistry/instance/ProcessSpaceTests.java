package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.NameStatus;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.processes.RecordedApp;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link ProcessSpace}: with the files of other systems, and with processes
 * that have another host name or other process ids.
 */
class ProcessSpaceTests {

	@TempDir
	private Path directory;

	private Path registry;

	@BeforeEach
	void setUp() {
		this.registry = this.directory.resolve("ports");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void currentNamesBootAndNamespace() throws IOException {
		assertThat(ProcessSpace.current()).contains(
				Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
				Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void ofDiffersByBootAndByNamespace() throws IOException {
		String space = space("b1", "pid:[1]");
		assertThat(space("b1", "pid:[1]")).isEqualTo(space);
		assertThat(space("b2", "pid:[1]")).isNotEqualTo(space);
		assertThat(space("b1", "pid:[2]")).isNotEqualTo(space);
	}

	private String space(String boot, String namespace) throws IOException {
		Path proc = Files.createTempDirectory(this.directory, "proc");
		Files.writeString(Files.createDirectories(proc.resolve("sys/kernel/random")).resolve("boot_id"), boot + "\n");
		Files.createSymbolicLink(Files.createDirectories(proc.resolve("self/ns")).resolve("pid"), Path.of(namespace));
		return ProcessSpace.of(proc);
	}

	@Test
	void ofSystemThatDoesNotTellIsEmpty() {
		assertThat(ProcessSpace.of(this.directory)).isEmpty();
		assertThat(ProcessSpace.ofStart(null)).isEmpty();
		assertThat(ProcessSpace.ofStart("")).isEmpty();
	}

	@Test
	void ofStartDiffersByStart() {
		assertThat(ProcessSpace.ofStart("1")).isNotEmpty().isNotEqualTo(ProcessSpace.ofStart("2"));
	}

	private JavaProcess start(List<String> launcher) throws Exception {
		assumeThat(canRun(launcher)).isTrue();
		JavaProcess app = JavaCommand.of(RecordedApp.class).by(launcher).arguments(this.registry, "orders").start();
		app.readLine();
		return app;
	}

	private static boolean canRun(List<String> launcher) throws Exception {
		List<String> command = new ArrayList<>(launcher);
		command.add("true");
		try {
			return new ProcessBuilder(command).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private List<Instance> instances() {
		return PortRegistry.open(this.registry).instances();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void processWithOtherHostNameIsOfThisMachine() throws Exception {
		try (JavaProcess app = start(List.of("unshare", "--uts", "sh", "-c", "hostname dhcp-17; exec \"$@\"", "sh"))) {
			assertThat(instances()).singleElement().satisfies((instance) -> {
				assertThat(instance.host()).isEqualTo("dhcp-17");
				assertThat(instance.state()).isEqualTo(State.UP);
				assertThat(instance.isAlive()).isTrue();
			});
			app.kill();
			assertThat(instances()).extracting(Instance::state).containsExactly(State.STOPPED);
		}
	}

	/** The process in it has the id 1, as in each other container. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void processesOfTwoContainersThatShareARegistryAreBothThere() throws Exception {
		List<String> container = List.of("unshare", "--fork", "--pid", "--mount-proc", "--kill-child");
		try (JavaProcess one = start(container); JavaProcess other = start(container)) {
			assertThat(one.isAlive()).isEqualTo(other.isAlive());
			assertThat(instances()).hasSize(2).allSatisfy((instance) -> {
				assertThat(instance.pid()).isEqualTo(1);
				assertThat(instance.state()).isEqualTo(State.UNKNOWN);
				assertThat(instance.isAlive()).isFalse();
			});
			PortRegistry registry = PortRegistry.open(this.registry);
			registry.register("orders", instances().get(0).port());
			assertThat(registry.services()).allSatisfy((service) -> assertThat(service.instances()).isEmpty());
			assertThat(registry.status("orders")).get()
				.extracting(NameStatus::state)
				.isEqualTo(NameStatus.State.UNKNOWN);
			registry.record(Instance.starting("orders", 5001, null, null).in(State.STOPPED, Instant.now()));
			assertThat(instances()).hasSize(3);
		}
	}

}
