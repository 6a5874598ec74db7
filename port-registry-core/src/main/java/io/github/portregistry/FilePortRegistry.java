package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Edit;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.InstanceRecords;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.net.PortProbe;
import org.jspecify.annotations.Nullable;

/**
 * {@link PortRegistry} kept in a file.
 */
final class FilePortRegistry implements PortRegistry {

	private final RegistryFile file;

	FilePortRegistry(Path location, Duration lockTimeout) {
		this.file = new RegistryFile(location, lockTimeout);
	}

	@Override
	public Path getLocation() {
		return this.file.path();
	}

	@Override
	public List<Assignment> list() {
		return list(read());
	}

	private static List<Assignment> list(RegistryDocument document) {
		return document.assignments()
			.stream()
			.map(Assignment::of)
			.sorted(Comparator.comparing(Assignment::name))
			.toList();
	}

	@Override
	public Optional<Assignment> get(String name) {
		return find(read(), name);
	}

	@Override
	public Optional<Assignment> register(String name, int port) {
		return assign(name, port, null);
	}

	@Override
	public Optional<Assignment> register(String name, int port, String description) {
		return assign(name, port, Assignment.cleanDescription(description));
	}

	private Optional<Assignment> assign(String name, int port, @Nullable String description) {
		AssignmentNames.check(name);
		InvalidPortException.check(port);
		return update((document) -> {
			RegistryLine holder = document.getByPort(port);
			if (holder != null && !holder.name().equals(name)) {
				PortConflict conflict = new PortConflict(name, port, holder.name(), null, null, null, true);
				throw new PortConflictException(conflict, "Port " + port + " is already assigned to '" + holder.name()
						+ "'. Choose a different port or unregister that application first.");
			}
			return new Edit<>(document.with(name, port, description), find(document, name));
		});
	}

	@Override
	public List<RegistrationConflict> registerAll(Collection<Assignment> assignments, boolean move) {
		BatchRegistration registration = new BatchRegistration(assignments, move);
		return update(registration::apply);
	}

	@Override
	public Optional<Assignment> unregister(String name) {
		return update((document) -> new Edit<>(document.without(name), find(document, name)));
	}

	@Override
	public int findAvailablePort(PortRange range) {
		return new PortSearch(read(), new PortProbe(null)::probe).findAvailable(range, ExcludedPorts.DEFAULT)
			.orElseThrow(() -> new IllegalStateException("No port can be bound: are too many files open?"));
	}

	@Override
	public List<Claim> claim(List<ClaimRequest> requests) {
		ClaimOperation operation = new ClaimOperation(requests, this::instancesIfReadable);
		List<Claim> held = List.of();
		try {
			RegistryDocument registry = read();
			List<Claim> claims = operation.keep(registry);
			if (claims == null) {
				operation.awaitStopping(registry);
				operation.prepare();
				claims = new ConflictDetails(this).addTo(update(operation::choose), requests);
			}
			held = claims;
			return claims;
		}
		catch (PortConflictException ex) {
			PortConflict conflict = new ConflictDetails(this).addTo(ex.getConflict(), requests.get(0));
			throw new PortConflictException(conflict, conflict.describe());
		}
		finally {
			operation.releaseAllBut(held);
		}
	}

	@Override
	public void giveBack(Claim claim) {
		try {
			if (claim.isChange()) {
				update((document) -> new Edit<>(ClaimOperation.undo(claim, document), claim));
			}
		}
		finally {
			PortPlaceholder placeholder = claim.placeholder();
			if (placeholder != null) {
				placeholder.close();
			}
		}
	}

	@Override
	public List<Instance> instances() {
		try {
			return records().findAll();
		}
		catch (IOException ex) {
			throw new RegistryAccessException("read the instances of", getLocation(), ex);
		}
	}

	@Override
	public List<AssignmentStatus> status() {
		return status(list());
	}

	@Override
	public Optional<AssignmentStatus> status(String name) {
		return status(get(name).stream().toList()).stream().findFirst();
	}

	private List<AssignmentStatus> status(List<Assignment> assignments) {
		return new RegistryStatus(assignments.isEmpty() ? List.of() : instances()).of(assignments);
	}

	@Override
	public List<ServiceStatus> services() {
		List<Assignment> assignments = list();
		return new RegistryStatus(instances()).services(assignments);
	}

	@Override
	public Optional<ServiceStatus> service(String name) {
		Assignment assignment = get(name).orElse(null);
		return new RegistryStatus(instances()).service(name, assignment);
	}

	@Override
	public PortHolder holder(int port) {
		InvalidPortException.check(port);
		RegistryLine line = read().getByPort(port);
		return new RegistryStatus(instances()).holder(port, (line != null) ? Assignment.of(line) : null);
	}

	@Override
	public List<Listener> scan() {
		RegistryDocument registry = read();
		return unregistered(Listeners.findAll(), registry);
	}

	private static List<Listener> unregistered(List<Listener> listeners, RegistryDocument registry) {
		return listeners.stream().filter((listener) -> registry.getByPort(listener.port()) == null).toList();
	}

	/** What instances tell helps with a claim, but none fails for the lack of it. */
	List<Instance> instancesIfReadable() {
		try {
			return instances();
		}
		catch (RegistryAccessException ex) {
			return List.of();
		}
	}

	@Override
	public List<Finding> findings(PortRange range) {
		return new RegistryDoctor(this.file, range, instancesIfReadable()).findings();
	}

	@Override
	public RegistrySnapshot snapshot(PortRange range) {
		RegistryDocument document = read();
		List<Instance> instances = instances();
		List<Listener> listeners = Listeners.findAll();
		RegistryStatus status = new RegistryStatus(instances, listeners);
		return new RegistrySnapshot(status.of(list(document)), unregistered(listeners, document),
				new RegistryDoctor(this.file, range, instances).findings(document));
	}

	@Override
	public List<Finding> repair(PortRange range) {
		try {
			return new RegistryDoctor(this.file, range, instancesIfReadable()).repair();
		}
		catch (IOException ex) {
			throw new RegistryAccessException("repair", getLocation(), ex);
		}
	}

	@Override
	public void record(Instance instance) {
		try {
			InstanceRecords records = records();
			records.write(instance);
			if (instance.state() == Instance.State.UP || instance.state() == Instance.State.STOPPED) {
				records.prune(instance);
			}
		}
		catch (IOException ex) {
			throw new RegistryAccessException("record an instance of", getLocation(), ex);
		}
	}

	private InstanceRecords records() throws IOException {
		return new InstanceRecords(this.file.directory().resolve("instances"));
	}

	private static Optional<Assignment> find(RegistryDocument document, String name) {
		return Optional.ofNullable(document.get(name)).map(Assignment::of);
	}

	RegistryDocument read() {
		try {
			return this.file.read();
		}
		catch (IOException ex) {
			throw new RegistryAccessException("read", getLocation(), ex);
		}
	}

	private <T> T update(Function<RegistryDocument, Edit<T>> operation) {
		try {
			return this.file.update(operation);
		}
		catch (IOException ex) {
			throw new RegistryAccessException("change", getLocation(), ex);
		}
	}

}
