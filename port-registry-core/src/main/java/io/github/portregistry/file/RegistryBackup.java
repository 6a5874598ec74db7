package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The registry as it was found before the last change, and the file itself that this
 * change replaced: what a program that writes in place destroys is still there. The
 * backup is not written to the disk at once: after a crash of the system the registry
 * itself is there. A backup with assignments that somebody else's write has lost is not
 * overwritten but {@linkplain LostFiles kept}.
 */
final class RegistryBackup {

	private final Path file;

	/**
	 * The file that our last change replaced, by another name: a program that was about
	 * to write in place had it open, and its write would be nowhere else.
	 */
	private final Path replaced;

	private final LostFiles lostFiles;

	private final RemovedNames removedNames;

	RegistryBackup(Path directory) {
		this.file = directory.resolve("backup");
		this.replaced = directory.resolve("replaced");
		this.lostFiles = new LostFiles(directory);
		this.removedNames = new RemovedNames(directory.resolve("removed"));
	}

	/** The length in bytes, 0 if there is no backup. */
	long length() {
		return this.file.toFile().length();
	}

	/**
	 * Save what a change is about to replace.
	 * @param found the registry as found
	 * @param mode the mode of the backup
	 */
	void save(RegistryDocument found, FileMode mode) throws IOException {
		RegistryDocument backup = (length() > 0) ? read(this.file) : RegistryDocument.EMPTY;
		keepIfWrittenLate(found, backup);
		if (!lostNames(backup, found).isEmpty()) {
			this.lostFiles.keep(this.file);
		}
		if (found.length() > 0 || length() > 0) {
			AtomicFile.replace(this.file, found.bytes(), mode);
		}
		// Only now: until here the names are those that the old backup has too many.
		Set<String> removed = this.removedNames.read();
		if (!removed.isEmpty()) {
			Set<String> still = new HashSet<>(this.lostFiles.list().isEmpty() ? Set.of() : removed);
			still.removeAll(found.names());
			if (!still.equals(removed)) {
				this.removedNames.write(still, mode);
			}
		}
	}

	/**
	 * Save which names a change has removed: before it is made they are not.
	 * @param found the registry as found
	 * @param written the registry as written
	 * @param mode the mode of the file
	 */
	void saveRemoved(RegistryDocument found, RegistryDocument written, FileMode mode) throws IOException {
		Set<String> removed = this.removedNames.read();
		boolean changed = !removed.isEmpty() && removed.removeAll(written.names());
		if (removed.addAll(found.namesMissingIn(written)) || changed) {
			this.removedNames.write(removed, mode);
		}
	}

	/**
	 * Keep a file that is about to be replaced in reach.
	 * @param registry the file
	 */
	void link(Path registry) throws IOException {
		try {
			FileChanges.deleteIfExists(this.replaced);
			FileChanges.link(this.replaced, registry);
		}
		catch (UnsupportedOperationException | IOException ex) {
			// There is no file, the file system has no such links, or a program holds the
			// old one.
		}
	}

	/**
	 * Find the assignments that backups have and a registry has not, neither as a comment
	 * nor because a change removed them.
	 * @param found the registry
	 * @return the lost assignments, one for each name
	 */
	List<LostAssignment> findLost(RegistryDocument found) throws IOException {
		// First what was removed: only then is it as new as the backup or newer.
		Set<String> known = this.removedNames.read();
		known.addAll(found.names());
		found.lines()
			.stream()
			.filter(RegistryLine::isCommentedAssignment)
			.forEach((line) -> known.add(line.nameInComment()));
		List<Path> sources = this.lostFiles.list();
		sources.add(this.replaced);
		sources.add(this.file);
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
		return (content != null) ? RegistryDocument.of(content) : RegistryDocument.EMPTY;
	}

	private static RegistryDocument readIfPossible(Path file) {
		try {
			return read(file);
		}
		catch (IOException ex) {
			return RegistryDocument.EMPTY;
		}
	}

	/** Whether the backup has assignments that a registry has lost. */
	boolean hasLost(RegistryDocument found) {
		try {
			return !lostNames(readIfPossible(this.file), found).isEmpty();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The names that our last change removed do not count. */
	private Set<String> lostNames(RegistryDocument backup, RegistryDocument found) throws IOException {
		Set<String> lost = backup.namesMissingIn(found);
		if (!lost.isEmpty()) {
			lost.removeAll(this.removedNames.read());
		}
		return lost;
	}

	/** To be called while the backup still is what was replaced. */
	private void keepIfWrittenLate(RegistryDocument found, RegistryDocument backup) throws IOException {
		byte[] content = BoundedFile.read(this.replaced);
		if (content != null && !Arrays.equals(content, backup.bytes())) {
			RegistryDocument late = RegistryDocument.ofFile(new SettledRead(this.replaced, null).read());
			Set<String> lost = lostNames(late, backup);
			lost.removeAll(found.names());
			if (!lost.isEmpty()) {
				this.lostFiles.keep(this.replaced);
				return;
			}
		}
		try {
			FileChanges.deleteIfExists(this.replaced);
		}
		catch (IOException ex) {
			// A program has it open on Windows: it is compared again next time.
		}
	}

}
