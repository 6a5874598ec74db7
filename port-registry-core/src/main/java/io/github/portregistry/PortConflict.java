package io.github.portregistry;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A port that a name could not get, and the reason: another name or process has it, or
 * this user may not bind it.
 *
 * @param name the name that requested the port
 * @param port the port
 * @param assignedTo the name that the port is assigned to, which can be {@code name}
 * itself, or {@code null} if it is not assigned
 * @param process the process that has the port, or {@code null} if no process has it, if
 * the process is not known or if it does not matter
 * @param instance the instance that the process runs. If its state is
 * {@link Instance.State#UNKNOWN}, the process may or may not run it. {@code null} if no
 * instance is known
 * @param alternative a port of the range that was available, or {@code null} if there was
 * none
 * @param permitted whether this user may bind the port. If {@code false}, no process has
 * the port
 * @param wishedBy the {@linkplain ProjectFile file of the project} that wishes for the
 * port, or {@code null} if it was requested otherwise
 * @since 0.1.0
 */
public record PortConflict(String name, int port, @Nullable String assignedTo, @Nullable ListeningProcess process,
		@Nullable Instance instance, @Nullable Integer alternative, boolean permitted,
		@Nullable String wishedBy) implements Serializable {

	private static final int FIRST_UNPRIVILEGED_PORT = 1024;

	/**
	 * Create a conflict about a port that no project wishes for.
	 * @param name the name that requested the port
	 * @param port the port
	 * @param assignedTo the name that the port is assigned to, or {@code null}
	 * @param process the process that has the port, or {@code null}
	 * @param instance the instance that the process runs, or {@code null}
	 * @param alternative a port that was available, or {@code null}
	 * @param permitted whether this user may bind the port
	 */
	public PortConflict(String name, int port, @Nullable String assignedTo, @Nullable ListeningProcess process,
			@Nullable Instance instance, @Nullable Integer alternative, boolean permitted) {
		this(name, port, assignedTo, process, instance, alternative, permitted, null);
	}

	/**
	 * Describe who has the port, or why this user may not bind it.
	 * @return a sentence of printable characters without a full stop, for example
	 * {@code Port 5001 of 'billing' is in use by process 4711 (python3 web_app.py)}
	 */
	public String describe() {
		return PrintableText.of(description());
	}

	/**
	 * Describe how the name can get the port for good.
	 * @return a clause without a full stop, with the commands
	 */
	public String remedy() {
		String command = "ports register " + this.name + " " + this.port;
		if (!this.permitted) {
			return "have the system permit it, then run: " + command;
		}
		if (this.assignedTo == null || this.assignedTo.equals(this.name)) {
			return "once it is free, run: " + command;
		}
		if (!AssignmentNames.isValid(this.assignedTo)) {
			return "change the line of the other name in the registry, then run: " + command;
		}
		String other = (this.alternative != null) ? this.alternative.toString() : "<port>";
		return "run: ports register " + this.assignedTo + " " + other + " && " + command;
	}

	private String description() {
		String port = "Port " + this.port
				+ ((this.wishedBy != null) ? ", which " + this.wishedBy + " wishes for '" + this.name + "'," : "");
		if (!this.permitted) {
			return port + (this.name.equals(this.assignedTo) ? " of '" + this.name + "'" : "")
					+ " cannot be bound by this user (the system reserves " + ((this.port < FIRST_UNPRIVILEGED_PORT)
							? "ports below " + FIRST_UNPRIVILEGED_PORT + " for privileged users)" : "it)");
		}
		String holder = describeHolder();
		if (this.assignedTo == null) {
			return port + " is in use by " + holder;
		}
		if (this.assignedTo.equals(this.name)) {
			return port + " of '" + this.name + "' is in use by " + holder;
		}
		return port + " is assigned to '" + this.assignedTo + "'"
				+ ((this.process != null) ? " and in use by " + holder : "");
	}

	private String describeHolder() {
		if (this.instance != null && this.instance.state() == Instance.State.UNKNOWN) {
			return ((this.process != null) ? this.process : "another process") + ", possibly '" + this.instance.name()
					+ "' on '" + this.instance.host() + "', whose processes cannot be seen from here";
		}
		if (this.process == null) {
			return "another process";
		}
		if (this.instance == null) {
			return this.process.toString();
		}
		return "'" + this.instance.name() + "', " + this.process + ", " + describe(this.instance.state()) + " for "
				+ describe(this.instance.startedAt());
	}

	private static String describe(Instance.State state) {
		return switch (state) {
			case STARTING -> "starting";
			case STOPPING -> "stopping after running";
			case UP, STOPPED, UNKNOWN -> "running";
		};
	}

	/** Describe how long ago an instance started, in the largest unit that fits. */
	private static String describe(Instant start) {
		long seconds = Math.max(0, Duration.between(start, Instant.now()).toSeconds());
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3600) {
			return seconds / 60 + " min";
		}
		return (seconds < 48 * 3600) ? seconds / 3600 + " h" : seconds / 86400 + " days";
	}

}
