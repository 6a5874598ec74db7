package io.github.portregistry;

/**
 * Thrown when a name cannot be registered.
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
	 * Return the invalid name.
	 * @return the name, as given
	 */
	public String getName() {
		return this.name;
	}

}
