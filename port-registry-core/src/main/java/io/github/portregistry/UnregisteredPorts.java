package io.github.portregistry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Container;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ports that processes listen on and that are not registered, and suggests
 * names for them.
 */
final class UnregisteredPorts {

	/** Leaves room for the part that makes a name different from others. */
	private static final int MAX_BASE_LENGTH = 100;

	private final RegistryDocument registry;

	private final List<Instance> running;

	/** The names that are registered, or suggested already. */
	private final Set<String> names;

	UnregisteredPorts(RegistryDocument registry, List<Instance> instances) {
		this.registry = registry;
		this.running = instances.stream().filter(Instance::isAlive).sorted(LivePorts.LIVELIEST_FIRST).toList();
		this.names = new HashSet<>();
		registry.assignments().forEach((line) -> this.names.add(line.name()));
	}

	/**
	 * Find the ports.
	 * @param listeners all listeners
	 * @return those whose port is not registered, in the same order
	 */
	List<UnregisteredPort> among(List<Listener> listeners) {
		List<UnregisteredPort> ports = new ArrayList<>();
		for (Listener listener : listeners) {
			if (this.registry.getByPort(listener.port()) == null) {
				Instance instance = this.running.stream()
					.filter((each) -> each.port() == listener.port())
					.findFirst()
					.orElse(null);
				ports.add(new UnregisteredPort(listener.port(), listener.process(), instance,
						suggestName(listener, instance)));
			}
		}
		return ports;
	}

	private String suggestName(Listener listener, @Nullable Instance instance) {
		String base = Optional.ofNullable(instance)
			.map(Instance::name)
			.filter(AssignmentNames::isValid)
			.or(() -> Optional.ofNullable(listener.process()).flatMap(UnregisteredPorts::ofProcess))
			.orElse("port-" + listener.port());
		String name = base;
		for (int number = 1; !this.names.add(name); number++) {
			String end = "-" + listener.port() + ((number > 1) ? "-" + number : "");
			name = base.substring(0, Math.min(base.length(), MAX_BASE_LENGTH)) + end;
		}
		return name;
	}

	private static Optional<String> ofProcess(ListeningProcess process) {
		Container container = process.container();
		if (container != null) {
			return Optional.ofNullable(container.service())
				.flatMap(AssignmentNames::from)
				.or(() -> AssignmentNames.from(container.name()));
		}
		return Optional.ofNullable(process.directory())
			.flatMap(UnregisteredPorts::ofFolder)
			.or(() -> Optional.ofNullable(process.program()).flatMap(UnregisteredPorts::ofProgram));
	}

	/**
	 * Many programs run in the home folder, and services in the root folder, so these say
	 * nothing about the program.
	 */
	private static Optional<String> ofFolder(String directory) {
		Path folder = Path.of(directory).getFileName();
		boolean home = directory.equals(System.getenv("HOME")) || directory.equals(System.getProperty("user.home"));
		return (folder != null && !home) ? AssignmentNames.from(folder.toString()) : Optional.empty();
	}

	private static Optional<String> ofProgram(String program) {
		return AssignmentNames.from(program.substring(program.lastIndexOf(' ') + 1).replaceFirst("\\.[a-z]+$", ""));
	}

}
