package io.github.portregistry;

import java.net.InetAddress;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an app tells when it claims its port. Only the name is needed:
 * {@code ClaimRequest.forName("orders").build()}.
 *
 * @since 0.1.0
 */
public final class ClaimRequest {

	private final String name;

	private final @Nullable Integer port;

	private final boolean askedFor;

	private final PortRange range;

	private final Set<Integer> excludedPorts;

	private final ConflictPolicy onConflict;

	private final @Nullable InetAddress address;

	private final String description;

	private ClaimRequest(Builder builder) {
		this.name = builder.name;
		this.port = builder.port;
		this.askedFor = builder.askedFor;
		this.range = builder.range;
		this.excludedPorts = builder.excludedPorts;
		this.onConflict = builder.onConflict;
		this.address = builder.address;
		this.description = builder.description;
	}

	/**
	 * Start a request.
	 * @param name the name of the app
	 * @return a builder with the defaults
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
		return this.port;
	}

	/** Whether somebody asked for {@link #port()}, rather than that it is a default. */
	boolean isAskedFor() {
		return this.askedFor;
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

	/**
	 * Builds a {@link ClaimRequest}.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable Integer port;

		private boolean askedFor;

		private PortRange range = PortRange.DEFAULT;

		private Set<Integer> excludedPorts = ExcludedPorts.DEFAULT;

		private ConflictPolicy onConflict = ConflictPolicy.FALLBACK;

		private @Nullable InetAddress address;

		private String description = "";

		private Builder(String name) {
			this.name = name;
		}

		/**
		 * Set the port that the app asks for. It is a conflict if somebody else has it.
		 * @param port the port, from 1 to 65535
		 * @return this builder
		 * @throws InvalidPortException if the number is not a port
		 */
		public Builder preferredPort(int port) {
			InvalidPortException.check(port);
			this.port = port;
			this.askedFor = true;
			return this;
		}

		/**
		 * Set the port that the app would have by default. It is no conflict if somebody
		 * else has it.
		 * @param port the port, from 1 to 65535
		 * @return this builder
		 * @throws InvalidPortException if the number is not a port
		 */
		public Builder defaultPort(int port) {
			InvalidPortException.check(port);
			this.port = port;
			this.askedFor = false;
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
			excludedPorts.forEach(InvalidPortException::check);
			this.excludedPorts = Set.copyOf(excludedPorts);
			return this;
		}

		/**
		 * Set what to do on a conflict, {@link ConflictPolicy#FALLBACK} by default.
		 * @param onConflict the policy
		 * @return this builder
		 */
		public Builder onConflict(ConflictPolicy onConflict) {
			this.onConflict = onConflict;
			return this;
		}

		/**
		 * Set the address that the app's server will bind.
		 * @param address the address, or {@code null} for all addresses, the default
		 * @return this builder
		 */
		public Builder address(@Nullable InetAddress address) {
			this.address = address;
			return this;
		}

		/**
		 * Set the description that a new assignment gets, empty by default.
		 * @param description the description; line breaks and control characters become
		 * spaces
		 * @return this builder
		 */
		public Builder description(String description) {
			this.description = description;
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

}
