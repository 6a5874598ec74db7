package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.Finding;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * What comes of changes that cannot be put in their place, since the file is mounted as a
 * single file, with backups of a time when the clock was ahead. Runs where it may mount.
 * Prints {@code done}.
 */
public final class MountScenario {

	private static final int BACKUPS = 5;

	private static final PortRange PORTS = new PortRange(21000, 30000);

	private final Path registry;

	private final PortRegistry client;

	private MountScenario(Path directory) {
		this.registry = directory.resolve(".ports");
		this.client = PortRegistry.open(this.registry, Duration.ofSeconds(5));
	}

	/**
	 * Run the scenario.
	 * @param args an empty directory
	 * @throws Exception if something is not as promised
	 */
	public static void main(String[] args) throws Exception {
		new MountScenario(Path.of(args[0])).run();
		System.out.println("done");
	}

	private void run() throws Exception {
		this.client.register("gone", 21000);
		this.client.register("stays", 21001);
		for (int i = 1; i <= BACKUPS; i++) {
			Files.writeString(this.registry.resolveSibling(".ports.d/lost-2099-01-0" + i + "T00-00-00Z"),
					"old-" + i + ":" + (22000 + i) + ":\n");
		}
		byte[] before = Files.readAllBytes(this.registry);
		mount("--bind", this.registry.toString());
		refuse(() -> this.client.unregister("gone"));
		refuse(() -> this.client.register("new", 21002));
		check(this.client.doctor(PORTS)
			.findings()
			.stream()
			.anyMatch((each) -> each.type() == Finding.Type.MOUNTED_FILE), "The doctor does not see why");
		run("umount", this.registry.toString());
		check(Arrays.equals(before, Files.readAllBytes(this.registry)), "A refused change is there");
		check(Files.notExists(this.registry.resolveSibling(".ports.tmp")), "A temporary file is left");
		loseInPlace("stays:21001:\n");
		this.client.register("next", 21003);
		loseInPlace("next:21003:\n");
		for (int port = 21010; port < 21010 + BACKUPS; port++) {
			this.client.register("later", port);
		}
		checkLost("gone");
		checkLost("stays");
	}

	private void mount(String option, String file) throws Exception {
		run("mount", option, file, file);
	}

	private static void refuse(Runnable change) {
		try {
			change.run();
		}
		catch (RegistryAccessException ex) {
			check(String.valueOf(ex.getMessage()).contains("is mounted as a single file"), ex.getMessage());
			return;
		}
		throw new IllegalStateException("Not refused");
	}

	/** As a program that knows no lock writes. */
	private void loseInPlace(String content) throws IOException {
		Files.writeString(this.registry, content);
	}

	private void checkLost(String name) {
		List<Assignment> assignments = this.client.list();
		check(assignments.stream().noneMatch((assignment) -> assignment.name().equals(name)), "Not lost: " + name);
		check(this.client.doctor(PORTS)
			.findings()
			.stream()
			.anyMatch((each) -> each.reason().startsWith("'" + name + "'")), "Not found: " + name);
	}

	private static void run(String... command) throws Exception {
		check(new ProcessBuilder(command).inheritIO().start().waitFor() == 0, String.join(" ", command));
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

}
