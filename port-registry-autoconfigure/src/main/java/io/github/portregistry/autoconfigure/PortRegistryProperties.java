package io.github.portregistry.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.ConflictPolicy;
import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * Configuration properties of the port registry. Validates itself, so that a wrong value
 * is reported with its property and origin before anything is done.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("portregistry")
public class PortRegistryProperties implements Validator {

	private static final int MAX_PORT = 65535;

	/**
	 * Whether the application gets its port from the registry. By default it does, except
	 * on a cloud platform.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Path of the registry file. A leading '~' is the home directory.
	 */
	private String location = PortRegistry.DEFAULT_LOCATION;

	/**
	 * Name under which the application is registered. By default it is made of
	 * 'spring.application.name'.
	 */
	private @Nullable String name;

	/**
	 * Description that a new assignment gets. By default it tells the directory that the
	 * application runs in.
	 */
	private @Nullable String description;

	/**
	 * Port to register if the application has none yet. By default it is the port that
	 * the server would have.
	 */
	private @Nullable Integer preferredPort;

	/**
	 * Comma-separated list of ports that are never chosen automatically. By default they
	 * are the ports that browsers refuse and that developers' tools use.
	 */
	private Set<Integer> excludedPorts = ExcludedPorts.DEFAULT;

	/**
	 * What to do when the registered port, or the one asked for, is not available.
	 */
	private ConflictPolicy onConflict = ConflictPolicy.FALLBACK;

	/**
	 * Time to wait for other processes that change the registry.
	 */
	private Duration lockTimeout = PortRegistry.DEFAULT_LOCK_TIMEOUT;

	/**
	 * Whether the application fails to start when the registry cannot be used, instead of
	 * starting as if there were none.
	 */
	private boolean failFast;

	/**
	 * Time to wait for an instance of the same application that is stopping and still has
	 * the registered port.
	 */
	private Duration stoppingTimeout = Duration.ofSeconds(30);

	/**
	 * Whether the application has a name and port of its own in each linked git worktree.
	 */
	private boolean worktree = true;

	/**
	 * Properties of further ports that the application opens, by the suffix that each has
	 * behind the application's name.
	 */
	private Map<String, String> additionalPorts = new LinkedHashMap<>();

	private final Range range = new Range();

	private final Management management = new Management();

	private final Skip skip = new Skip();

	private final Discovery discovery = new Discovery();

	private final Endpoint endpoint = new Endpoint();

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public String getLocation() {
		return this.location;
	}

	public void setLocation(String location) {
		this.location = location;
	}

	public @Nullable String getName() {
		return this.name;
	}

	public void setName(@Nullable String name) {
		this.name = name;
	}

	public @Nullable String getDescription() {
		return this.description;
	}

	public void setDescription(@Nullable String description) {
		this.description = description;
	}

	public @Nullable Integer getPreferredPort() {
		return this.preferredPort;
	}

	public void setPreferredPort(@Nullable Integer preferredPort) {
		this.preferredPort = preferredPort;
	}

	public Set<Integer> getExcludedPorts() {
		return this.excludedPorts;
	}

	public void setExcludedPorts(Set<Integer> excludedPorts) {
		this.excludedPorts = excludedPorts;
	}

	public ConflictPolicy getOnConflict() {
		return this.onConflict;
	}

	public void setOnConflict(ConflictPolicy onConflict) {
		this.onConflict = onConflict;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public boolean isFailFast() {
		return this.failFast;
	}

	public void setFailFast(boolean failFast) {
		this.failFast = failFast;
	}

	public Duration getStoppingTimeout() {
		return this.stoppingTimeout;
	}

	public void setStoppingTimeout(Duration stoppingTimeout) {
		this.stoppingTimeout = stoppingTimeout;
	}

	public boolean isWorktree() {
		return this.worktree;
	}

	public void setWorktree(boolean worktree) {
		this.worktree = worktree;
	}

	public Map<String, String> getAdditionalPorts() {
		return this.additionalPorts;
	}

	public void setAdditionalPorts(Map<String, String> additionalPorts) {
		this.additionalPorts = additionalPorts;
	}

	public Range getRange() {
		return this.range;
	}

	public Management getManagement() {
		return this.management;
	}

	public Skip getSkip() {
		return this.skip;
	}

	public Discovery getDiscovery() {
		return this.discovery;
	}

	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Open the registry that the properties tell.
	 * @return the registry
	 */
	public PortRegistry openRegistry() {
		return PortRegistry.open(Path.of(this.location), this.lockTimeout);
	}

	@Override
	public boolean supports(Class<?> type) {
		return type == PortRegistryProperties.class || type == Range.class || type == Endpoint.class;
	}

	@Override
	public void validate(Object target, Errors errors) {
		if (target instanceof Range nested) {
			nested.validate(errors);
		}
		else if (target instanceof Endpoint nested) {
			nested.validate(errors);
		}
		else {
			validate((PortRegistryProperties) target, errors);
		}
	}

	private static void validate(PortRegistryProperties properties, Errors errors) {
		String name = properties.name;
		if (name != null && !name.isEmpty()) {
			reject(errors, "name", !AssignmentNames.isValid(name), AssignmentNames.RULE);
			reject(errors, "name", AssignmentNames.isDerived(name), "'--' is reserved for names derived from others");
		}
		reject(errors, "location", !isPath(properties.location), "must be a path");
		Integer port = properties.preferredPort;
		reject(errors, "preferredPort", port != null && !isPort(port), "must be from 1 to " + MAX_PORT);
		reject(errors, "excludedPorts", !properties.excludedPorts.stream().allMatch(PortRegistryProperties::isPort),
				"must be ports from 1 to " + MAX_PORT);
		reject(errors, "lockTimeout", properties.lockTimeout.isNegative() || properties.lockTimeout.isZero(),
				"must be greater than zero");
		reject(errors, "stoppingTimeout", properties.stoppingTimeout.isNegative(), "must not be negative");
		properties.additionalPorts.forEach((suffix, property) -> validate(errors, suffix, property));
	}

	private static void validate(Errors errors, String suffix, String property) {
		String field = "additionalPorts[" + suffix + "]";
		reject(errors, field, !AssignmentNames.isValid(suffix) || AssignmentNames.isDerived(suffix),
				"'" + suffix + "' is not a suffix: " + AssignmentNames.RULE + ", without '--'");
		reject(errors, field, AssignmentNames.isReserved(suffix),
				"'" + suffix + "' is reserved: management ports and numbered instances have such names");
		reject(errors, field, !ConfigurationPropertyName.isValid(property) || property.isEmpty(),
				"'" + property + "' is not the name of a property in its canonical form");
		reject(errors, field, List.of("server.port", "management.server.port").contains(property),
				"'" + property + "' needs no entry");
	}

	private static void reject(Errors errors, String field, boolean wrong, String reason) {
		if (wrong && !errors.hasFieldErrors(field)) {
			errors.rejectValue(field, "invalid", reason);
		}
	}

	/** An element of a list that is empty is bound to {@code null}. */
	private static boolean isPort(@Nullable Integer number) {
		return number != null && number >= 1 && number <= MAX_PORT;
	}

	private static boolean isPath(String location) {
		try {
			return !location.isBlank() && Path.of(location).getFileName() != null;
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	/**
	 * Properties of the range that ports are chosen from.
	 */
	public static class Range {

		/**
		 * First port of the range that ports are chosen from.
		 */
		private int start = PortRange.DEFAULT.start();

		/**
		 * Port behind the last one of the range that ports are chosen from.
		 */
		private int end = PortRange.DEFAULT.end();

		public int getStart() {
			return this.start;
		}

		public void setStart(int start) {
			this.start = start;
		}

		public int getEnd() {
			return this.end;
		}

		public void setEnd(int end) {
			this.end = end;
		}

		/**
		 * Return the range.
		 * @return the ports from the first to the one before the end
		 */
		public PortRange toPortRange() {
			return new PortRange(this.start, this.end);
		}

		private void validate(Errors errors) {
			reject(errors, "start", !isPort(this.start), "must be from 1 to " + MAX_PORT);
			reject(errors, "end", this.end > MAX_PORT + 1, "must be at most " + (MAX_PORT + 1));
			reject(errors, "start", this.end <= this.start,
					"must be less than portregistry.range.end, which is " + this.end);
			reject(errors, "end", this.end <= this.start,
					"must be greater than portregistry.range.start, which is " + this.start);
		}

	}

	/**
	 * Properties of the management server's port.
	 */
	public static class Management {

		/**
		 * Whether the management server gets its port from the registry too, where it has
		 * one of its own.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Properties of when to leave the application alone.
	 */
	public static class Skip {

		/**
		 * Whether tests run without the registry.
		 */
		private boolean inTests = true;

		public boolean isInTests() {
			return this.inTests;
		}

		public void setInTests(boolean inTests) {
			this.inTests = inTests;
		}

	}

	/**
	 * Properties of how the application finds others.
	 */
	public static class Discovery {

		/**
		 * Whether a name that nobody has registered yet gets a port of the range as soon
		 * as a placeholder asks for it.
		 */
		private boolean reserveUnknown;

		public boolean isReserveUnknown() {
			return this.reserveUnknown;
		}

		public void setReserveUnknown(boolean reserveUnknown) {
			this.reserveUnknown = reserveUnknown;
		}

	}

	/**
	 * Properties of the endpoint {@code ports}.
	 */
	public static class Endpoint {

		/**
		 * Comma-separated list of host names, besides those of the loopback interface, by
		 * which clients may address the endpoint 'ports'.
		 */
		private Set<String> allowedHosts = new LinkedHashSet<>();

		/**
		 * Time for which the endpoint 'ports' tells again what it has told of all ports,
		 * unless it has changed an assignment since. Zero to look anew each time.
		 */
		private Duration timeToLive = Duration.ZERO;

		public Set<String> getAllowedHosts() {
			return this.allowedHosts;
		}

		public void setAllowedHosts(Set<String> allowedHosts) {
			this.allowedHosts = allowedHosts;
		}

		public Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

		private void validate(Errors errors) {
			reject(errors, "timeToLive", this.timeToLive.isNegative(), "must not be negative");
		}

	}

}
