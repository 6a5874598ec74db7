package io.github.portregistry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * A registry of ports: a text file of assignments, by default {@code ~/.ports}, that
 * people, scripts and other programs also read and write.
 * <p>
 * Each method works on the current content of the file. A change is made under a lock
 * that all processes share, is on disk when the method returns, and leaves every other
 * line of the file unchanged, byte for byte. A registry is safe for use by multiple
 * threads.
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
	 * The default path of the registry. The {@code ~} stands for the directory that the
	 * environment variable {@code HOME} names or, on Windows, for the user's profile.
	 */
	String DEFAULT_LOCATION = "~/.ports";

	/**
	 * The longest time that a change waits for changes of other processes, by default: 10
	 * seconds.
	 */
	Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Open the registry {@value #DEFAULT_LOCATION}. This does not access any file: only
	 * the methods of the registry do.
	 * @return the registry
	 */
	static PortRegistry open() {
		return open(Path.of(DEFAULT_LOCATION));
	}

	/**
	 * Open a registry.
	 * @param location the path of the file, which need not exist. A leading {@code ~} is
	 * expanded and links are followed
	 * @return the registry
	 */
	static PortRegistry open(Path location) {
		return open(location, DEFAULT_LOCK_TIMEOUT);
	}

	/**
	 * Open a registry.
	 * @param location the path of the file, which need not exist. A leading {@code ~} is
	 * expanded and links are followed
	 * @param lockTimeout the longest time that a change waits for changes of other
	 * processes
	 * @return the registry
	 */
	static PortRegistry open(Path location, Duration lockTimeout) {
		return new FilePortRegistry(location, lockTimeout);
	}

	/**
	 * Load the classes that a claim needs, so that the first claim does not have to. Call
	 * this method from a thread that has some 10 ms to spare. It does not read a
	 * registry, but git's files of the checkout that this process runs. The only port
	 * that it binds, for a moment, is one that the system chooses.
	 */
	static void loadClasses() {
		ClaimClasses.load();
	}

	/**
	 * Return the path of the registry.
	 * @return the absolute path, or the given path if the home directory is not known
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
	 * @param name the name, which can be any string
	 * @return the assignment, or empty if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	Optional<Assignment> get(String name);

	/**
	 * Return the port of a name.
	 * @param name the name, which can be any string
	 * @return the port, or empty if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	default OptionalInt getPort(String name) {
		Optional<Assignment> assignment = get(name);
		return assignment.isPresent() ? OptionalInt.of(assignment.get().port()) : OptionalInt.empty();
	}

	/**
	 * Assign a port to a name, whether or not the name already has a port. An existing
	 * description is kept.
	 * @param name the name
	 * @param port the port, from 1 to 65535. Whether it is in use is not checked
	 * @return the new assignment
	 * @throws InvalidNameException if the name cannot be registered
	 * @throws InvalidPortException if the number is not a port
	 * @throws PortConflictException if the port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Assignment register(String name, int port);

	/**
	 * Assign a port to a name, whether or not the name already has a port, and set its
	 * description.
	 * @param name the name
	 * @param port the port, from 1 to 65535. Whether it is in use is not checked
	 * @param description the description. Line breaks and control characters are replaced
	 * with spaces
	 * @return the new assignment
	 * @throws InvalidNameException if the name cannot be registered
	 * @throws InvalidPortException if the number is not a port
	 * @throws PortConflictException if the port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Assignment register(String name, int port, String description);

	/**
	 * Assign ports to names in one step: either all names get their ports, or nothing
	 * changes. It is a conflict if a name already has another port. An empty description
	 * keeps the existing one; any other description replaces it.
	 * @param assignments the assignments to make
	 * @return the new assignments
	 * @throws InvalidNameException if a name cannot be registered
	 * @throws InvalidPortException if a number is not a port
	 * @throws RegistrationConflictException if a name has another port, or if a port is
	 * assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Assignment> registerAll(Collection<Assignment> assignments);

	/**
	 * Assign ports to names like {@link #registerAll(Collection)}, but also to names that
	 * already have another port. A port that one of the names gives up can be assigned to
	 * another of them.
	 * @param assignments the assignments to make
	 * @return the new assignments
	 * @throws InvalidNameException if a name cannot be registered
	 * @throws InvalidPortException if a number is not a port
	 * @throws RegistrationConflictException if a port is assigned to another name
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Assignment> moveAll(Collection<Assignment> assignments);

	/**
	 * Register all that a project wishes for, or nothing. A name for which any port will
	 * do keeps its port, or gets one of the range.
	 * @param project the file of the project
	 * @param range the range
	 * @param move whether names that have another port get the one that is wished for
	 * @return the assignments of the project, in the order of the file
	 * @throws RegistrationConflictException if a port is assigned to another name or, if
	 * {@code move} is {@code false}, a name has another port
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Assignment> sync(ProjectFile project, PortRange range, boolean move);

	/**
	 * Return what {@link #sync} would return, and change nothing.
	 * @param project the file of the project
	 * @param range the range
	 * @param move whether names that have another port would get the one that is wished
	 * for
	 * @return the assignments of the project, in the order of the file
	 * @throws RegistrationConflictException if there would be conflicts
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read
	 */
	List<Assignment> previewSync(ProjectFile project, PortRange range, boolean move);

	/**
	 * Register a name that is asked for before it has been started. A name that is
	 * registered keeps its port. Otherwise it gets the port that is wished for, whoever
	 * listens there, or one of the range if that is another name's.
	 * @param name the name
	 * @param wish what is wished for
	 * @param range the range
	 * @param excludedPorts the ports of the range that are not chosen
	 * @return the assignment of the name
	 * @throws InvalidNameException if the name cannot be registered
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Assignment reserve(String name, Wish wish, PortRange range, Set<Integer> excludedPorts);

	/**
	 * Return the names that apps of a project, or further ports of them, are registered
	 * under.
	 * @param project the file of the project
	 * @param names the names in the project
	 * @return the name in the registry by that in the project, in the same order; another
	 * one if the project has had another, since its own belongs to another project
	 */
	Map<String, String> namesOf(ProjectFile project, Collection<String> names);

	/**
	 * Remove the assignment of a name.
	 * @param name the name, which can be any string
	 * @return the removed assignment, or empty if there was none
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	Optional<Assignment> unregister(String name);

	/**
	 * Find a port of the {@linkplain PortRange#DEFAULT default range} that is neither
	 * registered, nor {@linkplain ExcludedPorts#DEFAULT excluded}, nor in use. The port
	 * is not reserved for the caller: see {@link #claim}.
	 * @return the lowest such port
	 * @throws RangeExhaustedException if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	default int findAvailablePort() {
		return findAvailablePort(PortRange.DEFAULT);
	}

	/**
	 * Find a port that is neither registered, nor {@linkplain ExcludedPorts#DEFAULT
	 * excluded}, nor in use. The port is not reserved for the caller: see {@link #claim}.
	 * @param range the range to search
	 * @return the lowest such port
	 * @throws RangeExhaustedException if there is none
	 * @throws RegistryAccessException if the file cannot be read
	 */
	int findAvailablePort(PortRange range);

	/**
	 * Claim the port of a name and register one if necessary, in one step, so that no
	 * other user of the registry can get the same port. The registered port is used if it
	 * is available, otherwise the preferred or default port, otherwise a port of the
	 * range.
	 * @param request the request, with the name
	 * @return the claim, with the port and the reason why it was chosen
	 * @throws PortConflictException if the port belongs to another name or process and
	 * the policy of the request is {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	default Claim claim(ClaimRequest request) {
		return claim(List.of(request)).get(0);
	}

	/**
	 * Claim the ports of several names of one app like {@link #claim(ClaimRequest)}, in
	 * one step: either every name gets a port, or nothing changes. If a name moves aside,
	 * the names after it get at least the same instance number.
	 * @param requests the requests, with that of the app's own name first; may be empty
	 * @return the claims, in the order of the requests
	 * @throws PortConflictException if a port belongs to another name or process and the
	 * policy of the request is {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	List<Claim> claim(List<ClaimRequest> requests);

	/**
	 * Undo a claim whose port is not needed after all. A name that the claim registered
	 * is unregistered. A name that the claim moved gets its previous port back, unless
	 * that port has since been assigned to another name. If the name has since been given
	 * another port, its assignment does not change. A name that lost its port to the
	 * claim, because the range was full, does not get it back. If the claim holds its
	 * port, the port is released. To give back several claims, start with the last one.
	 * @param claim the claim, as returned by this registry
	 * @throws RegistryAccessException if the file cannot be read or written
	 */
	void giveBack(Claim claim);

	/**
	 * Return the running instances of apps that have written a record. For a name without
	 * a running instance, return those that cannot be seen from here, such as one in a
	 * container, and the last one that has ended.
	 * @return the instances, in the order of their start
	 * @throws RegistryAccessException if the records cannot be read
	 */
	List<Instance> instances();

	/**
	 * Find out whether an instance that does not record its state itself, such as a
	 * command that was started for a claimed port, is up: a process listens on its port.
	 * Since the port was held for the instance, this can also be a process that it has
	 * not started, such as a daemon.
	 * @param starting the instance
	 * @return the instance, up. If the process that listens is neither its own nor one
	 * that it has started, it is the instance's process from now on. Empty if no process
	 * listens
	 */
	static Optional<Instance> findUp(Instance starting) {
		return LivePorts.findUp(starting);
	}

	/**
	 * Return when an instance was last recorded. This takes less time than
	 * {@link #instances()}, so it can be called often to find out whether something has
	 * changed. It does not change when a process ends without recording it.
	 * @return the time, with the precision of the file system; {@link Instant#EPOCH} if
	 * no instance has been recorded
	 * @throws RegistryAccessException if the location of the file is not known
	 */
	Instant lastRecorded();

	/**
	 * Return the name that an app has in a checkout. Apps of different projects can be
	 * configured with the same name: it belongs to the project that an instance has
	 * recorded it for first, and the others have derived names.
	 * @param name the name that the app is configured with
	 * @param checkout the checkout that the app runs, or {@code null} if it is not known
	 * @return the name. If the checkout is not known, the name itself. If the records
	 * cannot be read, the name in the only project
	 */
	AppName nameOf(String name, @Nullable Checkout checkout);

	/**
	 * Return the current status of all names that are registered or running.
	 * @return the status of each name, sorted by name
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<NameStatus> status();

	/**
	 * Return the current status of a name.
	 * @param name the name, which can be any string
	 * @return the status, or empty if the name is neither registered nor running
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Optional<NameStatus> status(String name);

	/**
	 * Find assignments that nobody has used for a long time. Those that are in use, or
	 * that may be in use in another container or on another machine, are not found.
	 * @param names the names to look at, or none to look at all for which an instance has
	 * been recorded
	 * @param unusedTime the time since an instance was last seen, usually
	 * {@link NameStatus#DEFAULT_UNUSED_TIME}
	 * @return the status of each name, sorted by name
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<NameStatus> findUnused(Collection<String> names, Duration unusedTime);

	/**
	 * Find assignments like {@link #findUnused}, and remove them, in one step: an app
	 * that claims its port at the same time either keeps its assignment or gets a new
	 * one.
	 * @param names the names to look at, or none to look at all for which an instance has
	 * been recorded
	 * @param unusedTime the time since an instance was last seen
	 * @return the status that each removed name had, sorted by name
	 * @throws RegistryAccessException if the file or the records cannot be read, or if
	 * the file cannot be written
	 */
	List<NameStatus> removeUnused(Collection<String> names, Duration unusedTime);

	/**
	 * Find all services that are registered or running.
	 * @return the services, sorted by name. An instance is listed under the name of its
	 * service and under its own name
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<ServiceStatus> services();

	/**
	 * Find a service.
	 * @param name the name, which can be any string
	 * @return the service, or empty if it is neither registered nor running
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Optional<ServiceStatus> service(String name);

	/**
	 * Find the service that is meant by a name. It is the service with exactly this name;
	 * otherwise, one whose name differs only in case, or that has the name as it would be
	 * {@linkplain AssignmentNames#from(String) registered}. A service of the caller's
	 * checkout takes precedence over the others, unless the name is that of another
	 * checkout, such as {@code orders--fix-ui}.
	 * @param name the name, which can be any string
	 * @param from the checkout of the caller, or {@code null} if it is not known
	 * @return the service, or empty if it is neither registered nor running
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Optional<FoundService> find(String name, @Nullable Checkout from);

	/**
	 * Find the services of the caller's project: the apps that have been recorded in any
	 * of its checkouts, and those that are registered for the caller's linked git
	 * worktree. Each is found as by {@link #find}.
	 * @param from the checkout of the caller
	 * @return the services, sorted by the name of the app
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	List<FoundService> findAll(Checkout from);

	/**
	 * Find out who has a port at the moment, whether or not it is registered.
	 * @param port the port, from 1 to 65535
	 * @return who has it
	 * @throws InvalidPortException if the number is not a port
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	PortHolder holder(int port);

	/**
	 * Find the TCP ports of this machine that a process listens on and that are not
	 * registered.
	 * @return the ports, sorted. If the system does not list all listeners, only those of
	 * this user's processes
	 * @throws RegistryAccessException if the file cannot be read
	 */
	List<UnregisteredPort> scan();

	/**
	 * Return a doctor that checks and repairs the file, for apps that choose from
	 * {@link PortRange#DEFAULT}.
	 * @return the doctor
	 */
	default RegistryDoctor doctor() {
		return doctor(PortRange.DEFAULT);
	}

	/**
	 * Return a doctor that checks and repairs the file, for apps that choose from a
	 * range.
	 * @param range the range that ports are chosen from
	 * @return the doctor, which does not suggest the {@linkplain ExcludedPorts#DEFAULT
	 * ports excluded by default}
	 */
	default RegistryDoctor doctor(PortRange range) {
		return doctor(range, ExcludedPorts.DEFAULT);
	}

	/**
	 * Return a doctor that checks and repairs the file, for apps that choose from a range
	 * with excluded ports.
	 * @param range the range that ports are chosen from
	 * @param excludedPorts the ports that are not suggested
	 * @return the doctor
	 */
	RegistryDoctor doctor(PortRange range, Set<Integer> excludedPorts);

	/**
	 * Write the record of an instance that runs in this process. It replaces the record
	 * that this process has written for the same name. If several instances of that name
	 * have ended, only the record of the last one is kept. The file of assignments does
	 * not change.
	 * @param instance the instance
	 * @throws RegistryAccessException if the record cannot be written
	 */
	void record(Instance instance);

}
