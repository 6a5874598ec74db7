package io.github.portregistry.instance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The records that instances keep in one directory, a small file each. Every record is
 * written by its own process only, and replaced as a whole, so that there is no need for
 * a lock. A file that is not a record is left alone.
 *
 * @since 0.1.0
 */
public final class InstanceRecords {

	private static final int MAX_LENGTH = 64 * 1024;

	private static final String TEMPORARY = ".tmp";

	private final Path directory;

	/**
	 * Create the records of a directory.
	 * @param directory the directory, which need not exist
	 */
	public InstanceRecords(Path directory) {
		this.directory = directory;
	}

	/**
	 * Have this JVM load the classes that a record needs.
	 * @param instance any instance
	 */
	public static void loadClasses(Instance instance) {
		InstanceFormat.read(InstanceFormat.write(instance));
	}

	/**
	 * Return the instances: all that are alive and, of a name of which none is, the one
	 * that was last seen.
	 * @return the instances in the order of their start; those that are not alive are
	 * {@link Instance.State#STOPPED}, except those of another machine
	 * @throws IOException if the directory cannot be read
	 */
	public List<Instance> findAll() throws IOException {
		List<Instance> instances = new ArrayList<>();
		Map<String, Instance> latest = new HashMap<>();
		for (Instance instance : readAll(null).values()) {
			if (instance.isAlive()) {
				instances.add(instance.in(instance.state()));
			}
			else {
				latest.merge(instance.name(), instance, InstanceRecords::latest);
			}
		}
		instances.forEach((instance) -> latest.remove(instance.name()));
		latest.values()
			.forEach((instance) -> instances
				.add(instance.isOfThisHost() ? instance.in(Instance.State.STOPPED, instance.lastSeen()) : instance));
		instances.sort(Comparator.comparing(Instance::startedAt));
		return instances;
	}

	private static Instance latest(Instance one, Instance other) {
		return other.lastSeen().isBefore(one.lastSeen()) ? one : other;
	}

	/**
	 * Write the record of an instance of this process, in place of the one that this
	 * process has of the same name.
	 * @param instance the instance
	 * @throws IOException if that is not possible
	 */
	public void write(Instance instance) throws IOException {
		Path file = this.directory.resolve(fileName(instance));
		Path temporaryFile = file.resolveSibling(file.getFileName() + TEMPORARY);
		try {
			write(instance, temporaryFile);
		}
		catch (NoSuchFileException ex) {
			Files.createDirectories(this.directory);
			write(instance, temporaryFile);
		}
		Files.move(temporaryFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void write(Instance instance, Path file) throws IOException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			// To open a pipe would wait for who reads it.
			Files.delete(file);
		}
		Files.write(file, InstanceFormat.write(instance).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Remove the records of other instances of an instance's name that are not alive, but
	 * for the one that was last seen.
	 * @param own an instance whose record has been written
	 * @throws IOException if that is not possible
	 */
	public void prune(Instance own) throws IOException {
		int kept = (own.state() != Instance.State.STOPPED) ? 2 : 1;
		if (files(own.name()).size() <= kept) {
			return;
		}
		Map<Path, Instance> dead = readAll(own.name());
		dead.values().removeIf((instance) -> !isDead(instance) || !instance.name().equals(own.name()));
		Instance latest = dead.values().stream().reduce(InstanceRecords::latest).orElse(null);
		for (Map.Entry<Path, Instance> record : dead.entrySet()) {
			if (record.getValue() != latest) {
				Files.deleteIfExists(record.getKey());
			}
		}
	}

	/**
	 * Of a process on another machine, only that it says so tells that it has stopped.
	 */
	private static boolean isDead(Instance instance) {
		return instance.isOfThisHost() ? !instance.isAlive() : instance.state() == Instance.State.STOPPED;
	}

	private Map<Path, Instance> readAll(@Nullable String name) throws IOException {
		Map<Path, Instance> records = new HashMap<>();
		for (Path file : files(name)) {
			Instance instance = read(file);
			if (instance != null) {
				records.put(file, instance);
			}
		}
		return records;
	}

	private List<Path> files(@Nullable String name) throws IOException {
		List<Path> found = new ArrayList<>();
		String end = (name != null) ? "-" + encode(name) : "";
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory)) {
			for (Path file : files) {
				String fileName = file.getFileName().toString();
				if (fileName.endsWith(end) && !fileName.endsWith(TEMPORARY)) {
					found.add(file);
				}
			}
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			// Nobody has recorded anything.
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return found;
	}

	private static @Nullable Instance read(Path file) {
		if (!Files.isRegularFile(file)) {
			return null;
		}
		try (InputStream stream = Files.newInputStream(file)) {
			byte[] content = stream.readNBytes(MAX_LENGTH + 1);
			return (content.length <= MAX_LENGTH) ? InstanceFormat.read(new String(content, StandardCharsets.UTF_8))
					: null;
		}
		catch (IOException ex) {
			// Removed a moment ago, or not for this user.
			return null;
		}
	}

	private static String fileName(Instance instance) {
		return instance.pid() + "-" + encode(instance.name());
	}

	/** Two names that differ in case only need two files everywhere. */
	private static String encode(String name) {
		StringBuilder lowerCase = new StringBuilder(name.length() + 1);
		StringBuilder capitals = new StringBuilder();
		int bits = 0;
		for (int i = 0; i < name.length(); i++) {
			char ch = name.charAt(i);
			boolean capital = ch >= 'A' && ch <= 'Z';
			lowerCase.append(capital ? (char) (ch + ('a' - 'A')) : ch);
			bits = bits << 1 | (capital ? 1 : 0);
			if (i % 4 == 3 || i == name.length() - 1) {
				capitals.append(Character.forDigit(bits, 16));
				bits = 0;
			}
		}
		while (!capitals.isEmpty() && capitals.charAt(capitals.length() - 1) == '0') {
			capitals.setLength(capitals.length() - 1);
		}
		return capitals.isEmpty() ? lowerCase.toString() : lowerCase.append('+').append(capitals).toString();
	}

}
