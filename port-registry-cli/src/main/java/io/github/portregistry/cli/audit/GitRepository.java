package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The git repository that a folder is in.
 *
 * @param root the top folder of the checkout
 * @param own the folder with what belongs to the checkout alone, such as its index
 * @param common the folder with what all checkouts of the repository share
 */
record GitRepository(Path root, Path own, Path common) {

	private static final String GIT_DIRECTORY = "gitdir: ";

	private static final int MAX_LENGTH = 64 * 1024;

	private static final Pattern SHA_256 = Pattern.compile("(?im)^\\s*objectformat\\s*=\\s*\"?sha256");

	/**
	 * Find the repository of a folder.
	 * @param directory the folder, as a real path
	 * @return the repository, or {@code null} if the folder is in none
	 */
	static @Nullable GitRepository find(Path directory) {
		for (Path root = directory; root != null; root = root.getParent()) {
			Path git = root.resolve(".git");
			Path own = Files.isRegularFile(git) ? readPath(root, git, GIT_DIRECTORY) : git;
			if (own != null && Files.isDirectory(own)) {
				Path common = readPath(own, own.resolve("commondir"), "");
				return new GitRepository(root, own, (common != null) ? common : own);
			}
		}
		return null;
	}

	private static @Nullable Path readPath(Path base, Path file, String prefix) {
		String text = read(file);
		try {
			return (!text.isBlank() && text.startsWith(prefix))
					? base.resolve(text.substring(prefix.length()).strip()).normalize() : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	Path index() {
		return this.own.resolve("index");
	}

	/**
	 * Return the length of the hashes in the index.
	 * @return the number of bytes
	 */
	int hashLength() {
		return SHA_256.matcher(read(this.common.resolve("config"))).find() ? 32 : 20;
	}

	private static String read(Path file) {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return "";
		}
		try (InputStream stream = Files.newInputStream(file)) {
			return new String(stream.readNBytes(MAX_LENGTH), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
