package io.github.portregistry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Containers;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.PortPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * {@link PortRegistry} in a file.
 */
final class FilePortRegistry implements PortRegistry {

	private final RegistryAccess access;

	FilePortRegistry(Path location, Duration lockTimeout) {
		this.access = new RegistryAccess(new RegistryFile(location, lockTimeout));
	}

	@Override
	public Path getLocation() {
		return this.access.location();
	}

	@Override
	public List<Assignment> list() {
		return RegistryAccess.list(this.access.read());
	}

	@Override
	public Optional<Assignment> get(String name) {
		return find(this.access.read(), name);
	}

	@Override
	public Assignment register(String name, int port) {
		return this.access.update(new SingleRegistration(name, port, null)::apply);
	}

	@Override
	public Assignment register(String name, int port, String description) {
		return this.access.update(new SingleRegistration(name, port, Assignment.cleanDescription(description))::apply);
	}

	@Override
	public List<Assignment> registerAll(Collection<Assignment> assignments) {
		return this.access.update(new BatchRegistration(assignments, false)::apply);
	}

	@Override
	public List<Assignment> moveAll(Collection<Assignment> assignments) {
		return this.access.update(new BatchRegistration(assignments, true)::apply);
	}

	@Override
	public List<Assignment> sync(ProjectFile project, PortRange range, boolean move) {
		return this.access.update(registration(project, range, move)::apply);
	}

	@Override
	public List<Assignment> previewSync(ProjectFile project, PortRange range, boolean move) {
		return registration(project, range, move).apply(this.access.read()).result();
	}

	private ProjectRegistration registration(ProjectFile project, PortRange range, boolean move) {
		return new ProjectRegistration(project, names(project), range, move);
	}

	private ProjectNames names(ProjectFile project) {
		return new ProjectNames(project.checkout(), this.access.instancesIfReadable());
	}

	@Override
	public Assignment reserve(String name, Wish wish, PortRange range, Set<Integer> excludedPorts) {
		return this.access.update(new WishReservation(name, wish, range, excludedPorts)::apply);
	}

	@Override
	public Map<String, String> namesOf(ProjectFile project, Collection<String> names) {
		ProjectNames inRegistry = names(project);
		Map<String, String> found = new LinkedHashMap<>();
		names.forEach((name) -> found.put(name, inRegistry.find(name)));
		return found;
	}

	@Override
	public Optional<Assignment> unregister(String name) {
		return this.access.update((document) -> new Change<>(document.without(name), find(document, name)));
	}

	@Override
	public int findAvailablePort(PortRange range) {
		return new PortSearch(this.access.read(), (port) -> PortPlaceholder.probe(null, port))
			.findAvailable(range, ExcludedPorts.DEFAULT, null)
			.orElseThrow(
					() -> new IllegalStateException("No port can be bound: this process may have too many open files"));
	}

	@Override
	public List<Claim> claim(List<ClaimRequest> requests) {
		return new RegistryClaim(this.access, requests).claim();
	}

	@Override
	public void giveBack(Claim claim) {
		RegistryClaim.giveBack(this.access, claim);
	}

	@Override
	public List<Instance> instances() {
		return this.access.instances();
	}

	@Override
	public Instant lastRecorded() {
		return this.access.lastRecorded();
	}

	@Override
	public AppName nameOf(String name, @Nullable Checkout checkout) {
		return new CheckoutNames((checkout != null) ? this.access.instancesIfReadable(name) : List.of()).find(name,
				checkout);
	}

	@Override
	public List<NameStatus> status() {
		List<Assignment> assignments = list();
		return new LivePorts(instances()).status(assignments);
	}

	@Override
	public Optional<NameStatus> status(String name) {
		Assignment assignment = get(name).orElse(null);
		return new LivePorts(instances()).status(name, assignment);
	}

	@Override
	public List<NameStatus> findUnused(Collection<String> names, Duration unusedTime) {
		return new UnusedAssignments(this.access, names, unusedTime).find();
	}

	@Override
	public List<NameStatus> removeUnused(Collection<String> names, Duration unusedTime) {
		return new UnusedAssignments(this.access, names, unusedTime).remove();
	}

	@Override
	public List<ServiceStatus> services() {
		List<Assignment> assignments = list();
		return new LiveServices(instances()).findAll(assignments);
	}

	@Override
	public Optional<ServiceStatus> service(String name) {
		Assignment assignment = get(name).orElse(null);
		return new LiveServices(instances()).find(name, assignment);
	}

	@Override
	public Optional<FoundService> find(String name, @Nullable Checkout from) {
		return new ServiceFinder(this.access.read(), instances()).find(name, from);
	}

	@Override
	public List<FoundService> findAll(Checkout from) {
		return new ServiceFinder(this.access.read(), instances()).findAll(from);
	}

	@Override
	public PortHolder holder(int port) {
		InvalidPortException.check(port);
		RegistryLine line = this.access.read().getByPort(port);
		return new LivePorts(instances()).holder(port, (line != null) ? Assignment.of(line) : null);
	}

	@Override
	public List<UnregisteredPort> scan() {
		RegistryDocument registry = this.access.read();
		return new UnregisteredPorts(registry, this.access.instancesIfReadable())
			.among(Containers.addTo(Listeners.findAll(Set.of())));
	}

	@Override
	public RegistryDoctor doctor(PortRange range, Set<Integer> excludedPorts) {
		return new FileRegistryDoctor(this.access, range, excludedPorts);
	}

	@Override
	public void record(Instance instance) {
		AssignmentNames.check(instance.name());
		this.access.record(instance);
	}

	private static Optional<Assignment> find(RegistryDocument document, String name) {
		return Optional.ofNullable(document.get(name)).map(Assignment::of);
	}

}
