package io.github.portregistry;

import java.util.List;

/**
 * Looks after the file of a {@link PortRegistry}: finds what is wrong with it, and
 * repairs what can be repaired without losing anything. Safe for use by several threads.
 *
 * @since 0.1.0
 * @see PortRegistry#doctor()
 */
public interface RegistryDoctor {

	/**
	 * Find out what is wrong with the registry. A file that cannot be read is a finding.
	 * Nothing is changed.
	 * @return the findings in the order of the lines, after those that are about no line
	 */
	List<Finding> findings();

	/**
	 * Repair the {@linkplain #findings() findings} that can be repaired without losing
	 * anything, in one step. Lines that do not count because a later one has the same
	 * name become comments. Lost assignments, and running apps without an assignment, are
	 * added if their port is not assigned. Other users lose the permission to write the
	 * file. If the content changes, a copy of the file as it was found is kept beside it,
	 * in {@code <file>.d/doctor-<time>}.
	 * @return the findings that were repaired, with the lines as they were
	 * @throws RegistryAccessException if the file cannot be written
	 */
	List<Finding> repair();

	/**
	 * Return what {@link PortRegistry#status()}, {@link PortRegistry#scan()} and
	 * {@link #findings()} return, all of the same moment and from one read of the file.
	 * @return the assignments, the unregistered listeners and the findings
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	RegistrySnapshot snapshot();

}
