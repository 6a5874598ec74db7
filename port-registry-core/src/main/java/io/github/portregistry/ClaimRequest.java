package io.github.portregistry;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The request of an app that claims its port. Only the name is required:
 * {@code ClaimRequest.forName("orders").build()}.
 *
 * @since 0.1.0
 */
public final class ClaimRequest {

	private final String name;

	private final @Nullable Integer preferredPort;

	private final @Nullable Integer defaultPort;

	private final PortRange range;

	private final Set<Integer> excludedPorts;

	private final ConflictPolicy onConflict;

	private final @Nullable InetAddress address;

	private final String description;

	private final int instance;

	private final Duration stoppingTimeout;

	private final @Nullable Consumer<Instance> onStopping;

	private final @Nullable String configuration;

	private final @Nullable Wish wish;

	private final Set<Trait> traits;

	private ClaimRequest(Builder builder) {
		this.name = builder.name;
		this.preferredPort = builder.preferredPort;
		this.defaultPort = builder.defaultPort;
		this.range = builder.range;
		this.excludedPorts = builder.excludedPorts;
		this.onConflict = builder.onConflict;
		this.address = builder.address;
		this.description = builder.description;
		this.instance = builder.instance;
		this.stoppingTimeout = builder.stoppingTimeout;
		this.onStopping = builder.onStopping;
		this.configuration = builder.configuration;
		this.wish = builder.wish;
		this.traits = EnumSet.copyOf(builder.traits);
	}

	/**
	 * Create a builder for a request.
	 * @param name the name of the app
	 * @return a builder with the default settings
	 * @throws InvalidNameException if the name cannot be registered
	 */
	public static Builder forName(String name) {
		AssignmentNames.check(name);
		return new Builder(name);
	}

	String name() {
		return this.name;
	}

	/** The port that the app would have without a registry. */
	@Nullable Integer port() {
		return isAskedFor() ? this.preferredPort : this.defaultPort;
	}

	/** Whether {@link #port()} is a preferred port rather than a default port. */
	boolean isAskedFor() {
		return this.preferredPort != null;
	}

	PortRange range() {
		return this.range;
	}

	Set<Integer> excludedPorts() {
		return this.excludedPorts;
	}

	ConflictPolicy onConflict() {
		return this.onConflict;
	}

	@Nullable InetAddress address() {
		return this.address;
	}

	String description() {
		return this.description;
	}

	int instance() {
		return this.instance;
	}

	Duration stoppingTimeout() {
		return this.stoppingTimeout;
	}

	@Nullable Consumer<Instance> onStopping() {
		return this.onStopping;
	}

	@Nullable String configuration() {
		return this.configuration;
	}

	/** Where the preferred port comes from, {@code null} if not from a project's file. */
	@Nullable Wish wish() {
		return this.wish;
	}

	boolean has(Trait trait) {
		return this.traits.contains(trait);
	}

	/**
	 * Builds a {@link ClaimRequest}.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable Integer preferredPort;

		private @Nullable Integer defaultPort;

		private PortRange range = PortRange.DEFAULT;

		private Set<Integer> excludedPorts = ExcludedPorts.DEFAULT;

		private ConflictPolicy onConflict = ConflictPolicy.FALLBACK;

		private @Nullable InetAddress address;

		private String description = "";

		private int instance = 1;

		private Duration stoppingTimeout = Duration.ZERO;

		private @Nullable Consumer<Instance> onStopping;

		private @Nullable String configuration;

		private @Nullable Wish wish;

		private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

		private Builder(String name) {
			this.name = name;
		}

		/**
		 * Set the port that the app prefers. It is a conflict if this port is not
		 * available.
		 * @param port the port, from 1 to 65535
		 * @return this builder
		 * @throws InvalidPortException if the number is not a port
		 */
		public Builder preferredPort(int port) {
			InvalidPortException.check(port);
			this.preferredPort = port;
			return this;
		}

		/**
		 * Set the port that the app uses by default. It is not a conflict if this port is
		 * not available. It has no effect if the app has a
		 * {@linkplain #preferredPort(int) preferred port}.
		 * @param port the port, from 1 to 65535
		 * @return this builder
		 * @throws InvalidPortException if the number is not a port
		 */
		public Builder defaultPort(int port) {
			InvalidPortException.check(port);
			this.defaultPort = port;
			return this;
		}

		/**
		 * Set what the project of the app wishes for. A certain port is then the app's
		 * {@linkplain #preferredPort(int) preferred port}; otherwise, the app has neither
		 * a preferred nor a default port.
		 * @param wish the wish
		 * @return this builder
		 */
		public Builder wish(Wish wish) {
			this.wish = wish;
			this.preferredPort = wish.hasPort() ? wish.port() : null;
			this.defaultPort = null;
			return this;
		}

		/**
		 * Set the range that a port is chosen from, {@link PortRange#DEFAULT} by default.
		 * @param range the range
		 * @return this builder
		 */
		public Builder range(PortRange range) {
			this.range = range;
			return this;
		}

		/**
		 * Set the ports that are not chosen, {@link ExcludedPorts#DEFAULT} by default.
		 * @param excludedPorts the ports
		 * @return this builder
		 * @throws InvalidPortException if one of the numbers is not a port
		 */
		public Builder excludedPorts(Set<Integer> excludedPorts) {
			for (int port : excludedPorts) {
				InvalidPortException.check(port);
			}
			this.excludedPorts = Set.copyOf(excludedPorts);
			return this;
		}

		/**
		 * Set what to do if there is a conflict, {@link ConflictPolicy#FALLBACK} by
		 * default.
		 * @param onConflict the policy
		 * @return this builder
		 */
		public Builder onConflict(ConflictPolicy onConflict) {
			this.onConflict = onConflict;
			return this;
		}

		/**
		 * Set the address that the app's server will bind.
		 * @param address the address, or {@code null} (the default) for all addresses
		 * @return this builder
		 */
		public Builder address(@Nullable InetAddress address) {
			this.address = address;
			return this;
		}

		/**
		 * Set the description that a new assignment gets, empty by default.
		 * @param description the description. Line breaks and control characters are
		 * replaced with spaces
		 * @return this builder
		 */
		public Builder description(String description) {
			this.description = description;
			return this;
		}

		/**
		 * Set the number of the instance that claims the port, 1 by default. Any other
		 * instance gets the port of a derived name, such as {@code orders--2}. For a
		 * further port of an app, pass the {@link Claim#instance()} of the app's own
		 * port.
		 * @param instance the number, from 1
		 * @return this builder
		 */
		public Builder instance(int instance) {
			if (instance < 1) {
				throw new IllegalArgumentException(
						"'" + instance + "' is not an instance number: it must be at least 1");
			}
			this.instance = instance;
			return this;
		}

		/**
		 * Claim the registered port even if it is in use, and do not hold it. Use this to
		 * find out where the app is or will be, not to start it.
		 * @return this builder
		 */
		public Builder evenIfInUse() {
			this.traits.add(Trait.EVEN_IF_IN_USE);
			return this;
		}

		/**
		 * Set how long to wait for an instance of the same name that is stopping and
		 * still has the registered port. By default, the claim does not wait.
		 * @param timeout the longest time to wait
		 * @param onStopping called with the instance before the wait
		 * @return this builder
		 */
		public Builder awaitStopping(Duration timeout, Consumer<Instance> onStopping) {
			this.stoppingTimeout = timeout;
			this.onStopping = onStopping;
			return this;
		}

		/**
		 * Set the configuration that the app runs with. If the app prefers another port
		 * than at its last start with the same configuration, its assignment moves there.
		 * With another configuration, it gets a derived name for its preferred port.
		 * @param configuration any text that identifies the configuration, such as the
		 * active profiles, or {@code null} (the default) if it is not known
		 * @return this builder
		 */
		public Builder configuration(@Nullable String configuration) {
			this.configuration = configuration;
			return this;
		}

		/**
		 * Keep the registered port even if this process still listens on it, although its
		 * instance has stopped. Use this for the port of a server that can outlive the
		 * part of the app that claims it, such as one that DevTools keeps.
		 * @return this builder
		 */
		public Builder mayBeOpen() {
			this.traits.add(Trait.MAY_BE_OPEN);
			return this;
		}

		/**
		 * Allow a port that is not registered, if the registry can be read but not
		 * changed, as in a sandbox. A name that is not registered then gets a port of the
		 * range that depends on the name only, as long as that port is available: see
		 * {@link Claim.Outcome#UNREGISTERED}. By default, the claim fails.
		 * @return this builder
		 */
		public Builder allowUnregistered() {
			this.traits.add(Trait.MAY_BE_UNREGISTERED);
			return this;
		}

		/**
		 * Set that the app runs in a linked git worktree, so that its default port is
		 * also that of the main checkout. If the registry is empty, as in the home
		 * directory of a sandbox, it does not tell that the port is another app's: an app
		 * that does not prefer a port then gets one of the range that depends on the
		 * name.
		 * @return this builder
		 */
		public Builder ofWorktree() {
			this.traits.add(Trait.OF_WORKTREE);
			return this;
		}

		/**
		 * Build the request.
		 * @return the request
		 */
		public ClaimRequest build() {
			return new ClaimRequest(this);
		}

	}

	/**
	 * What to do when an app cannot get its registered or preferred port.
	 */
	public enum ConflictPolicy {

		/** Use another port and report the conflict. */
		FALLBACK,

		/** Throw a {@link PortConflictException}. */
		FAIL

	}

	/**
	 * What can be true of a request.
	 */
	enum Trait {

		/** It does not matter whether the registered port is in use. */
		EVEN_IF_IN_USE,

		/** The port may still be open in this process. */
		MAY_BE_OPEN,

		/** The port need not be registered. */
		MAY_BE_UNREGISTERED,

		/** The app runs in a linked git worktree. */
		OF_WORKTREE

	}

}
