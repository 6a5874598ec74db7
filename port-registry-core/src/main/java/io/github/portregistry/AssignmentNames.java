package io.github.portregistry;

import java.util.Optional;

/**
 * The rule for the names that are written to a registry. Names that are in the file
 * already are read whatever they are.
 *
 * @since 0.1.0
 */
public final class AssignmentNames {

	/**
	 * The rule in words, to go behind a refused name.
	 */
	public static final String RULE = "use 1 to 128 ASCII letters, digits, '_' and '-', the first not '-'";

	private static final int MAX_LENGTH = 128;

	private static final String DERIVED = "--";

	private AssignmentNames() {
	}

	/**
	 * Whether a name can be registered.
	 * @param name the name
	 * @return whether it keeps to the {@linkplain #RULE rule}
	 */
	public static boolean isValid(String name) {
		if (name.isEmpty() || name.length() > MAX_LENGTH || name.charAt(0) == '-') {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isAllowed(name.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a name is one that the registry derives from another, such as
	 * {@code orders--2}: no app should be configured with one.
	 * @param name the name
	 * @return whether it contains {@code --}
	 */
	public static boolean isDerived(String name) {
		return name.contains(DERIVED);
	}

	/**
	 * Turn the name of an application into a valid name that is not derived: each run of
	 * other characters, and of {@code -}, becomes one {@code -}, but none at the start or
	 * at the end.
	 * @param applicationName the name of the application
	 * @return the valid name, or empty if no character is left
	 */
	public static Optional<String> from(String applicationName) {
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < applicationName.length() && name.length() < MAX_LENGTH; i++) {
			char ch = applicationName.charAt(i);
			if (ch != '-' && isAllowed(ch)) {
				name.append(ch);
			}
			else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
				name.append('-');
			}
		}
		if (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
			name.setLength(name.length() - 1);
		}
		return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
	}

	/**
	 * Return the name of a further instance of an app.
	 * @param name the name of the app
	 * @param number the number of the instance, 2 for the second
	 * @return the derived name, such as {@code orders--2}
	 */
	static String ofInstance(String name, int number) {
		String suffix = DERIVED + number;
		return name.substring(0, Math.min(name.length(), MAX_LENGTH - suffix.length())) + suffix;
	}

	static void check(String name) {
		if (!isValid(name)) {
			throw new InvalidNameException(name);
		}
	}

	/** A name of any characters so that it cannot write to a terminal what it wants. */
	static String printable(String name) {
		return name.replaceAll("\\p{Cc}", "?");
	}

	private static boolean isAllowed(char ch) {
		return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_'
				|| ch == '-';
	}

}
