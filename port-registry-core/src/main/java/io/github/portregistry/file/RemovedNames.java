package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that our last change removed and, as long as there are backups with lost
 * assignments, the names that earlier changes removed. They are in a backup and not in
 * the registry, but they are not lost.
 */
final class RemovedNames {

	private final Path file;

	RemovedNames(Path file) {
		this.file = file;
	}

	/**
	 * Read the names.
	 * @return the names, in a set that the caller may change
	 */
	Set<String> read() throws IOException {
		Set<String> names = new HashSet<>();
		// There usually is no file. An exception would take longer than this call.
		byte[] content = this.file.toFile().exists() ? BoundedFile.read(this.file) : null;
		if (content != null) {
			new String(content, StandardCharsets.UTF_8).lines().forEach(names::add);
		}
		return names;
	}

	/**
	 * Write the names.
	 * @param names the names
	 * @param mode the mode of the file
	 */
	void write(Set<String> names, FileMode mode) throws IOException {
		if (names.isEmpty()) {
			FileChanges.deleteIfExists(this.file);
			return;
		}
		AtomicFile.replace(this.file, String.join("\n", names).concat("\n").getBytes(StandardCharsets.UTF_8), mode);
	}

}
