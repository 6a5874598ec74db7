package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The space of process ids that a process belongs to: its id identifies it only in this
 * space. Each container has its own space, and each start of the system begins a new one.
 * The host name is not suitable: it can change, containers on the same machine have
 * different names, and different machines can have the same name.
 */
final class ProcessSpace {

	private static final Path PROC = Path.of("/proc");

	/** On macOS, the first process starts with the system. */
	private static final long FIRST_PROCESS = 1;

	private static @Nullable String current;

	private ProcessSpace() {
	}

	/**
	 * Return the space of this process. On Linux, it consists of the random identifier of
	 * the boot (see random(4)) and the namespace of process ids (see pid_namespaces(7)).
	 * On other systems, it is the time when the system was started.
	 * @return the space; empty if it is not known
	 */
	static String current() {
		String space = current;
		if (space == null) {
			space = (OperatingSystem.current() == OperatingSystem.LINUX) ? of(PROC)
					: ofStart(ProcessStart.of(FIRST_PROCESS));
			current = space;
		}
		return space;
	}

	static String of(Path proc) {
		String boot = read(proc.resolve("sys/kernel/random/boot_id"));
		String namespace = target(proc.resolve("self/ns/pid"));
		return (boot.isEmpty() && namespace.isEmpty()) ? "" : boot + " " + namespace;
	}

	static String ofStart(@Nullable String start) {
		return (start != null && !start.isEmpty()) ? "started " + start : "";
	}

	private static String read(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
