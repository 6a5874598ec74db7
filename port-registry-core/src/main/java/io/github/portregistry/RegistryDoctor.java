package io.github.portregistry;

import java.util.List;

/**
 * Checks the file of a {@link PortRegistry} and repairs what can be repaired without
 * losing anything. A doctor is safe for use by multiple threads.
 *
 * @since 0.1.0
 * @see PortRegistry#doctor()
 */
public interface RegistryDoctor {

	/**
	 * Find what is wrong with the registry. A file that cannot be read is a finding. This
	 * method does not change anything.
	 * @return the findings: first those that do not refer to a line, then the others in
	 * the order of the lines
	 */
	List<Finding> findings();

	/**
	 * Compare the registry with what a project wishes for. A name that is not registered
	 * yet differs only if its port is assigned to another name. In a linked git worktree,
	 * nothing is wished for.
	 * @param project the file of the project
	 * @return what is wrong with the file, and which ports differ
	 * @throws RegistryAccessException if the registry cannot be read
	 */
	List<Finding> compare(ProjectFile project);

	/**
	 * Repair the {@linkplain #findings() findings} that can be repaired without losing
	 * anything, in one step. Lines that are ignored because a later line has the same
	 * name are turned into comments. Lost assignments, and assignments for running apps
	 * that have claimed one, are added if their port is not assigned. Other users lose
	 * the permission to write to the file. If the content changes, a copy of the original
	 * file is kept beside it, in {@code <file>.d/doctor-<time>}.
	 * @return the findings that were repaired, with the line numbers before the repair
	 * @throws RegistryAccessException if the file cannot be written
	 */
	List<Finding> repair();

	/**
	 * Return what {@link PortRegistry#status()}, {@link PortRegistry#scan()} and
	 * {@link #findings()} return, all at the same moment and from a single read of the
	 * file.
	 * @return the snapshot, with the names, the unregistered ports and the findings
	 * @throws RegistryAccessException if the file or the records cannot be read
	 */
	Snapshot snapshot();

	/**
	 * The state of a registry and of the ports of this machine at one moment.
	 *
	 * @param names the status of each name that is registered or running, sorted by name
	 * @param unregistered the ports that are listened on but not registered, sorted
	 * @param findings what is wrong with the registry: first the findings that do not
	 * refer to a line, then the others in the order of the lines
	 */
	record Snapshot(List<NameStatus> names, List<UnregisteredPort> unregistered, List<Finding> findings) {

	}

}
