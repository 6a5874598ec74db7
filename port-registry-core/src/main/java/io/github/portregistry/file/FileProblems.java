package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.portregistry.file.FileProblem.Kind;
import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Finds problems of a registry file without opening it. Something that cannot be checked
 * is not reported as a problem.
 */
final class FileProblems {

	private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_WRITE);

	private static final Path SELF = Path.of("/proc/self");

	private final List<FileProblem> found = new ArrayList<>();

	private FileProblems() {
	}

	/**
	 * Find the problems.
	 * @param path the path of the registry, links not resolved
	 * @return the problems
	 */
	static List<FileProblem> find(Path path) {
		FileProblems problems = new FileProblems();
		Path location = RegistryLocation.expand(path);
		if (location != null) {
			try {
				problems.check(location);
			}
			catch (IOException ex) {
				// Reading the file fails in the same way and reports the reason.
			}
		}
		return problems.found;
	}

	/** Remove the permission to write to the file from all users except the owner. */
	static void restrict(Path file) throws IOException {
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
		if (permissions.removeAll(OTHERS)) {
			Files.setPosixFilePermissions(file, permissions);
		}
	}

	private void check(Path path) throws IOException {
		boolean exists = Files.exists(path);
		if (exists && !Files.isRegularFile(path)) {
			add(Kind.NO_REGULAR_FILE, path, "", false);
		}
		else if (!exists && Files.isSymbolicLink(path)) {
			add(Kind.BROKEN_LINK, path, Files.readSymbolicLink(path).toString(), false);
		}
		else {
			checkAccess(RegistryLocation.resolve(path), exists);
		}
	}

	private void checkAccess(RegistryLocation location, boolean exists) throws IOException {
		Path file = location.file();
		if (exists && OperatingSystem.current() != OperatingSystem.WINDOWS) {
			checkOwner(file);
		}
		if (exists && MountedFile.is(file)) {
			add(Kind.MOUNTED_FILE, file, "", false);
		}
		Path parent = existing(file.getParent());
		if (exists && !Files.isWritable(file)) {
			add(Kind.UNWRITABLE_FILE, file, "", false);
		}
		else if (parent != null && !isWritableDirectory(parent)) {
			add(Kind.UNWRITABLE_FILE, parent, "", false);
		}
		for (Path directory : new Path[] { location.directory(), location.instances() }) {
			if (Files.exists(directory) && !isWritableDirectory(directory)) {
				add(Kind.UNWRITABLE_DIRECTORY, directory, "", false);
				return;
			}
		}
		if (Files.exists(location.lock()) && !Files.isWritable(location.lock())) {
			add(Kind.UNWRITABLE_DIRECTORY, location.lock(), "", false);
		}
	}

	private void checkOwner(Path file) throws IOException {
		UserPrincipal owner = Files.getOwner(file);
		UserPrincipal user = user(file);
		if (!owner.equals(user)) {
			add(Kind.OTHER_OWNER, file, owner.getName(), false);
		}
		Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
		others.retainAll(Files.getPosixFilePermissions(file));
		if (!others.isEmpty()) {
			add(Kind.WRITABLE_BY_OTHERS, file, "", owner.equals(user) || user.getName().equals("root"));
		}
	}

	/**
	 * Return this user. In a container, a user may have no name but still owns this
	 * process.
	 */
	private static UserPrincipal user(Path file) throws IOException {
		return (OperatingSystem.current() == OperatingSystem.LINUX) ? Files.getOwner(SELF)
				: file.getFileSystem()
					.getUserPrincipalLookupService()
					.lookupPrincipalByName(System.getProperty("user.name"));
	}

	private static @Nullable Path existing(@Nullable Path directory) {
		Path current = directory;
		while (current != null && !Files.exists(current)) {
			current = current.getParent();
		}
		return current;
	}

	private static boolean isWritableDirectory(Path directory) {
		return Files.isDirectory(directory) && Files.isWritable(directory);
	}

	private void add(Kind kind, Path path, String detail, boolean repairable) {
		this.found.add(new FileProblem(kind, path, detail, repairable));
	}

}
