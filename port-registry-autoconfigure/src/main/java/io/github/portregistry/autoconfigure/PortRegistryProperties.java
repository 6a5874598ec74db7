package io.github.portregistry.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.ExcludedPorts;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.http.AddressRange;
import io.github.portregistry.http.HostAndPort;
import io.github.portregistry.instance.Checkout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of the port registry. A value that is wrong is refused when
 * the properties are bound, with its property, origin and reason.
 *
 * @param enabled Whether the application gets its port from the registry. By default it
 * does, except on a cloud platform.
 * @param location Path of the registry file. A leading '~' is the home directory.
 * @param name Name under which the application is registered. By default it is made of
 * 'spring.application.name'.
 * @param description Description that a new assignment gets. By default it tells the
 * directory that the application runs in.
 * @param preferredPort Port to register if the application has none yet. By default it is
 * the port that the server would have.
 * @param projectFile Name of the file in the application's checkout with the ports that
 * the project wishes for, or its path in a folder there. Empty for no file.
 * @param range Range that ports are chosen from.
 * @param excludedPorts Comma-separated list of ports that are never chosen automatically.
 * By default they are the ports that browsers refuse and that developers' tools use.
 * @param onConflict What to do when the registered port, or the one asked for, is not
 * available.
 * @param lockTimeout Time to wait for other processes that change the registry.
 * @param failFast Whether the application fails to start when the registry cannot be
 * used, instead of starting as if there were none.
 * @param stoppingTimeout Time to wait for an instance of the same application that is
 * stopping and still has the registered port.
 * @param worktree Whether the application has a name and port of its own in each linked
 * git worktree.
 * @param additionalPorts Properties of further ports that the application opens, by the
 * suffix that each has behind the application's name.
 * @param management Properties of the management server's port.
 * @param skip Properties of when to leave the application alone.
 * @param discovery Properties of how the application finds others.
 * @param endpoint Properties of the endpoint 'ports'.
 * @since 0.1.0
 */
@ConfigurationProperties(PortRegistryProperties.PREFIX)
public record PortRegistryProperties(@Nullable Boolean enabled, @DefaultValue("~/.ports") String location,
		@Nullable String name, @Nullable String description, @Nullable Integer preferredPort,
		@DefaultValue(ProjectFile.DEFAULT_NAME) String projectFile, @DefaultValue Range range,
		Set<Integer> excludedPorts, @DefaultValue("fallback") ConflictPolicy onConflict,
		@DefaultValue("10s") Duration lockTimeout, @DefaultValue("false") boolean failFast,
		@DefaultValue("30s") Duration stoppingTimeout, @DefaultValue("true") boolean worktree,
		@DefaultValue Map<String, String> additionalPorts, @DefaultValue Management management, @DefaultValue Skip skip,
		@DefaultValue Discovery discovery, @DefaultValue Endpoint endpoint) {

	static final String PREFIX = "portregistry";

	private static final int MAX_PORT = 65535;

	private static final String MUST_BE_PORT = "must be from 1 to " + MAX_PORT;

	/**
	 * Create the properties.
	 * @throws InvalidConfigurationPropertyValueException if a value is wrong
	 */
	public PortRegistryProperties {
		excludedPorts = (excludedPorts != null) ? excludedPorts : ExcludedPorts.DEFAULT;
		if (name != null && !name.isEmpty()) {
			check("name", name, AssignmentNames.isValid(name), AssignmentNames.RULE);
			check("name", name, !AssignmentNames.isDerived(name), "'--' is reserved for names derived from others");
		}
		check("location", location, isPath(location), "must be a path");
		check("preferred-port", preferredPort, preferredPort == null || isPort(preferredPort), MUST_BE_PORT);
		check("project-file", projectFile, projectFile.isEmpty() || isPath(projectFile), "must be a path, or empty");
		check("excluded-ports", excludedPorts, excludedPorts.stream().allMatch(PortRegistryProperties::isPort),
				"must be ports from 1 to " + MAX_PORT);
		check("lock-timeout", lockTimeout, !lockTimeout.isNegative() && !lockTimeout.isZero(),
				"must be greater than zero");
		check("stopping-timeout", stoppingTimeout, !stoppingTimeout.isNegative(), "must not be negative");
		additionalPorts.forEach(PortRegistryProperties::checkAdditionalPort);
	}

	/**
	 * Bind the properties of an environment.
	 * @param environment the environment
	 * @return the properties
	 * @throws InvalidConfigurationPropertyValueException if a value is wrong
	 * @throws BindException if a value cannot be converted
	 */
	public static PortRegistryProperties of(Environment environment) {
		try {
			return Binder.get(environment).bindOrCreate(PREFIX, PortRegistryProperties.class);
		}
		catch (BindException ex) {
			if (NestedExceptionUtils.getRootCause(ex) instanceof InvalidConfigurationPropertyValueException invalid) {
				throw invalid;
			}
			throw ex;
		}
	}

	/**
	 * Open the registry that the properties tell.
	 * @return the registry
	 */
	public PortRegistry openRegistry() {
		return PortRegistry.open(Path.of(this.location), this.lockTimeout);
	}

	/**
	 * Find the files with what the application's project wishes for.
	 * @param registry the registry
	 * @return the files, the first of which that has a name counts for it
	 */
	public List<ProjectFile> findProjectFiles(PortRegistry registry) {
		return ProjectFile.findForThisProgram(this.projectFile, registry);
	}

	/**
	 * Find the checkout that the application runs, which its name depends on.
	 * @return the checkout, as the main one if all worktrees are to have one name; empty
	 * if it is not known
	 */
	public Optional<Checkout> findCheckout() {
		return Checkout.ofThisProgram().map((checkout) -> this.worktree ? checkout : checkout.asMain());
	}

	private static void checkAdditionalPort(String suffix, String property) {
		String name = "additional-ports." + suffix;
		check(name, property, AssignmentNames.isValid(suffix) && !AssignmentNames.isDerived(suffix),
				"'" + suffix + "' is not a suffix: " + AssignmentNames.RULE + ", without '--'");
		check(name, property, !AssignmentNames.isReserved(suffix),
				"'" + suffix + "' is reserved: management ports and numbered instances have such names");
		check(name, property, ConfigurationPropertyName.isValid(property) && !property.isEmpty(),
				"'" + property + "' is not the name of a property in its canonical form");
		check(name, property, !List.of("server.port", "management.server.port").contains(property),
				"'" + property + "' needs no entry");
	}

	private static void check(String property, @Nullable Object value, boolean valid, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "." + property, value, reason);
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
	 *
	 * @param start First port of the range that ports are chosen from.
	 * @param end End of the range that ports are chosen from, exclusive.
	 */
	public record Range(@DefaultValue("5000") int start, @DefaultValue("6000") int end) {

		/**
		 * Create the properties.
		 * @throws InvalidConfigurationPropertyValueException if a value is wrong
		 */
		public Range {
			check("range.start", start, isPort(start), MUST_BE_PORT);
			check("range.end", end, end <= MAX_PORT + 1, "must be at most " + (MAX_PORT + 1));
			boolean valid = start < end;
			check("range.start", start, valid || start == PortRange.DEFAULT.start(),
					"must be less than portregistry.range.end, which is " + end);
			check("range.end", end, valid, "must be greater than portregistry.range.start, which is " + start);
		}

		/**
		 * Return the range.
		 * @return the ports from the first to the one before the end
		 */
		public PortRange toPortRange() {
			return new PortRange(this.start, this.end);
		}

	}

	/**
	 * Properties of the management server's port.
	 *
	 * @param enabled Whether the management server gets its port from the registry too,
	 * where it has one of its own.
	 */
	public record Management(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Properties of when to leave the application alone.
	 *
	 * @param inTests Whether tests run without the registry.
	 */
	public record Skip(@DefaultValue("true") boolean inTests) {

	}

	/**
	 * Properties of how the application finds others.
	 *
	 * @param reserveUnknown Whether a name that nobody has registered yet gets a port of
	 * the range when a placeholder asks for it while the application starts.
	 */
	public record Discovery(@DefaultValue("false") boolean reserveUnknown) {

	}

	/**
	 * Properties of the endpoint {@code ports}.
	 *
	 * @param allowedHosts Comma-separated list of host names, besides those of the
	 * loopback interface, by which clients may address the endpoint 'ports'.
	 * @param allowedClients Comma-separated list of IP addresses, or ranges such as
	 * 172.17.0.0/16, that may use the endpoint 'ports', besides this machine.
	 * @param timeToLive How long the result of the endpoint 'ports' is cached, unless it
	 * has changed an assignment since. Zero to look anew each time.
	 */
	public record Endpoint(@DefaultValue Set<String> allowedHosts, @DefaultValue Set<String> allowedClients,
			@DefaultValue("0s") Duration timeToLive) {

		/**
		 * Create the properties.
		 * @throws InvalidConfigurationPropertyValueException if a value is wrong
		 */
		public Endpoint {
			allowedHosts.forEach((host) -> check("endpoint.allowed-hosts", host, isHost(host), "'" + host
					+ "' must be a host name, an IPv4 address, or an IPv6 address in brackets; all ports are meant"));
			allowedClients
				.forEach((client) -> check("endpoint.allowed-clients", client, AddressRange.parse(client) != null,
						"'" + client + "' must be an IP address, or a range of them such as 172.17.0.0/16"));
			check("endpoint.time-to-live", timeToLive, !timeToLive.isNegative(), "must not be negative");
		}

		private static boolean isHost(String text) {
			HostAndPort host = HostAndPort.parse(text);
			return host != null && host.port() == null;
		}

	}

}
