package io.github.portregistry.cli;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names of environment variables that tell a program where applications are.
 *
 * @param prefix what all names start with; may be empty
 */
record EnvironmentVariables(String prefix) {

	/** Variables without a prefix. */
	static final EnvironmentVariables PLAIN = new EnvironmentVariables("");

	/** What Spring Boot reads as its own properties. */
	private static final Pattern ORDER = Pattern.compile(
			"(SERVER|MANAGEMENT|MANAGEMENT_SERVER|SPRING|PORTREGISTRY|(SPRING|MANAGEMENT|PORTREGISTRY)_.*)_(PORT|URL)");

	private static final Pattern VALID_PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	/**
	 * Create names with a prefix.
	 * @param prefix the prefix, or {@code null} for none
	 * @return the names, or {@code null} if the prefix cannot start a name
	 */
	static @Nullable EnvironmentVariables of(@Nullable String prefix) {
		if (prefix == null) {
			return PLAIN;
		}
		return VALID_PREFIX.matcher(prefix).matches() ? new EnvironmentVariables(prefix) : null;
	}

	/**
	 * Return the variable for the port of a name.
	 * @param name the name
	 * @return the name of the variable, such as {@code ORDERS_PORT}, of ASCII letters,
	 * digits and {@code _} only
	 */
	String ofPort(String name) {
		return variable(name, "_PORT");
	}

	/**
	 * Return the variable for the URL of a name.
	 * @param name the name
	 * @return the name of the variable, such as {@code ORDERS_URL}
	 */
	String ofUrl(String name) {
		return variable(name, "_URL");
	}

	private String variable(String name, String end) {
		String variable = this.prefix + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + end;
		return Character.isDigit(variable.charAt(0)) ? "_" + variable : variable;
	}

	/**
	 * Return why a name cannot have variables: every Spring Boot application that sees
	 * them would take them for its own settings.
	 * @param name the name
	 * @return the reason and what to do, or {@code null} if the name can have variables
	 */
	@Nullable String findProblem(String name) {
		String variable = ofPort(name);
		return ORDER.matcher(variable).matches()
				? variable + " would be a setting of every Spring Boot application that"
						+ " sees it: give --prefix, such as --prefix APP_"
				: null;
	}

}
