package io.github.portregistry.instance;

import java.io.Serializable;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The process of an instance.
 *
 * @param pid the process id
 * @param start when the process started, in the unit that the system uses. It
 * distinguishes the process from a later one with the same id. {@code null} if it is not
 * known
 * @param space the space that the process id belongs to: it identifies the start of the
 * system and, on Linux, the container. Empty if the system does not report it;
 * {@code null} if it was not recorded
 * @param host the name of the machine or container, for display; empty if it is not known
 * @param program the program with its main class or jar, such as {@code java orders.jar};
 * never with other arguments, which may contain secrets. {@code null} if it is not known
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
	 * Return a process that this process has started in its own working directory.
	 * @param pid the process id
	 * @param program the program, or {@code null} if it is not known
	 * @return the process
	 */
	public static InstanceProcess ofChild(long pid, @Nullable String program) {
		return new InstanceProcess(pid, ProcessStart.of(pid), ProcessSpace.current(), ThisProcess.host(), program,
				System.getProperty("user.dir"));
	}

	/**
	 * Return whether a process with this id and start is running here.
	 * @return {@code true} if it is; {@code false} if its id is known to belong to
	 * another space, where the same id identifies a different process
	 */
	boolean isRunning() {
		return (this.space == null || isOfThisSpace()) && ProcessStart.matches(this.pid, this.start);
	}

	/**
	 * Return whether the process could be seen from here if it were running.
	 * @return {@code true} if its id belongs to the space of this process; {@code false}
	 * for a process in another container, on another machine, or from an earlier start of
	 * the system
	 */
	boolean isOfThisSpace() {
		return ProcessSpace.current().equals(this.space);
	}

	/**
	 * Return whether another process is the same process, even if other details differ.
	 * @param other the other process
	 * @return {@code true} if it has the same id in the same space and started at the
	 * same time
	 */
	boolean isSame(InstanceProcess other) {
		return this.pid == other.pid && Objects.equals(this.start, other.start)
				&& Objects.equals(this.space, other.space);
	}

}
