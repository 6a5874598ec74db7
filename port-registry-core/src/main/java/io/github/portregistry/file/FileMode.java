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
 * Owner and permissions of what is written: those of the file that is replaced, so that a
 * user's file stays the user's when root changes it. What replaces nothing belongs to the
 * owner of the folder that it is in, so that root locks nobody out.
 */
final class FileMode {

	private static final boolean POSIX = OperatingSystem.current() != OperatingSystem.WINDOWS;

	private static final String UID = "unix:uid";

	private static final String GID = "unix:gid";

	private static final String PERMISSIONS = "unix:permissions";

	private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");

	private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");

	private final Path model;

	/** Empty if there is no model, or if the system knows neither owner nor mode. */
	private final Map<String, Object> attributes;

	private FileMode(Path model, Map<String, Object> attributes) {
		this.model = model;
		this.attributes = attributes;
	}

	/**
	 * Return the mode of a file.
	 * @param model the file; if it does not exist, a new file gets the mode 0644 less the
	 * umask
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
	 * Create a file of this mode.
	 * @param file the file
	 * @throws FileAlreadyExistsException if there is one
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
	 * Whether the permissions may be those of an access control list (see acl(5)), whose
	 * mask takes the place of the group's permissions: without the list the group would
	 * have what only a user of the list has. Java shows no such list, but a copy of the
	 * file has it. With the two usual modes nobody gains anything.
	 * @return whether the file is to be made by a copy
	 */
	boolean mayHaveAccessList() {
		return !this.attributes.isEmpty() && !permissions().equals(NEW_FILE) && !permissions().equals(PRIVATE_FILE);
	}

	/**
	 * Give this mode to a file that may have been created with another one.
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
	 * Create a folder with its parents. All that is created belongs to the owner of the
	 * folder that was there.
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
	 * Give a file, which was created a moment ago, to the owner of the folder it is in.
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

	/** Never that of a link's target: another user may have put the link there. */
	private static void setOwner(Path file, Map<String, Object> owner) throws IOException {
		try {
			Files.setAttribute(file, GID, owner.get("gid"), LinkOption.NOFOLLOW_LINKS);
			Files.setAttribute(file, UID, owner.get("uid"), LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			// Only root may give a file away; others keep what they write.
		}
	}

}
