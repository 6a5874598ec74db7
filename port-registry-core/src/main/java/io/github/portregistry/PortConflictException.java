package io.github.portregistry;

/**
 * Thrown when a name cannot get a port because another name or process has it, or because
 * this user may not bind it.
 *
 * @since 0.1.0
 */
public class PortConflictException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private final PortConflict conflict;

	PortConflictException(PortConflict conflict, String message) {
		super(message, null);
		this.conflict = conflict;
	}

	/**
	 * Return the conflict.
	 * @return the conflict, with the port and who has it
	 */
	public PortConflict getConflict() {
		return this.conflict;
	}

}
