package io.github.portregistry.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.portregistry.Assignment;
import io.github.portregistry.Finding;
import io.github.portregistry.NameStatus;
import io.github.portregistry.NameStatus.Use;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryDoctor.Snapshot;
import io.github.portregistry.UnregisteredPort;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Container;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the assignments of the registry and, where its
 * access is unrestricted, changes them.
 *
 * @since 0.1.0
 */
@Endpoint(id = "ports", defaultAccess = Access.READ_ONLY)
public class PortsEndpoint {

	private final PortRegistry registry;

	private final Supplier<@Nullable String> application;

	private final PortRange range;

	private final Set<Integer> excludedPorts;

	private final String access;

	private final CachedValue<PortsDescriptor> ports;

	/**
	 * Create an endpoint.
	 * @param registry the registry
	 * @param application supplies this application's name in the registry
	 * @param range the range that this application's port would be chosen from
	 * @param excludedPorts the ports that would not be chosen
	 * @param access the access that clients have to the endpoint
	 * @param timeToLive how long what is told of all ports is told again, unless the
	 * endpoint changes it; zero to look anew each time
	 */
	public PortsEndpoint(PortRegistry registry, Supplier<@Nullable String> application, PortRange range,
			Set<Integer> excludedPorts, Access access, Duration timeToLive) {
		this.registry = registry;
		this.application = application;
		this.range = range;
		this.excludedPorts = new TreeSet<>(excludedPorts);
		this.access = lowerCase(access);
		this.ports = new CachedValue<>(this::describe, timeToLive);
	}

	/**
	 * Return what is known of all ports.
	 * @return the assignments, the other ports in use, and what is wrong with the
	 * registry
	 */
	@ReadOperation
	public PortsDescriptor ports() {
		return this.ports.get();
	}

	private PortsDescriptor describe() {
		Snapshot snapshot = this.registry.doctor(this.range, this.excludedPorts).snapshot();
		return new PortsDescriptor(this.registry.getLocation().toString(), this.application.get(), this.access,
				this.range, this.excludedPorts, snapshot.names().stream().map(AssignmentDescriptor::of).toList(),
				snapshot.unregistered().stream().map(UnregisteredPortDescriptor::of).toList(),
				snapshot.findings().stream().map(FindingDescriptor::of).toList());
	}

	/**
	 * Return what is known of a name.
	 * @param name the name
	 * @return its assignment, or where it runs without one, or {@code null} if it does
	 * neither
	 */
	@ReadOperation
	public @Nullable AssignmentDescriptor port(@Selector String name) {
		return this.registry.status(name)
			.or(() -> this.registry.find(name, null).flatMap((found) -> this.registry.status(found.service().name())))
			.map(AssignmentDescriptor::of)
			.orElse(null);
	}

	/**
	 * Assign a port to a name.
	 * @param name the name
	 * @param port the port
	 * @param description the description, or {@code null} to keep the one there is
	 * @return the assignment
	 */
	@WriteOperation
	public @Nullable Assignment register(@Selector String name, int port, @Nullable String description) {
		try {
			if (description != null) {
				this.registry.register(name, port, description);
			}
			else {
				this.registry.register(name, port);
			}
			return this.registry.get(name).orElse(null);
		}
		finally {
			this.ports.clear();
		}
	}

	/**
	 * Take the assignment of a name away.
	 * @param name the name
	 * @return the assignment that the name had, or {@code null} if there was none
	 */
	@DeleteOperation
	public @Nullable Assignment unregister(@Selector String name) {
		try {
			return this.registry.unregister(name).orElse(null);
		}
		finally {
			this.ports.clear();
		}
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Description of the registry and the ports of this machine.
	 *
	 * @param registry the path of the registry
	 * @param application this application's name in the registry, or {@code null} if it
	 * has none
	 * @param access the access that clients have: {@code read-only} or
	 * {@code unrestricted}
	 * @param range the range that this application's port would be chosen from, its end
	 * not included
	 * @param excludedPorts the ports that would not be chosen
	 * @param assignments the assignments, and the applications that run without one,
	 * sorted by name
	 * @param unregistered the ports that somebody listens on and that are not registered
	 * @param findings what is wrong with the registry
	 */
	public record PortsDescriptor(String registry, @Nullable String application, String access, PortRange range,
			Set<Integer> excludedPorts, List<AssignmentDescriptor> assignments,
			List<UnregisteredPortDescriptor> unregistered, List<FindingDescriptor> findings) {

	}

	/**
	 * Description of an assignment, or of an application that runs without one.
	 *
	 * @param name the name
	 * @param port the port
	 * @param registered whether the port is registered
	 * @param description the description, maybe empty
	 * @param state {@code up}, {@code starting}, {@code stopping}, {@code free} or
	 * {@code taken}
	 * @param inUse whether somebody listens on the port
	 * @param process the process that listens on the port, or {@code null} if nobody does
	 * or if it is not known
	 * @param unused whether nobody has used it for so long that {@code ports prune} would
	 * remove it
	 * @param instances the running instances, or the last one that has ended
	 */
	public record AssignmentDescriptor(String name, int port, boolean registered, String description, String state,
			boolean inUse, @Nullable ProcessDescriptor process, boolean unused, List<InstanceDescriptor> instances) {

		private static AssignmentDescriptor of(NameStatus status) {
			return new AssignmentDescriptor(status.name(), status.port(), status.assignment() != null,
					status.description(), lowerCase(status.state()), status.inUse(),
					ProcessDescriptor.of(status.process()), status.use(NameStatus.DEFAULT_UNUSED_TIME) == Use.PAST,
					status.instances().stream().map(InstanceDescriptor::of).toList());
		}

	}

	/**
	 * Description of a port that somebody listens on and that is not registered.
	 *
	 * @param port the port
	 * @param process the process that listens, or {@code null} if it is not known
	 * @param instance the name of the instance that has recorded the port, or
	 * {@code null} if there is none
	 * @param suggestedName a name that it can be registered under
	 */
	public record UnregisteredPortDescriptor(int port, @Nullable ProcessDescriptor process, @Nullable String instance,
			String suggestedName) {

		private static UnregisteredPortDescriptor of(UnregisteredPort port) {
			Instance instance = port.instance();
			return new UnregisteredPortDescriptor(port.port(), ProcessDescriptor.of(port.process()),
					(instance != null) ? instance.name() : null, port.suggestedName());
		}

	}

	/**
	 * Description of a process that listens on a port, or of the container that the port
	 * is published for.
	 *
	 * @param pid the process id, or {@code null} if it is not known
	 * @param program the program, or what the container is, or {@code null} if it is not
	 * known
	 * @param directory the working directory, or {@code null} if it is not known
	 * @param container the container, or {@code null} if there is none
	 */
	public record ProcessDescriptor(@Nullable Long pid, @Nullable String program, @Nullable String directory,
			@Nullable Container container) {

		private static @Nullable ProcessDescriptor of(@Nullable ListeningProcess process) {
			return (process != null) ? new ProcessDescriptor((process.pid() > 0) ? process.pid() : null,
					process.program(), process.directory(), process.container()) : null;
		}

	}

	/**
	 * Description of an instance.
	 *
	 * @param name the name
	 * @param state {@code starting}, {@code up}, {@code stopping} or {@code stopped}
	 * @param port the port that it has, or had
	 * @param pid the process id
	 * @param program the program, or {@code null} if it is not known
	 * @param startedAt when it claimed its port
	 * @param url the address for clients, or {@code null} if it is not known
	 * @param endpoints the addresses of what it serves to tools, by kind
	 * @param directory the working directory
	 * @param worktree the directory of the linked git worktree that it runs in, or
	 * {@code null}
	 * @param checkout the checkout that it was started from, or {@code null} if it is not
	 * known
	 * @param lastSeen when it was last known to be in this state
	 */
	public record InstanceDescriptor(String name, String state, int port, long pid, @Nullable String program,
			Instant startedAt, @Nullable String url, Map<String, String> endpoints, String directory,
			@Nullable String worktree, @Nullable CheckoutDescriptor checkout, Instant lastSeen) {

		private static InstanceDescriptor of(Instance instance) {
			return new InstanceDescriptor(instance.name(), lowerCase(instance.state()), instance.port(), instance.pid(),
					instance.program(), instance.startedAt(), instance.url(), instance.endpoints(),
					instance.directory(), instance.worktree(), CheckoutDescriptor.of(instance.checkout()),
					instance.lastSeen());
		}

	}

	/**
	 * Description of a checkout, as it was when an instance was started from it.
	 *
	 * @param project the folder of the project
	 * @param directory the top folder of the checkout
	 * @param worktree the name of the linked git worktree, or {@code null} if it is the
	 * main checkout
	 * @param branch the branch, or {@code null} if there was none
	 * @param commit the hash of the commit, or {@code null} if it is not known
	 */
	public record CheckoutDescriptor(String project, String directory, @Nullable String worktree,
			@Nullable String branch, @Nullable String commit) {

		private static @Nullable CheckoutDescriptor of(@Nullable Checkout checkout) {
			return (checkout != null) ? new CheckoutDescriptor(checkout.project(), checkout.directory(),
					checkout.worktree(), checkout.branch(), checkout.commit()) : null;
		}

	}

	/**
	 * Description of something that is wrong with the registry.
	 *
	 * @param type what kind of thing it is, such as {@code duplicate-name}
	 * @param line the number of the line that it is about, from 1, or {@code null}
	 * @param reason what is wrong
	 * @param remedy what to do about it
	 * @param repairable whether {@code ports doctor --fix} does it
	 */
	public record FindingDescriptor(String type, @Nullable Integer line, String reason, String remedy,
			boolean repairable) {

		private static FindingDescriptor of(Finding finding) {
			return new FindingDescriptor(lowerCase(finding.type()), (finding.line() > 0) ? finding.line() : null,
					finding.reason(), finding.remedy(), finding.repairable());
		}

	}

}
