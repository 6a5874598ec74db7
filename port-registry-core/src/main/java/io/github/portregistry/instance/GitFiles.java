package io.github.portregistry.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The files of a git repository (see gitrepository-layout(5)), as seen from one checkout.
 *
 * @param own the folder with what belongs to the checkout alone
 * @param common the folder with what all checkouts of the repository share
 */
record GitFiles(Path own, Path common) {

	private static final String GIT_DIRECTORY = "gitdir: ";

	private static final String REFERENCE = "ref: ";

	private static final String BRANCHES = "refs/heads/";

	private static final int MAX_LENGTH = 4096;

	private static final int MAX_CONFIG_LENGTH = 64 * 1024;

	private static final Pattern BARE = Pattern.compile("(?im)^\\s*bare\\s*(=\\s*(true|yes|on|1)\\s*)?$");

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

	/**
	 * Find the checkout whose top folder a folder is.
	 * @param directory the folder
	 * @return the checkout, or {@code null} if the folder is not the top of one, or that
	 * of a submodule
	 */
	static @Nullable Checkout findCheckout(Path directory) {
		Path git = directory.resolve(".git");
		if (Files.isDirectory(git)) {
			return new GitFiles(git, git).toCheckout(directory, null);
		}
		Path own = Files.isRegularFile(git) ? readPath(git) : null;
		if (own == null) {
			return null;
		}
		Path common = findCommon(own);
		if (common != null) {
			GitFiles files = new GitFiles(own, common);
			return files.toCheckout(directory, files.hasBranchOfBareRepository() ? null : own.getFileName().toString());
		}
		boolean separate = Files.exists(own.resolve("HEAD")) && !isOfSubmodule(own);
		return separate ? new GitFiles(own, own).toCheckout(directory, null) : null;
	}

	/**
	 * Read the path in a {@code .git} file. For a linked worktree, it is that of the
	 * folder {@code worktrees/<name>} in the repository.
	 */
	private static @Nullable Path readPath(Path git) {
		String text = read(git, MAX_LENGTH);
		try {
			return text.startsWith(GIT_DIRECTORY)
					? git.resolveSibling(text.substring(GIT_DIRECTORY.length()).strip()).normalize() : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	/** A submodule has its files in the folder modules of the repository around it. */
	private static boolean isOfSubmodule(Path own) {
		for (Path folder = own.getParent(); folder != null; folder = folder.getParent()) {
			if (folder.endsWith("modules") && Files.exists(folder.resolveSibling("HEAD"))) {
				return true;
			}
		}
		return false;
	}

	/** Return the repository of a linked worktree, or {@code null} if it is not one. */
	private static @Nullable Path findCommon(Path own) {
		Path parent = own.getParent();
		boolean linked = parent != null && parent.endsWith("worktrees")
				&& (!Files.isDirectory(own) || Files.exists(own.resolve("commondir")));
		return (linked && parent != null) ? parent.getParent() : null;
	}

	/**
	 * Whether the repository is bare, and the checkout has the branch of its
	 * {@code HEAD}.
	 */
	private boolean hasBranchOfBareRepository() {
		String head = read(this.own.resolve("HEAD"), MAX_LENGTH);
		return head.startsWith(REFERENCE) && head.equals(read(this.common.resolve("HEAD"), MAX_LENGTH)) && isBare();
	}

	private boolean isBare() {
		return BARE.matcher(read(this.common.resolve("config"), MAX_CONFIG_LENGTH)).find()
				|| BARE.matcher(read(this.common.resolve("config.worktree"), MAX_CONFIG_LENGTH)).find();
	}

	private Checkout toCheckout(Path directory, @Nullable String worktree) {
		String head = read(this.own.resolve("HEAD"), MAX_LENGTH).strip();
		String reference = head.startsWith(REFERENCE) ? head.substring(REFERENCE.length()) : null;
		String branch = (reference != null && reference.startsWith(BRANCHES)) ? reference.substring(BRANCHES.length())
				: null;
		String commit = (reference != null) ? resolve(reference) : head;
		return new Checkout(project().toString(), directory.toString(), worktree, branch,
				HASH.matcher(commit).matches() ? commit : null);
	}

	/**
	 * Return the folder that people know the repository by: that of the main checkout or,
	 * if the repository is bare, the folder around a hidden one.
	 */
	private Path project() {
		Path parent = this.common.getParent();
		return (parent != null && this.common.getFileName().toString().startsWith(".")) ? parent : this.common;
	}

	/** Return the hash that a reference stands for; empty if it is not known. */
	private String resolve(String reference) {
		try {
			String loose = read(this.common.resolve(reference), MAX_LENGTH).strip();
			return loose.isEmpty() ? resolvePacked(reference) : loose;
		}
		catch (InvalidPathException ex) {
			return "";
		}
	}

	private String resolvePacked(String reference) {
		try (BufferedReader reader = Files.newBufferedReader(this.common.resolve("packed-refs"),
				StandardCharsets.ISO_8859_1)) {
			String end = " " + reference;
			return reader.lines()
				.filter((line) -> line.endsWith(end))
				.findFirst()
				.map((line) -> line.substring(0, line.length() - end.length()))
				.orElse("");
		}
		catch (IOException | UncheckedIOException ex) {
			return "";
		}
	}

	/** Read a short file; empty if it cannot be read. */
	static String read(Path file, int length) {
		if (!Files.isRegularFile(file)) {
			return "";
		}
		try (InputStream stream = Files.newInputStream(file)) {
			return new String(stream.readNBytes(length), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
