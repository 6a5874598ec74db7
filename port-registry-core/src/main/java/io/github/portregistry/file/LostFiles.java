package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The last five backups with lost assignments, named {@code lost-<number>}. The numbers
 * increase; times are not used, since a clock may be wrong. A backup whose name has
 * another form is older than all backups with a number.
 */
final class LostFiles {

	private static final int KEPT = 5;

	private static final String PREFIX = "lost-";

	private static final int MAX_DIGITS = 18;

	private final Path directory;

	LostFiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * Keep a file and at most four older ones.
	 * @param file the file, which is renamed
	 */
	void keep(Path file) throws IOException {
		List<Path> files = list();
		long number = files.isEmpty() ? 0 : number(files.get(files.size() - 1));
		Path target;
		do {
			target = this.directory.resolve(String.format("%s%04d", PREFIX, ++number));
		}
		while (Files.exists(target, LinkOption.NOFOLLOW_LINKS));
		FileChanges.rename(file, target);
		for (Path old : files.subList(0, Math.max(0, files.size() + 1 - KEPT))) {
			FileChanges.deleteIfExists(old);
		}
	}

	/**
	 * Return the files.
	 * @return the files, with the oldest first
	 */
	List<Path> list() throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.directory, PREFIX + "*")) {
			for (Path file : stream) {
				if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
					files.add(file);
				}
			}
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			// There are no backups.
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		files.sort(Comparator.comparingLong(LostFiles::number).thenComparing(Comparator.naturalOrder()));
		return files;
	}

	/** Return the number in the name of a file, or 0 if it has none. */
	private static long number(Path file) {
		String digits = file.getFileName().toString().substring(PREFIX.length());
		boolean number = !digits.isEmpty() && digits.length() <= MAX_DIGITS
				&& digits.chars().allMatch((ch) -> ch >= '0' && ch <= '9');
		return number ? Long.parseLong(digits) : 0;
	}

}
