package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * What comes of a small disk that is full at each step of a change, and of one that
 * becomes read-only. Runs where it may mount. Prints {@code done} and how many changes
 * failed.
 */
public final class DiskScenario {

	private static final int PAGE = 4096;

	/** More pages than a change needs, for the backup and then for the file. */
	static final int FILLINGS = 20;

	private static final int LINES = 400;

	private static final PortRange PORTS = new PortRange(21000, 30000);

	private final Path directory;

	private final Path registry;

	private final PortRegistry client;

	private int failures;

	private DiskScenario(Path directory) {
		this.directory = directory;
		this.registry = directory.resolve(".ports");
		this.client = PortRegistry.open(this.registry, Duration.ofSeconds(5));
	}

	/**
	 * Run the scenario.
	 * @param args an empty directory, in whose place the disk is mounted
	 * @throws Exception if something is not as promised
	 */
	public static void main(String[] args) throws Exception {
		run("mount", "-t", "tmpfs", "-o", "size=" + 60 * PAGE, "tmpfs", args[0]);
		new DiskScenario(Path.of(args[0])).run();
	}

	private void run() throws Exception {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < LINES; i++) {
			lines.append("app-" + i + ":" + (22000 + i) + ":a description of forty characters or so\n");
		}
		Files.writeString(this.registry, lines);
		this.client.register("first", 21000);
		for (int pages = 0; pages < FILLINGS; pages++) {
			fillAndChange(pages);
		}
		check(this.failures > 10 && this.failures < FILLINGS - 2, this.failures + " failures");
		readOnly();
		System.out.println("done " + this.failures);
	}

	/** Without what the last change left, whose space this one would use again. */
	private void fillAndChange(int pages) throws IOException {
		Files.deleteIfExists(this.directory.resolve(".ports.d/backup"));
		Files.deleteIfExists(this.directory.resolve(".ports.d/replaced"));
		Path ballast = this.directory.resolve("ballast");
		fill(ballast, pages);
		String before = Files.readString(this.registry);
		boolean changed = change("full-" + pages, 23000 + pages, "No space left on device");
		String after = Files.readString(this.registry);
		check(changed || after.equals(before), "Not as it was with " + pages + " pages");
		Files.delete(ballast);
		check(this.client.getPort("next").isPresent() == (pages > 0), "Not there");
		check(this.client.register("next", 24000 + pages).port() == 24000 + pages, "Not moved");
		String expected = before.replaceAll("next:\\d+:\n", "");
		String found = Files.readString(this.registry).replaceAll("(next|full-" + pages + "):\\d+:\n", "");
		check(found.equals(expected), "Other lines after " + pages + " pages");
		check(this.client.doctor(PORTS).findings().isEmpty(), "Findings: " + this.client.doctor(PORTS).findings());
	}

	/** Leaves some pages free. */
	private static void fill(Path ballast, int pages) throws IOException {
		Files.createFile(ballast);
		long free = Files.getFileStore(ballast).getUsableSpace();
		Files.write(ballast, new byte[Math.toIntExact(Math.max(0, free - (long) pages * PAGE))]);
	}

	private boolean change(String name, int port, String reason) {
		try {
			this.client.register(name, port);
			return true;
		}
		catch (RegistryAccessException ex) {
			this.failures++;
			check(String.valueOf(ex.getMessage()).contains(reason), ex.getMessage());
			return false;
		}
	}

	private void readOnly() throws Exception {
		String before = Files.readString(this.registry);
		run("mount", "-o", "remount,ro", this.directory.toString());
		check(!change("read-only", 25000, "Read-only file system"), "Changed a read-only file system");
		check(this.client.get("first").isPresent(), "Not read");
		run("mount", "-o", "remount,rw", this.directory.toString());
		check(Files.readString(this.registry).equals(before), "Changed");
		check(change("writable", 25001, "nothing"), "Not changed");
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
