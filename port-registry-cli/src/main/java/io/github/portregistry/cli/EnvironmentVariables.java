package io.github.portregistry.cli;

import java.util.Locale;

/**
 * Names of environment variables.
 */
final class EnvironmentVariables {

	private EnvironmentVariables() {
	}

	/**
	 * The variable for the port of a name.
	 * @param name the name
	 * @return the name of the variable, such as {@code ORDERS_PORT}, of ASCII letters,
	 * digits and {@code _} only
	 */
	static String ofPort(String name) {
		String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_PORT";
		return Character.isDigit(variable.charAt(0)) ? "_" + variable : variable;
	}

}
