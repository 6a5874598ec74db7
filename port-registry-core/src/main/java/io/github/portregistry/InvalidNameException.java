package io.github.portregistry;

/**
 * Thrown when a name is not one that can be registered.
 *
 * @since 0.1.0
 * @see AssignmentNames
 */
public class InvalidNameException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private final String name;

	InvalidNameException(String name) {
		super("'" + name + "' is not a valid name: " + AssignmentNames.RULE, null);
		this.name = name;
	}

	/**
	 * Return the refused name.
	 * @return the name, as it was given
	 */
	public String getName() {
		return this.name;
	}

}
