package io.github.portregistry.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import org.jspecify.annotations.Nullable;

/**
 * The records that instances write in one directory, each in a small file. A record is
 * only written by the process of its instance and is replaced as a whole, so no lock is
 * needed. A file that is not a record is ignored.
 */
final class InstanceRecords {

	private static final int MAX_LENGTH = 64 * 1024;

	private static final long UNFINISHED_MILLIS = 60_000;

	private final Path directory;

	/**
	 * Create the access to the records in a directory.
	 * @param directory the directory, which need not exist
	 */
	InstanceRecords(Path directory) {
		this.directory = directory;
	}

	/**
	 * Load the classes that are needed to write a record.
	 * @param instance any instance
	 */
	static void loadClasses(Instance instance) {
		InstanceFormat.read(InstanceFormat.write(instance));
	}

	/**
	 * Return all running instances. For a name without a running instance, return those
	 * that cannot be seen from here and, of the others, the one that was last seen.
	 * @return the instances in the order of their start, each in its
	 * {@linkplain Instance#currentState() current state}
	 * @throws IOException if the directory cannot be read
	 */
	List<Instance> findAll() throws IOException {
		return find(list());
	}

	/**
	 * Return the instances of {@link #findAll()} whose name has a start, ignoring case.
	 * Only their files are read.
	 * @param start the start of the name
	 * @return the instances in the order of their start
	 * @throws IOException if the directory cannot be read
	 */
	List<Instance> findAll(String start) throws IOException {
		String encoded = RecordName.lowerCase(start);
		return find(list().stream().filter((file) -> {
			String fileName = file.getFileName().toString();
			return fileName.startsWith(encoded, fileName.indexOf('-') + 1);
		}).toList());
	}

	private static List<Instance> find(List<Path> files) {
		List<Instance> instances = new ArrayList<>();
		List<Instance> unknown = new ArrayList<>();
		Map<String, Instance> latest = new HashMap<>();
		for (Instance instance : read(files).values()) {
			State state = instance.currentState();
			if (state.isRunning()) {
				instances.add(instance.in(state));
			}
			else if (state == State.UNKNOWN) {
				unknown.add(instance.in(state, instance.lastSeen()));
			}
			else {
				latest.merge(instance.name(), instance.in(state, instance.lastSeen()), InstanceRecords::latest);
			}
		}
		Set<String> running = instances.stream().map(Instance::name).collect(Collectors.toSet());
		Stream.concat(unknown.stream(), latest.values().stream())
			.filter((instance) -> !running.contains(instance.name()))
			.forEach(instances::add);
		instances.sort(Comparator.comparing(Instance::startedAt));
		return instances;
	}

	private static Instance latest(Instance one, Instance other) {
		return other.lastSeen().isBefore(one.lastSeen()) ? one : other;
	}

	/**
	 * Write the record of an instance. It replaces an existing record of the same process
	 * and name.
	 * @param instance the instance
	 * @throws IOException if the record cannot be written
	 */
	void write(Instance instance) throws IOException {
		Path file = this.directory.resolve(RecordName.of(instance));
		byte[] content = InstanceFormat.write(instance).getBytes(StandardCharsets.UTF_8);
		try {
			AtomicFile.replace(file, content, FileMode.of(file));
		}
		catch (NoSuchFileException ex) {
			FileMode.createDirectories(this.directory);
			AtomicFile.replace(file, content, FileMode.of(file));
		}
	}

	/**
	 * Remove the records of other instances with the same name that have ended, except
	 * the one that was last seen. Also remove temporary files of killed processes.
	 * @param own an instance whose record has been written
	 * @throws IOException if the records cannot be listed or removed
	 */
	void prune(Instance own) throws IOException {
		List<Path> files = list();
		for (Path file : files) {
			if (isUnfinished(file) && System.currentTimeMillis() - file.toFile().lastModified() > UNFINISHED_MILLIS) {
				FileChanges.deleteIfExists(file);
			}
		}
		String end = "-" + RecordName.encode(own.name());
		List<Path> records = files.stream().filter((file) -> file.getFileName().toString().endsWith(end)).toList();
		int kept = (own.state() != State.STOPPED) ? 2 : 1;
		if (records.size() <= kept) {
			return;
		}
		Map<Path, Instance> ended = read(records);
		ended.values()
			.removeIf((instance) -> instance.currentState() != State.STOPPED || !instance.name().equals(own.name()));
		Instance latest = ended.values().stream().reduce(InstanceRecords::latest).orElse(null);
		for (Map.Entry<Path, Instance> entry : ended.entrySet()) {
			if (entry.getValue() != latest) {
				FileChanges.deleteIfExists(entry.getKey());
			}
		}
	}

	private static boolean isUnfinished(Path file) {
		return file.getFileName().toString().endsWith(AtomicFile.TEMPORARY);
	}

	private static Map<Path, Instance> read(List<Path> files) {
		Map<Path, Instance> records = new HashMap<>();
		for (Path file : files) {
			Instance instance = isUnfinished(file) ? null : read(file);
			if (instance != null) {
				records.put(file, instance);
			}
		}
		return records;
	}

	private List<Path> list() throws IOException {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.directory)) {
			stream.forEach(files::add);
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			// No instance has written a record.
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return files;
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
			// The record has just been removed, or this user may not read it.
			return null;
		}
	}

}
