package io.github.portregistry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Listener;

/**
 * A registry of ports: a text file of assignments that people, scripts and other programs
 * read and write too, by default {@code ~/.ports}.
 * <p>
 * Each method works on the file as it is at that moment. Changes are made under a lock
 * that all processes share, are on the disk when the method returns, and leave every
 * other line of the file as it is, byte for byte. Safe for use by many threads.
 *
 * <pre class="code">
 * PortRegistry registry = PortRegistry.open();
 * try (Claim claim = registry.claim(ClaimRequest.forName("orders").build())) {
 * 	port = claim.port();
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface PortRegistry {

	/**
	 * The path of the registry unless another is given. The {@code ~} stands for the
	 * directory that the environment variable {@code HOME} names, on Windows for the
	 * user's profile.
	 */
	String DEFAULT_LOCATION = "~/.ports";

	/**
	 * How long a change waits for other processes' changes at most, by default.
	 */
	Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Open the registry {@value #DEFAULT_LOCATION}. No file is touched before a method of
	 * the registry is called.
	 * @return the registry
	 */
	static PortRegistry open() {
		return open(Path.of(DEFAULT_LOCATION));
	}

	/**
	 * Open a registry.
	 * @param location the path of the file, which need not exist. A leading {@code ~} is
	 * expanded, links are followed
	 * @return the registry
	 */
	static PortRegistry open(Path location) {
		return open(location, DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * Open a registry.
	 * @param location the path of the file, which need not exist. A leading {@code ~} is
	 * expanded, links are followed
	 * @param lockTimeout how long a change waits for other processes' changes at most
	 * @return the registry
	 */
	static PortRegistry open(Path location, Duration lockTimeout) {
		return new FilePortRegistry(location, lockTimeout);
	}

	/**
	 * Have this JVM load the classes that a claim needs, so that the first claim has not
	 * to: for a thread that has some 10 ms to spare. Reads no registry, and takes no port
	 * but, for a moment, one of the system's choice.
	 */
	static void loadClasses() {
		ClaimClasses.load();
	}

	/**
	 * Return the path of the registry.
	 * @return the absolute path; not expanded if the home directory is not known
	 */
	Path getLocation();

	/**
	 * Return all assignments.
	 * @return the assignments, sorted by name
	 * @throws RegistryAccessException if the file cannot be read
	 */
	List<Assignment> list();

	/**
	 * Return the assignment of a name.
	 * @param name the name; any string can be asked for
	 * @return the assignment, or empty if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	Optional<Assignment> get(String name);

	/**
	 * Return the port of a name.
	 * @param name the name; any string can be asked for
	 * @return the port, or empty if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	default OptionalInt getPort(String name) {
		Optional<Assignment> assignment = get(name);
		return assignment.isPresent() ? OptionalInt.of(assignment.get().port()) : OptionalInt.empty();
	}

	/**
	 * Assign a port to a name, which may have another port or none. The description stays
	 * if there is one.
	 * @param name the name
	 * @param port the port, from 1 to 65535. Nobody is asked whether it is in use
	 * @return the assignment, as it is now
	 * @throws InvalidNameException if the name cannot be registered
	 * @throws InvalidPortException if the number is not a port
	 * @throws PortConflictException if the port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Assignment register(String name, int port);

	/**
	 * Assign a port to a name, which may have another port or none, and describe it.
	 * @param name the name
	 * @param port the port, from 1 to 65535. Nobody is asked whether it is in use
	 * @param description the description; line breaks and control characters become
	 * spaces
	 * @return the assignment, as it is now
	 * @throws InvalidNameException if the name cannot be registered
	 * @throws InvalidPortException if the number is not a port
	 * @throws PortConflictException if the port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Assignment register(String name, int port, String description);

	/**
	 * Assign ports to names in one step: either all get theirs, or nothing is changed. No
	 * name may have another port already. An empty description leaves the one that there
	 * is, another one replaces it.
	 * @param assignments the names and the ports they are to have
	 * @return the assignments, as they are now
	 * @throws InvalidNameException if a name cannot be registered
	 * @throws InvalidPortException if a number is not a port
	 * @throws RegistrationConflictException if a name has another port, or if a port is
	 * assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Assignment> registerAll(Collection<Assignment> assignments);

	/**
	 * Assign ports to names as {@link #registerAll(Collection)} does, also to names that
	 * have another port. Ports that the names give up are free for others of them.
	 * @param assignments the names and the ports they are to have
	 * @return the assignments, as they are now
	 * @throws InvalidNameException if a name cannot be registered
	 * @throws InvalidPortException if a number is not a port
	 * @throws RegistrationConflictException if a port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Assignment> moveAll(Collection<Assignment> assignments);

	/**
	 * Take the assignment of a name away.
	 * @param name the name; any string will do
	 * @return the assignment that the name had, or empty
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Optional<Assignment> unregister(String name);

	/**
	 * Find a port of the {@linkplain PortRange#DEFAULT default range} that is neither
	 * registered, nor {@linkplain ExcludedPorts#DEFAULT excluded}, nor in use. It is not
	 * kept for the caller: see {@link #claim}.
	 * @return the lowest such port
	 * @throws RangeExhaustedException if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	default int findAvailablePort() {
		return findAvailablePort(PortRange.DEFAULT);
	}

	/**
	 * Find a port that is neither registered, nor {@linkplain ExcludedPorts#DEFAULT
	 * excluded}, nor in use. It is not kept for the caller: see {@link #claim}.
	 * @param range the range to search
	 * @return the lowest such port
	 * @throws RangeExhaustedException if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	int findAvailablePort(PortRange range);

	/**
	 * Get a name's port and register one if needed, in one step: no other user of the
	 * registry can get the same. The registered port is used if it is available, else the
	 * preferred or default port, else one of the range.
	 * @param request the name and what it wants
	 * @return the port and the reason why it is this one
	 * @throws PortConflictException if another has the port and the request says
	 * {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	default Claim claim(ClaimRequest request) {
		return claim(List.of(request)).get(0);
	}

	/**
	 * Get the ports of several names of one app, as {@link #claim(ClaimRequest)} does and
	 * in one step: either all get one, or nothing is changed. If a name moves aside,
	 * those behind it are of the same instance.
	 * @param requests the names and what they want, the app's own first; may be empty
	 * @return the ports, in the same order
	 * @throws PortConflictException if another has a port and a request says
	 * {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Claim> claim(List<ClaimRequest> requests);

	/**
	 * Undo a claim whose port is not needed after all: a name that it registered is
	 * unregistered, one that it moved gets the port back that it had, if that is not
	 * another's by now. If somebody has given the name another port since, it stays as it
	 * is. A name that lost its port to the claim, because the range was full, does not
	 * get it back. A held port is released. Of several claims, the last is given back
	 * first.
	 * @param claim the claim, as it was returned
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	void giveBack(Claim claim);

	/**
	 * Return the running instances of apps that have recorded themselves and, of a name
	 * that has none, the last one that has ended.
	 * @return the instances, in the order of their start
	 * @throws RegistryAccessException if the records cannot be read
	 */
	List<Instance> instances();

	/**
	 * Return the current status of all assignments.
	 * @return the assignments with what is known of them, sorted by name
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<AssignmentStatus> status();

	/**
	 * Return the current status of a name's assignment.
	 * @param name the name; any string can be asked for
	 * @return the assignment with what is known of it, or empty if there is none
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Optional<AssignmentStatus> status(String name);

	/**
	 * Find all services that are registered or running.
	 * @return the services, sorted by name. An instance is found under the name of its
	 * service, and under its own
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<ServiceStatus> services();

	/**
	 * Find a service.
	 * @param name the name; any string can be asked for
	 * @return where the service is, or empty if it is neither registered nor running
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Optional<ServiceStatus> service(String name);

	/**
	 * Find out who has a port at the moment, registered or not.
	 * @param port the port, from 1 to 65535
	 * @return who has it
	 * @throws InvalidPortException if the number is not a port
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	PortHolder holder(int port);

	/**
	 * Find the TCP ports of this machine that somebody listens on and that are not
	 * registered.
	 * @return the ports with their processes, in the order of the ports; only those of
	 * this user's processes if the system does not answer
	 * @throws RegistryAccessException if the file cannot be read
	 */
	List<Listener> scan();

	/**
	 * Return what looks after the file, for apps that choose from
	 * {@link PortRange#DEFAULT}.
	 * @return the doctor
	 */
	default RegistryDoctor doctor() {
		return doctor(PortRange.DEFAULT);
	}

	/**
	 * Return what looks after the file, for apps that choose from a range.
	 * @param range the range that ports are chosen from
	 * @return the doctor, which does not suggest the {@linkplain ExcludedPorts#DEFAULT
	 * ports excluded by default}
	 */
	default RegistryDoctor doctor(PortRange range) {
		return doctor(range, ExcludedPorts.DEFAULT);
	}

	/**
	 * Return what looks after the file, for apps that choose from a range with excluded
	 * ports.
	 * @param range the range that ports are chosen from
	 * @param excludedPorts the ports that are not suggested
	 * @return the doctor
	 */
	RegistryDoctor doctor(PortRange range, Set<Integer> excludedPorts);

	/**
	 * Record an instance that runs in this process, in place of what this process has
	 * recorded of the same name. Of the ended instances of that name only the last one
	 * stays recorded. The file of assignments does not change.
	 * @param instance the instance
	 * @throws RegistryAccessException if the record cannot be written
	 */
	void record(Instance instance);

}
