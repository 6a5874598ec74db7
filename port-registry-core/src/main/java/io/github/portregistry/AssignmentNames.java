package io.github.portregistry;

import java.util.Optional;
import java.util.Set;

/**
 * The rule for names that are written to a registry. Names that are already in the file
 * are read even if they break the rule.
 *
 * @since 0.1.0
 */
public final class AssignmentNames {

	/**
	 * The rule in words, to be shown after an invalid name.
	 */
	public static final String RULE = "use 1 to 128 ASCII letters, digits, '_' and '-', not starting with '-'";

	/**
	 * The suffix of the derived name for the management port of an app.
	 */
	public static final String MANAGEMENT = "management";

	private static final int MAX_LENGTH = 128;

	private static final String DERIVED = "--";

	private AssignmentNames() {
	}

	/**
	 * Whether a name can be registered.
	 * @param name the name
	 * @return whether it follows the {@linkplain #RULE rule}
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
	 * Whether a name is derived from another name, such as {@code orders--2}. No app
	 * should be configured with a derived name.
	 * @param name the name
	 * @return whether it contains {@code --}
	 */
	public static boolean isDerived(String name) {
		return name.contains(DERIVED);
	}

	/**
	 * Return the name of the app that a name is derived from.
	 * @param name the name, such as {@code orders--fix-ui--2}
	 * @return the part before the first {@code --}, such as {@code orders}, or the name
	 * itself if it is not {@linkplain #isDerived derived}
	 */
	public static String underived(String name) {
		int separator = name.indexOf(DERIVED);
		return (separator < 0) ? name : name.substring(0, separator);
	}

	/**
	 * Turn the name of an application into a valid name that is not derived. Each run of
	 * {@code -} and characters that are not allowed becomes one {@code -}, except at the
	 * start and at the end, where it is removed.
	 * @param applicationName the name of the application
	 * @return the valid name, cut to 128 characters if it is longer, or empty if no
	 * character is left
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
	 * Return the derived name for a further port of an app.
	 * @param name the name of the app
	 * @param suffix the purpose of the port: a {@linkplain #isValid valid} name that is
	 * not {@linkplain #isDerived derived}
	 * @return the derived name, such as {@code orders--management}
	 */
	public static String ofPort(String name, String suffix) {
		return derive(name, suffix);
	}

	/**
	 * Return the derived name for an app in a linked git worktree, or for a further port
	 * or instance of it. If the name of the worktree could be confused with an instance
	 * number or the management port, {@code worktree-} is put before it.
	 * @param name the name
	 * @param worktree the name of the worktree, which can have any characters
	 * @return the derived name, such as {@code orders--fix-ui}, or
	 * {@code orders--fix-ui--management} for {@code orders--management}
	 */
	public static String ofWorktree(String name, String worktree) {
		String app = underived(name);
		String derived = derive(app, suffix(worktree, "worktree-"));
		return app.equals(name) ? derived : derive(derived, name.substring(app.length() + DERIVED.length()));
	}

	/**
	 * Return the derived name for an app of a project whose name belongs to another
	 * project.
	 * @param name the name of the app
	 * @param folder the name of the project's folder, which can have any characters
	 * @param number the number of the project among those with the same folder name, from
	 * 1
	 * @return the derived name, such as {@code orders--shop} or {@code orders--shop-2}
	 */
	static String ofProject(String name, String folder, int number) {
		return derive(name, suffix(folder, "project-") + ((number > 1) ? "-" + number : ""));
	}

	/** Return a suffix that does not stand for an instance or the management port. */
	private static String suffix(String text, String prefix) {
		String suffix = from(text).orElse("");
		return isReserved(suffix) ? from(prefix + text).orElseThrow() : suffix;
	}

	/**
	 * Whether the suffix of a derived name stands for an instance or the management port.
	 * @param suffix the suffix
	 * @return whether it is empty, a number or {@value #MANAGEMENT}
	 */
	public static boolean isReserved(String suffix) {
		return isNumber(suffix) || suffix.equals(MANAGEMENT);
	}

	/**
	 * Whether a name is that of a further instance or the management port of an app.
	 * @param apps the names of apps
	 * @param name the name
	 * @return whether it is derived so from one of the apps, at any depth
	 */
	public static boolean isOfAny(Set<String> apps, String name) {
		int separator = name.lastIndexOf(DERIVED);
		if (separator < 0 || !isReserved(name.substring(separator + DERIVED.length()))) {
			return false;
		}
		String from = name.substring(0, separator);
		return apps.contains(from) || isOfAny(apps, from);
	}

	/**
	 * Return the name of an instance of an app.
	 * @param name the name of the app
	 * @param number the number of the instance, 1 for the first
	 * @return the name of the app for the first instance, or a derived name for any
	 * other, such as {@code orders--2}
	 */
	public static String ofInstance(String name, int number) {
		return (number == 1) ? name : derive(name, Integer.toString(number));
	}

	/**
	 * Return the number of the instance that has a name.
	 * @param app the name of the app
	 * @param name the name
	 * @return the number, or 0 if it is not a name of an instance of the app
	 */
	static int instanceNumber(String app, String name) {
		if (name.equals(app)) {
			return 1;
		}
		String start = app + DERIVED;
		String number = name.startsWith(start) ? name.substring(start.length()) : "";
		boolean valid = !number.isEmpty() && number.length() < MAX_LENGTH / 16 && isNumber(number);
		return valid ? Integer.parseInt(number) : 0;
	}

	/**
	 * Whether a name is the derived name of a further instance.
	 * @param name the name
	 * @return whether it ends in {@code --} and a number
	 */
	static boolean isOfInstance(String name) {
		int separator = name.lastIndexOf(DERIVED);
		return separator >= 0 && separator + DERIVED.length() < name.length()
				&& isNumber(name.substring(separator + DERIVED.length()));
	}

	/**
	 * Return what a name and all names that are derived from it start with.
	 * @param name the name
	 * @return the start of the name, which is cut in a long derived name
	 */
	static String stem(String name) {
		return name.substring(0, Math.min(name.length(), MAX_LENGTH / 2));
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
