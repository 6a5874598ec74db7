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

	/**
	 * What the port of an app's management server has behind the app's name.
	 */
	public static final String MANAGEMENT = "management";

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
	 * Return the name of the app that a name is derived from.
	 * @param name the name, such as {@code orders--fix-ui--2}
	 * @return what is before the first {@code --}, such as {@code orders}; the name
	 * itself if it is not {@linkplain #isDerived derived}
	 */
	public static String underived(String name) {
		int separator = name.indexOf(DERIVED);
		return (separator < 0) ? name : name.substring(0, separator);
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
	 * Return the name of a further port of an app.
	 * @param name the name of the app
	 * @param suffix what the port is for, a {@linkplain #isValid valid} name that is not
	 * {@linkplain #isDerived derived}
	 * @return the derived name, such as {@code orders--management}
	 */
	public static String ofPort(String name, String suffix) {
		return derive(name, suffix);
	}

	/**
	 * Return the name of an app, or of its further port or instance, in a linked git
	 * worktree. Worktrees whose names look like those of instances or of the management
	 * port get another.
	 * @param name the name
	 * @param worktree the name of the worktree, of any characters
	 * @return the derived name, such as {@code orders--fix-ui}, or
	 * {@code orders--fix-ui--management} for {@code orders--management}
	 */
	public static String ofWorktree(String name, String worktree) {
		String suffix = from(worktree).orElse("");
		String used = isReserved(suffix) ? from("worktree-" + worktree).orElseThrow() : suffix;
		String app = underived(name);
		String derived = derive(app, used);
		return app.equals(name) ? derived : derive(derived, name.substring(app.length() + DERIVED.length()));
	}

	/**
	 * Whether what is behind an app's name means an instance or the management port.
	 * @param suffix the suffix
	 * @return whether it is empty, a number or {@value #MANAGEMENT}
	 */
	public static boolean isReserved(String suffix) {
		return isNumber(suffix) || suffix.equals(MANAGEMENT);
	}

	/**
	 * Return the name of an instance of an app.
	 * @param name the name of the app
	 * @param number the number of the instance, 1 for the first
	 * @return the name of the app for the first, for others a derived name, such as
	 * {@code orders--2}
	 */
	public static String ofInstance(String name, int number) {
		return (number == 1) ? name : derive(name, Integer.toString(number));
	}

	/**
	 * Whether a name is that of a further instance.
	 * @param name the name
	 * @return whether it ends in {@code --} and a number
	 */
	static boolean isOfInstance(String name) {
		int separator = name.lastIndexOf(DERIVED);
		return separator >= 0 && separator + DERIVED.length() < name.length()
				&& isNumber(name.substring(separator + DERIVED.length()));
	}

	private static String derive(String name, String suffix) {
		String end = DERIVED + suffix;
		if (end.length() > MAX_LENGTH / 2) {
			end = end.substring(0, MAX_LENGTH / 2);
		}
		return name.substring(0, Math.min(name.length(), MAX_LENGTH - end.length())) + end;
	}

	private static boolean isNumber(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	static void check(String name) {
		if (!isValid(name)) {
			throw new InvalidNameException(name);
		}
	}

	private static boolean isAllowed(char ch) {
		return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_'
				|| ch == '-';
	}

}
