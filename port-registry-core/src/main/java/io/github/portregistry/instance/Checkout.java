package io.github.portregistry.instance;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A checkout of a project: the folder with the files that a program was built from. It is
 * found through the files that git and build tools keep there, without calling git.
 *
 * @param project what all checkouts of the project share, and no other project has: the
 * folder of its git repository or, if it is not in one, the top folder that has a file of
 * a build tool
 * @param directory the top folder of the checkout
 * @param worktree the name that git gives the checkout if it is a linked worktree (see
 * git-worktree(1)), usually that of the folder that it was created in. {@code null} for
 * the main checkout, which in a bare repository is the worktree that has the branch of
 * the repository's {@code HEAD}
 * @param branch the branch that was checked out, or {@code null} if there was none
 * @param commit the hash of the commit that was checked out, or {@code null} if it is not
 * known
 * @since 0.1.0
 */
public record Checkout(String project, String directory, @Nullable String worktree, @Nullable String branch,
		@Nullable String commit) implements Serializable {

	/**
	 * Find the checkout that this process runs: the one with the jar or the folder of its
	 * main class. If that is in none, it is the one that contains the working directory.
	 * A program that was started in a linked worktree of another project has the name of
	 * that worktree.
	 * @return the checkout, or empty if neither is in one
	 */
	public static Optional<Checkout> ofThisProgram() {
		Optional<Checkout> started = ofWorkingDirectory();
		Path code = ThisProcess.code();
		Checkout built = (code != null) ? of(code).orElse(null) : null;
		if (built == null) {
			return started;
		}
		return Optional.of(started.filter(
				(checkout) -> checkout.worktree != null && built.worktree == null && !checkout.isOfSameProject(built))
			.map((checkout) -> new Checkout(built.project, checkout.directory, checkout.worktree, checkout.branch,
					checkout.commit))
			.orElse(built));
	}

	/**
	 * Find the code of this process.
	 * @return the jar or the folder of its main class, or empty if it is not known
	 */
	public static Optional<Path> codeOfThisProgram() {
		return Optional.ofNullable(ThisProcess.code());
	}

	/**
	 * Find the checkout that this process was started in.
	 * @return the checkout, or empty if the working directory is in none
	 */
	public static Optional<Checkout> ofWorkingDirectory() {
		return of(Path.of(System.getProperty("user.dir")));
	}

	/**
	 * Find the checkout that contains a file or a folder, at any depth. A submodule
	 * belongs to the checkout that it is in.
	 * @param file the file or folder
	 * @return the checkout, or empty if it is in none
	 */
	public static Optional<Checkout> of(Path file) {
		Path start = toRealPath(file);
		for (Path current = start; current != null; current = current.getParent()) {
			Checkout checkout = GitFiles.findCheckout(current);
			if (checkout != null) {
				return Optional.of(checkout);
			}
		}
		return Optional.ofNullable(BuildFiles.findRoot(start))
			.map(Path::toString)
			.map((root) -> new Checkout(root, root, null, null, null));
	}

	private static Path toRealPath(Path file) {
		try {
			return file.toRealPath();
		}
		catch (IOException ex) {
			return file.toAbsolutePath().normalize();
		}
	}

	/**
	 * Return this checkout as the main one, for apps that have the same names in all
	 * checkouts of their project.
	 * @return the checkout, which is not a linked worktree
	 */
	public Checkout asMain() {
		return new Checkout(this.project, this.directory, null, this.branch, this.commit);
	}

	/**
	 * Return whether another checkout is one of the same project.
	 * @param other the other checkout
	 * @return {@code true} if it is
	 */
	public boolean isOfSameProject(Checkout other) {
		return this.project.equals(other.project);
	}

	/**
	 * Return whether the folder of the checkout still exists.
	 * @return {@code true} if it does
	 */
	public boolean exists() {
		return isDirectory(this.directory);
	}

	/**
	 * Return whether the folder of the project still exists.
	 * @return {@code true} if it does
	 */
	public boolean projectExists() {
		return isDirectory(this.project);
	}

	private static boolean isDirectory(String path) {
		try {
			return Files.isDirectory(Path.of(path));
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

}
