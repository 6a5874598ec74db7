package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.support.OperatingSystem;

/**
 * The owner and permissions of a file that is written. They are those of the file that is
 * replaced, so that a user still owns the file after root has changed it. A new file
 * belongs to the owner of its folder, so that root does not lock out that user.
 */
final class FileMode {

	private static final boolean POSIX = OperatingSystem.current() != OperatingSystem.WINDOWS;

	private static final String UID = "unix:uid";

	private static final String GID = "unix:gid";

	private static final String PERMISSIONS = "unix:permissions";

	private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

	private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");

	private final Path model;

	/**
	 * The owner and permissions. Empty if there is no model, or if the system does not
	 * support them.
	 */
	private final Map<String, Object> attributes;

	private FileMode(Path model, Map<String, Object> attributes) {
		this.model = model;
		this.attributes = attributes;
	}

	/**
	 * Return the mode of a file.
	 * @param model the file. If it does not exist, a new file gets the mode 0644 minus
	 * the umask
	 * @return the mode
	 */
	static FileMode of(Path model) throws IOException {
		return new FileMode(model, attributes(model));
	}

	private static Map<String, Object> attributes(Path file, LinkOption... options) throws IOException {
		if (!POSIX) {
			return Map.of();
		}
		try {
			return Files.readAttributes(file, "unix:uid,gid,permissions", options);
		}
		catch (NoSuchFileException ex) {
			return Map.of();
		}
	}

	/**
	 * Create a file with this mode.
	 * @param file the file
	 * @throws FileAlreadyExistsException if the file exists
	 */
	void create(Path file) throws IOException {
		if (mayHaveAccessList()) {
			FileChanges.copy(this.model, file);
			return;
		}
		FileAttribute<?>[] attributes = POSIX
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions()) }
				: new FileAttribute<?>[0];
		FileChanges.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes).close();
		if (this.attributes.isEmpty()) {
			giveToOwnerOfFolder(file);
		}
	}

	@SuppressWarnings("unchecked")
	private Set<PosixFilePermission> permissions() {
		Object permissions = this.attributes.get("permissions");
		return (permissions != null) ? (Set<PosixFilePermission>) permissions : NEW_FILE;
	}

	/**
	 * Return whether the permissions may come from an access control list (see acl(5)),
	 * whose mask is shown as the permissions of the group. Without the list, the group
	 * would get permissions that only a user in the list has. Java does not show the
	 * list, but a copy of the file includes it. With the two usual modes, no user would
	 * gain a permission.
	 * @return whether the file has to be created as a copy
	 */
	boolean mayHaveAccessList() {
		return !this.attributes.isEmpty() && !permissions().equals(NEW_FILE) && !permissions().equals(PRIVATE_FILE);
	}

	/**
	 * Apply this mode to a file that may have been created with another mode.
	 * @param file the file
	 */
	void applyTo(Path file) throws IOException {
		if (this.attributes.isEmpty()) {
			return;
		}
		Map<String, Object> found = attributes(file, LinkOption.NOFOLLOW_LINKS);
		if (!this.attributes.equals(found)) {
			if (Files.isSymbolicLink(file)) {
				// Some JDKs follow it in spite of the option below.
				throw new FileSystemException(file.toString(), null, "is a link");
			}
			setOwner(file, this.attributes);
			Files.setAttribute(file, PERMISSIONS, permissions(), LinkOption.NOFOLLOW_LINKS);
		}
	}

	/**
	 * Create a folder and its parents. Every folder that is created belongs to the owner
	 * of the nearest folder that existed.
	 * @param directory the folder, which may exist
	 */
	static void createDirectories(Path directory) throws IOException {
		Path parent = directory.getParent();
		if (parent != null && !Files.isDirectory(directory)) {
			createDirectories(parent);
			createDirectory(directory);
		}
	}

	/**
	 * Create a folder that belongs to the owner of its parent.
	 * @param directory the folder, which may exist
	 * @throws NoSuchFileException if the parent does not exist
	 */
	static void createDirectory(Path directory) throws IOException {
		try {
			if (!Files.isDirectory(directory)) {
				FileChanges.createDirectory(directory);
				giveToOwnerOfFolder(directory);
			}
		}
		catch (FileAlreadyExistsException ex) {
			if (!Files.isDirectory(directory)) {
				throw ex;
			}
		}
	}

	/**
	 * Give a file that was just created to the owner of its folder.
	 * @param file the file
	 */
	static void giveToOwnerOfFolder(Path file) throws IOException {
		Path folder = file.getParent();
		if (POSIX && folder != null) {
			Map<String, Object> owner = attributes(folder);
			Object uid = owner.get("uid");
			if (uid != null && !uid.equals(attributes(file, LinkOption.NOFOLLOW_LINKS).get("uid"))) {
				setOwner(file, owner);
			}
		}
	}

	/**
	 * Set the owner. Links are never followed: another user may have created the link.
	 */
	private static void setOwner(Path file, Map<String, Object> owner) throws IOException {
		try {
			Files.setAttribute(file, GID, owner.get("gid"), LinkOption.NOFOLLOW_LINKS);
			Files.setAttribute(file, UID, owner.get("uid"), LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			// Only root may give a file away. Other users keep the files that they write.
		}
	}

}
