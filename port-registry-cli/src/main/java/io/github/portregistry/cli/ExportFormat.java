package io.github.portregistry.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.support.PrintableText;

/**
 * A format that assignments can be printed in. The constants are named as users write
 * them. Names are valid ones, which need no quoting, except in JSON; descriptions go into
 * comments only, of one line each.
 */
enum ExportFormat {

	/** Variables for shells and Docker Compose. */
	env(true, EnvironmentVariables::ofPort) {

		@Override
		String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables) {
			StringBuilder text = new StringBuilder();
			for (Assignment assignment : assignments) {
				text.append(comment("", assignment)).append(variable(assignment, variables)).append('\n');
			}
			return text.toString();
		}

	},

	/** For programs. */
	json(false, (variables, name) -> name) {

		@Override
		String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables) {
			return Json.write(assignments.stream().map(Json::of).toList());
		}

		@Override
		boolean takes(String name) {
			return true;
		}

	},

	/** An override for Docker Compose. */
	compose(false, (variables, name) -> name) {

		@Override
		String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables) {
			StringBuilder text = new StringBuilder(assignments.isEmpty() ? "services: {}\n" : "services:\n");
			for (Assignment assignment : assignments) {
				int port = assignment.port();
				text.append(comment("  ", assignment))
					.append("  \"" + assignment.name() + "\":\n    ports: !override\n      - \"127.0.0.1:" + port + ":"
							+ port + "\"\n    environment:\n      PORT: \"" + port + "\"\n      SERVER_PORT: \"" + port
							+ "\"\n");
			}
			return text.toString();
		}

	},

	/** A drop-in for systemd units, see systemd.exec(5). */
	systemd(true, EnvironmentVariables::ofPort) {

		@Override
		String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables) {
			StringBuilder text = new StringBuilder("[Service]\n");
			for (Assignment assignment : assignments) {
				text.append(comment("", assignment))
					.append("Environment=\"" + variable(assignment, variables) + "\"\n");
				if (single) {
					text.append("Environment=\"PORT=" + assignment.port() + "\"\n");
					text.append("Environment=\"SERVER_PORT=" + assignment.port() + "\"\n");
				}
			}
			return text.toString();
		}

	},

	/** Servers for nginx, for the host names that browsers take for this machine. */
	nginx(false, (variables, name) -> name.toLowerCase(Locale.ROOT) + ".localhost") {

		@Override
		String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables) {
			StringBuilder text = new StringBuilder();
			for (Assignment assignment : assignments) {
				text.append(comment("", assignment)).append("""
						server {
						    listen 127.0.0.1:80;
						    listen [::1]:80;
						    server_name %s;
						    location / {
						        proxy_pass http://127.0.0.1:%d;
						        proxy_http_version 1.1;
						        proxy_set_header Host $host;
						        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
						        proxy_set_header X-Forwarded-Proto $scheme;
						        proxy_set_header Upgrade $http_upgrade;
						        proxy_set_header Connection $http_connection;
						    }
						}
						""".formatted(serverName(assignment.name(), variables), assignment.port()));
			}
			return text.toString();
		}

		/**
		 * Of names that are as they stand, nginx holds none that is longer by default.
		 */
		private String serverName(String name, EnvironmentVariables variables) {
			String host = key(name, variables);
			return (name.length() <= MAX_PLAIN_NAME) ? host : "~^" + host.replace(".", "\\.") + "$";
		}

		@Override
		boolean takes(String name) {
			return super.takes(name) && name.length() <= MAX_HOST_NAME;
		}

	};

	/** RFC 1035, section 2.3.4. */
	private static final int MAX_HOST_NAME = 63;

	private static final int MAX_PLAIN_NAME = 36;

	/** In characters of up to 4 bytes, of which nginx takes 4096 in a line. */
	private static final int MAX_COMMENT = 1000;

	/** May not be in YAML, though they are printable. */
	private static final Set<Integer> NO_COMMENT = Set.of(0xFFFE, 0xFFFF);

	private final boolean ofVariables;

	private final BiFunction<EnvironmentVariables, String, String> key;

	ExportFormat(boolean ofVariables, BiFunction<EnvironmentVariables, String, String> key) {
		this.ofVariables = ofVariables;
		this.key = key;
	}

	/**
	 * Return whether names become environment variables.
	 * @return whether they do
	 */
	boolean isOfVariables() {
		return this.ofVariables;
	}

	/**
	 * Write assignments.
	 * @param assignments the assignments
	 * @param single whether they are for one application
	 * @param variables the names of variables
	 * @return the text
	 */
	abstract String write(List<Assignment> assignments, boolean single, EnvironmentVariables variables);

	/**
	 * Whether the format can hold a name.
	 * @param name the name
	 * @return whether it can
	 */
	boolean takes(String name) {
		return AssignmentNames.isValid(name);
	}

	/**
	 * Return what a name becomes, which has to be another one for each name.
	 * @param name the name
	 * @param variables the names of variables
	 * @return the variable, the host or the like
	 */
	String key(String name, EnvironmentVariables variables) {
		return this.key.apply(variables, name);
	}

	private static String variable(Assignment assignment, EnvironmentVariables variables) {
		return variables.ofPort(assignment.name()) + "=" + assignment.port();
	}

	/** In systemd's files, a backslash at its end would continue the line. */
	private static String comment(String indent, Assignment assignment) {
		String text = assignment.description();
		StringBuilder printable = new StringBuilder();
		text.codePoints()
			.limit(MAX_COMMENT)
			.map((each) -> (PrintableText.isPrintable(each) && !NO_COMMENT.contains(each)) ? each : ' ')
			.forEach(printable::appendCodePoint);
		String description = printable.toString().strip();
		if (description.isEmpty()) {
			return "";
		}
		return indent + "# " + description + (description.endsWith("\\") ? " ." : "") + "\n";
	}

}
