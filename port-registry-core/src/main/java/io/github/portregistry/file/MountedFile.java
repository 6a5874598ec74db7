package io.github.portregistry.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is itself a mount point, for example in a container. It can be written in
 * place, but it cannot be replaced with another file.
 */
final class MountedFile {

	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

	private static final int MOUNT_POINT = 4;

	/** A space, a tab, a line end or a backslash, see proc(5). */
	private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

	private MountedFile() {
	}

	/**
	 * Return whether a file is a mount point.
	 * @param file the real path of the file
	 * @return {@code true} if it is; {@code false} also if the system does not report
	 * mount points
	 */
	static boolean is(Path file) {
		return is(file, MOUNTS);
	}

	static boolean is(Path file, Path mounts) {
		try {
			return Files.readAllLines(mounts, StandardCharsets.ISO_8859_1)
				.stream()
				.map((line) -> line.split(" "))
				.anyMatch((fields) -> fields.length > MOUNT_POINT && unescape(fields[MOUNT_POINT]).equals(bytes(file)));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String bytes(Path file) {
		return new String(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String unescape(String field) {
		return ESCAPE.matcher(field)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
	}

	static FileSystemException refusal(Path file) {
		return new FileSystemException(file.toString(), null,
				"is mounted as a single file and cannot be replaced: mount its folder instead");
	}

}
