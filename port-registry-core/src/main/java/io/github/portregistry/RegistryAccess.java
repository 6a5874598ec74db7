package io.github.portregistry;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the file of a registry and the records of instances beside it. Throws
 * a {@link RegistryAccessException} that describes what could not be done.
 */
final class RegistryAccess {

	private final RegistryFile file;

	RegistryAccess(RegistryFile file) {
		this.file = file;
	}

	RegistryFile file() {
		return this.file;
	}

	Path location() {
		return this.file.path();
	}

	RegistryDocument read() {
		try {
			return this.file.read();
		}
		catch (IOException ex) {
			throw failure("read", ex);
		}
	}

	<T extends @Nullable Object> T update(Function<RegistryDocument, Change<T>> operation) {
		try {
			return this.file.update(operation);
		}
		catch (IOException ex) {
			boolean permitted = !(ex instanceof AccessDeniedException) && this.file.isChangeable();
			throw new RegistryAccessException("change", location(), ex, permitted ? List.of() : paths());
		}
	}

	private List<Path> paths() {
		try {
			return this.file.paths();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	List<Instance> instances() {
		try {
			return this.file.instances();
		}
		catch (IOException ex) {
			throw failure("read the instances of", ex);
		}
	}

	Instant lastRecorded() {
		try {
			return this.file.lastRecorded();
		}
		catch (IOException ex) {
			throw failure("read the instances of", ex);
		}
	}

	/**
	 * Return the instances, or none if they cannot be read. For callers that can do
	 * without them.
	 */
	List<Instance> instancesIfReadable() {
		try {
			return instances();
		}
		catch (RegistryAccessException ex) {
			return List.of();
		}
	}

	/**
	 * Return the instances that have a name or one that is derived from it, or none if
	 * they cannot be read.
	 */
	List<Instance> instancesIfReadable(String name) {
		try {
			return this.file.instances(AssignmentNames.stem(name));
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	void record(Instance instance) {
		try {
			this.file.record(instance);
		}
		catch (IOException ex) {
			throw failure("record an instance of", ex);
		}
	}

	RegistryAccessException failure(String action, IOException cause) {
		return new RegistryAccessException(action, location(), cause, List.of());
	}

	static List<Assignment> list(RegistryDocument registry) {
		return registry.assignments()
			.stream()
			.map(Assignment::of)
			.sorted(Comparator.comparing(Assignment::name))
			.toList();
	}

}
