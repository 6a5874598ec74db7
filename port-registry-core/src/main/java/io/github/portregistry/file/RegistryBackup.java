package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The registry as it was found before the last write: what a program that writes in place
 * destroys is still here. To save it does not wait for the disk: after a crash of the
 * system the registry itself is there. A backup with assignments that somebody else's
 * write has lost is not overwritten but kept as {@code lost-<time>}, the last five of
 * them.
 */
final class RegistryBackup {

	private static final int KEPT = 5;

	private static final byte[] NOTHING = {};

	private final Path directory;

	RegistryBackup(Path directory) {
		this.directory = directory;
	}

	private Path file() {
		return this.directory.resolve("backup");
	}

	/**
	 * Holds the names that our last write removed, or an earlier one as long as there are
	 * lost backups: they are not lost.
	 */
	private Path removed() {
		return this.directory.resolve("removed");
	}

	/**
	 * The file that our last write replaced, by another name: a program that was about to
	 * write in place had it open, and its write would be nowhere else.
	 */
	private Path replaced() {
		return this.directory.resolve("replaced");
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
		RegistryDocument backup = (length() > 0) ? read(file()) : RegistryDocument.of(NOTHING);
		keepIfWrittenLate(found, backup);
		if (isFuller(backup, found)) {
			keepAsLost(file());
		}
		if (found.bytes().length > 0 || length() > 0) {
			replace(file(), found.bytes(), model, false);
		}
		// Only now: until here the names are those that the old backup has too many.
		Set<String> before = readRemoved();
		Set<String> removed = new HashSet<>(before);
		if (!before.isEmpty() && lostFiles().isEmpty()) {
			removed.clear();
		}
		if (!removed.isEmpty()) {
			removed.removeAll(written.names());
		}
		removed.addAll(found.namesMissingIn(written));
		if (removed.isEmpty()) {
			Files.deleteIfExists(removed());
		}
		else if (!removed.equals(before)) {
			replace(removed(), String.join("\n", removed).concat("\n").getBytes(StandardCharsets.UTF_8), model, false);
		}
	}

	/**
	 * Keep a copy that is not replaced.
	 * @param name the name of the copy
	 * @param content the registry as found
	 * @param model the file whose mode the copy gets
	 */
	void keep(String name, byte[] content, Path model) throws IOException {
		replace(this.directory.resolve(name), content, model, true);
	}

	/**
	 * Keep a file that is about to be replaced in reach.
	 * @param file the registry
	 */
	void link(Path file) throws IOException {
		Files.deleteIfExists(replaced());
		try {
			Files.createLink(replaced(), file);
		}
		catch (UnsupportedOperationException | IOException ex) {
			// There is no file, or the file system has no such links.
		}
	}

	/**
	 * Find the assignments that backups have and a registry has not, neither as a comment
	 * nor because a write removed them.
	 * @param found the registry
	 * @return the lost assignments, one for each name
	 */
	List<LostAssignment> findLost(RegistryDocument found) throws IOException {
		// First what was removed: only then is it as new as the backup or newer.
		Set<String> known = readRemoved();
		known.addAll(found.names());
		found.lines()
			.stream()
			.filter(RegistryLine::isCommentedAssignment)
			.forEach((line) -> known.add(line.nameInComment()));
		List<Path> sources = lostFiles();
		sources.add(replaced());
		sources.add(file());
		Collections.reverse(sources);
		List<LostAssignment> lost = new ArrayList<>();
		for (Path source : sources) {
			RegistryDocument document = readIfPossible(source);
			for (RegistryLine line : document.assignments()) {
				if (known.add(line.name())) {
					lost.add(new LostAssignment(source, document, line));
				}
			}
		}
		return lost;
	}

	private static RegistryDocument read(Path file) throws IOException {
		byte[] content = BoundedFile.read(file);
		return RegistryDocument.of((content != null) ? content : NOTHING);
	}

	private static RegistryDocument readIfPossible(Path file) {
		try {
			return read(file);
		}
		catch (IOException ex) {
			return RegistryDocument.of(NOTHING);
		}
	}

	private Set<String> readRemoved() throws IOException {
		Set<String> names = new HashSet<>();
		byte[] content = BoundedFile.read(removed());
		if (content != null) {
			new String(content, StandardCharsets.UTF_8).lines().forEach(names::add);
		}
		return names;
	}

	private static void replace(Path file, byte[] content, Path model, boolean durable) throws IOException {
		Path temporaryFile = file.resolveSibling(file.getFileName() + ".tmp");
		try (AtomicFile replacement = new AtomicFile(file, temporaryFile, durable)) {
			replacement.write(content, model);
			replacement.commit();
		}
	}

	/** Whether the backup has assignments that a registry has lost. */
	boolean hasLost(RegistryDocument found) {
		try {
			return isFuller(readIfPossible(file()), found);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The names that our last write removed do not count. */
	private boolean isFuller(RegistryDocument backup, RegistryDocument found) throws IOException {
		Set<String> lost = backup.namesMissingIn(found);
		if (!lost.isEmpty()) {
			lost.removeAll(readRemoved());
		}
		return !lost.isEmpty();
	}

	/** To be called while the backup still is what was replaced. */
	private void keepIfWrittenLate(RegistryDocument found, RegistryDocument backup) throws IOException {
		byte[] replaced = BoundedFile.read(replaced());
		if (replaced != null && !Arrays.equals(replaced, backup.bytes())) {
			byte[] late = SettledRead.of(new RegistryLocation(replaced()));
			Set<String> lost = RegistryFile.document(late).namesMissingIn(backup);
			lost.removeAll(found.names());
			lost.removeAll(readRemoved());
			if (!lost.isEmpty()) {
				keepAsLost(replaced());
			}
		}
		Files.deleteIfExists(replaced());
	}

	private void keepAsLost(Path file) throws IOException {
		String time = Instant.now().toString().replace(':', '-');
		Files.move(file, this.directory.resolve("lost-" + time), StandardCopyOption.ATOMIC_MOVE);
		prune();
	}

	private void prune() throws IOException {
		List<Path> files = lostFiles();
		for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
			Files.delete(file);
		}
	}

	/** The oldest first. */
	private List<Path> lostFiles() throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.directory, "lost-*")) {
			for (Path file : stream) {
				if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
					files.add(file);
				}
			}
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			// There is no backup at all.
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		Collections.sort(files);
		return files;
	}

}
