package io.github.portregistry.instance;

import java.io.Serializable;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The process of an instance.
 *
 * @param pid the process id
 * @param start when the process started, as the system counts, to distinguish the process
 * from a later one with the same id; {@code null} if that is not known
 * @param space what names the process ids among which {@code pid} is one: that of this
 * start of the system and, on Linux, of the container. Empty if the system does not
 * report it; {@code null} if it was not recorded
 * @param host the name of the machine or container, to be shown; empty if that is not
 * known
 * @param program the program with its main class or jar, such as {@code java orders.jar};
 * never other arguments, which may hold secrets. {@code null} if that is not known
 * @param directory the working directory
 * @since 0.1.0
 */
public record InstanceProcess(long pid, @Nullable String start, @Nullable String space, String host,
		@Nullable String program, String directory) implements Serializable {

	/**
	 * Return this process.
	 * @return the process that runs this code
	 */
	public static InstanceProcess current() {
		return ofChild(ThisProcess.pid(), ThisProcess.program());
	}

	/**
	 * Return a process that this one has started in its own directory.
	 * @param pid the process id
	 * @param program the program, or {@code null}
	 * @return the process
	 */
	public static InstanceProcess ofChild(long pid, @Nullable String program) {
		return new InstanceProcess(pid, ProcessStart.of(pid), ProcessSpace.current(), ThisProcess.host(), program,
				System.getProperty("user.dir"));
	}

	/**
	 * Return whether a process with this id and start is running here.
	 * @return whether it is; {@code false} if its id is known to be of another space,
	 * where an equal id is another process
	 */
	boolean isRunning() {
		return (this.space == null || isOfThisSpace()) && ProcessStart.matches(this.pid, this.start);
	}

	/**
	 * Return whether the process could be seen from here if it were running.
	 * @return whether its id is of the space of this process; {@code false} for a process
	 * of another container or machine, or of an earlier start of the system
	 */
	boolean isOfThisSpace() {
		return ProcessSpace.current().equals(this.space);
	}

	/**
	 * Return whether another process is this one, whatever is known of it.
	 * @param other the other process
	 * @return whether it has the same id in the same space, and started at the same time
	 */
	boolean isSame(InstanceProcess other) {
		return this.pid == other.pid && Objects.equals(this.start, other.start)
				&& Objects.equals(this.space, other.space);
	}

}
