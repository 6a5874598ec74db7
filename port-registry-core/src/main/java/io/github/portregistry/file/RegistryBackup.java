package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The registry as it was found before the last write: what a program that writes in place
 * destroys is still here. A backup with assignments that somebody else's write has lost
 * is not overwritten but kept as {@code lost-<time>}, the last five of them.
 */
final class RegistryBackup {

	private static final int KEPT = 5;

	private final Path directory;

	RegistryBackup(Path directory) {
		this.directory = directory;
	}

	private Path file() {
		return this.directory.resolve("backup");
	}

	/** Holds the names that our last write removed: they are not lost. */
	private Path removed() {
		return this.directory.resolve("removed");
	}

	/** The length in bytes, 0 if there is no backup. */
	long length() {
		return file().toFile().length();
	}

	/**
	 * Save what a write is about to replace.
	 * @param found the registry as found
	 * @param model the file whose mode the backup gets
	 * @param written the registry as it is going to be written
	 */
	void save(RegistryDocument found, Path model, RegistryDocument written) throws IOException {
		keepIfFuller(found);
		if (found.bytes().length > 0 || length() > 0) {
			replace(file(), found.bytes(), model);
		}
		// Only now: until here the names are those that the old backup has too many.
		Set<String> removed = new HashSet<>(found.names());
		removed.removeAll(written.names());
		if (removed.isEmpty()) {
			Files.deleteIfExists(removed());
		}
		else {
			replace(removed(), String.join("\n", removed).concat("\n").getBytes(StandardCharsets.UTF_8), model);
		}
	}

	private static void replace(Path file, byte[] content, Path model) throws IOException {
		AtomicFile replacement = new AtomicFile(file, file.resolveSibling(file.getFileName() + ".tmp"));
		replacement.write(content, model);
		replacement.commit();
	}

	private void keepIfFuller(RegistryDocument found) throws IOException {
		if (length() == 0) {
			return;
		}
		Set<String> lost = new HashSet<>(RegistryDocument.of(Files.readAllBytes(file())).names());
		lost.removeAll(found.names());
		if (!lost.isEmpty() && Files.exists(removed())) {
			Files.readAllLines(removed()).forEach(lost::remove);
		}
		if (!lost.isEmpty()) {
			String time = Instant.now().toString().replace(':', '-');
			Files.move(file(), this.directory.resolve("lost-" + time), StandardCopyOption.ATOMIC_MOVE);
			prune();
		}
	}

	private void prune() throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.directory, "lost-*")) {
			stream.forEach(files::add);
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		Collections.sort(files);
		for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
			Files.delete(file);
		}
	}

}
