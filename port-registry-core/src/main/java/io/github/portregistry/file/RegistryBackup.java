package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The backup: the content of the registry before the last change, and the file that this
 * change replaced. It still contains what a program that writes in place destroys. The
 * backup is not forced to disk, because after a crash of the system the registry itself
 * is there. A backup with assignments that another program's write has lost is not
 * overwritten but {@linkplain LostFiles kept}.
 */
final class RegistryBackup {

	private final Path file;

	/**
	 * The file that our last change replaced, under another name. If a program had it
	 * open and writes to it in place later, this is the only place where its write can be
	 * found.
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

	/** Return the length in bytes, or 0 if there is no backup. */
	long length() {
		return this.file.toFile().length();
	}

	/**
	 * Save the content that a change is about to replace.
	 * @param found the registry before the change
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
		// Not earlier: until here, the names are those removed since the old backup.
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
	 * Write the names that a change is about to remove, so that they do not count as lost
	 * as soon as it is made.
	 * @param found the registry before the change
	 * @param written the registry after the change
	 * @param mode the mode of the file
	 * @return the names as they were before, to be {@linkplain #restoreRemoved restored}
	 * if the change fails
	 */
	Set<String> saveRemoved(RegistryDocument found, RegistryDocument written, FileMode mode) throws IOException {
		Set<String> before = this.removedNames.read();
		Set<String> removed = new HashSet<>(before);
		boolean changed = !before.isEmpty() && removed.removeAll(written.names());
		if (removed.addAll(found.namesMissingIn(written)) || changed) {
			this.removedNames.write(removed, mode);
		}
		return before;
	}

	/** Write the names as they were before a change that has failed. */
	void restoreRemoved(Set<String> names, FileMode mode) throws IOException {
		if (!names.equals(this.removedNames.read())) {
			this.removedNames.write(names, mode);
		}
	}

	/**
	 * Give a file that is about to be replaced a second name, so that it can still be
	 * found.
	 * @param registry the file
	 */
	void link(Path registry) throws IOException {
		try {
			FileChanges.deleteIfExists(this.replaced);
			FileChanges.link(this.replaced, registry);
		}
		catch (UnsupportedOperationException | IOException ex) {
			// There is no file, hard links are not supported, or a program has the old
			// file open.
		}
	}

	/**
	 * Find the lost assignments: those that are in a backup but not in a registry, unless
	 * they are comments in the registry or were removed by a change.
	 * @param found the registry
	 * @return the lines of the lost assignments, one for each name, each with the latest
	 * backup that has it
	 */
	Map<RegistryLine, Path> findLost(RegistryDocument found) throws IOException {
		// Read the removed names first, so that the backup is not newer than they are.
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
		Map<RegistryLine, Path> lost = new LinkedHashMap<>();
		for (Path source : sources) {
			for (RegistryLine line : readIfPossible(source).assignments()) {
				if (known.add(line.name())) {
					lost.put(line, source);
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

	/** Return whether the backup has assignments that a registry has lost. */
	boolean hasLost(RegistryDocument found) {
		try {
			return !lostNames(readIfPossible(this.file), found).isEmpty();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Return the lost names, without those that our last change removed. */
	private Set<String> lostNames(RegistryDocument backup, RegistryDocument found) throws IOException {
		Set<String> lost = backup.namesMissingIn(found);
		if (!lost.isEmpty()) {
			lost.removeAll(this.removedNames.read());
		}
		return lost;
	}

	/**
	 * Keep the replaced file if a program has written to it later. Call this before the
	 * backup is overwritten.
	 */
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
			// A program has the file open on Windows. The files are compared again next
			// time.
		}
	}

}
