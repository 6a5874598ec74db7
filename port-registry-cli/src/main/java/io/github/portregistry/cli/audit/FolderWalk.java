package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * Finds the files below a folder as git would, without an index: what {@code .gitignore}
 * files leave out, and what tools make, is left out. Links are not followed.
 */
final class FolderWalk {

	private static final Set<String> SKIPPED = Set.of(".git", "node_modules", "target", "build");

	private static final int MAX_DEPTH = 100;

	private static final long MAX_IGNORE_LENGTH = 1024 * 1024;

	private final Path start;

	private final int limit;

	private final Set<String> files = new TreeSet<>();

	private FolderWalk(Path start, int limit) {
		this.start = start;
		this.limit = limit;
	}

	/**
	 * Find the files.
	 * @param directory the folder
	 * @param root the top folder of the checkout, or the same folder
	 * @param limit how many files to find at most
	 * @return their paths from the folder
	 */
	static Set<String> files(Path directory, Path root, int limit) {
		FolderWalk walk = new FolderWalk(directory, limit);
		List<Rules> rules = new ArrayList<>();
		for (Path outer = directory.getParent(); outer != null && outer.startsWith(root); outer = outer.getParent()) {
			rules.add(0, Rules.of(outer));
		}
		walk.visit(directory, rules, MAX_DEPTH);
		return walk.files;
	}

	private void visit(Path folder, List<Rules> outer, int depth) {
		List<Rules> rules = new ArrayList<>(outer);
		rules.add(Rules.of(folder));
		for (Path child : children(folder)) {
			boolean directory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
			boolean skipped = directory && SKIPPED.contains(child.getFileName().toString());
			if (this.files.size() >= this.limit || skipped || isIgnored(child, directory, rules)) {
				continue;
			}
			if (directory && depth > 0) {
				visit(child, rules, depth - 1);
			}
			else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
				this.files.add(slashed(this.start.relativize(child)));
			}
		}
	}

	private static List<Path> children(Path folder) {
		try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
			return StreamSupport.stream(children.spliterator(), false).sorted().toList();
		}
		catch (IOException | DirectoryIteratorException ex) {
			return List.of();
		}
	}

	/** The last pattern of the innermost file that means a path decides. */
	private static boolean isIgnored(Path path, boolean directory, List<Rules> rules) {
		for (int i = rules.size() - 1; i >= 0; i--) {
			Boolean ignored = rules.get(i).decide(path, directory);
			if (ignored != null) {
				return ignored;
			}
		}
		return false;
	}

	static String slashed(Path path) {
		return path.toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	/**
	 * The patterns of one {@code .gitignore} file.
	 *
	 * @param folder the folder of the file
	 * @param patterns the patterns, the last first
	 */
	private record Rules(Path folder, List<IgnorePattern> patterns) {

		static Rules of(Path folder) {
			List<IgnorePattern> patterns = new ArrayList<>();
			Path file = folder.resolve(".gitignore");
			try {
				if (Files.isRegularFile(file) && Files.size(file) <= MAX_IGNORE_LENGTH) {
					for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n")) {
						IgnorePattern pattern = IgnorePattern.of(line);
						if (pattern != null) {
							patterns.add(0, pattern);
						}
					}
				}
			}
			catch (IOException ex) {
				// As if there were none.
			}
			return new Rules(folder, patterns);
		}

		@Nullable Boolean decide(Path path, boolean directory) {
			byte[] relative = slashed(this.folder.relativize(path)).getBytes(StandardCharsets.UTF_8);
			List<String> segments = List.of(new String(relative, StandardCharsets.ISO_8859_1).split("/"));
			for (IgnorePattern pattern : this.patterns) {
				if (pattern.matches(segments, directory)) {
					return !pattern.negated();
				}
			}
			return null;
		}

	}

}
