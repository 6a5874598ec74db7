package io.github.portregistry.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The files by which a folder is recognized as one that Maven or Gradle builds.
 */
final class BuildFiles {

	private static final List<String> NAMES = List.of("pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle",
			"settings.gradle.kts");

	private BuildFiles() {
	}

	/**
	 * Find the root of the build that a file belongs to.
	 * @param file a file or folder
	 * @return the highest folder above it with a build file, so that all modules of a
	 * build belong to one project; {@code null} if there is none
	 */
	static @Nullable Path findRoot(Path file) {
		Path root = null;
		for (Path current = file; current != null; current = current.getParent()) {
			if (isBuilt(current)) {
				root = current;
			}
			else if (root != null) {
				return root;
			}
		}
		return root;
	}

	private static boolean isBuilt(Path directory) {
		return NAMES.stream().anyMatch((name) -> Files.isRegularFile(directory.resolve(name)));
	}

}
