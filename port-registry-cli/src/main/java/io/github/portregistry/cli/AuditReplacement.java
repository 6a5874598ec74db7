package io.github.portregistry.cli;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.cli.audit.AuditFinding;
import io.github.portregistry.cli.audit.PortForm;
import io.github.portregistry.cli.audit.PortOwner;

/**
 * What to write instead of a hard-coded port, in the words of the file that it is in.
 */
final class AuditReplacement {

	/** Where nobody knows how the app is called. */
	private static final String UNKNOWN = "NAME";

	/** The one file of this kind in which variables are written as in shells. */
	private static final String CLAUDE_CODE = ".mcp.json";

	private AuditReplacement() {
	}

	/**
	 * Return what to write instead.
	 * @param finding the hard-coded port
	 * @return the replacement
	 */
	static String of(AuditFinding finding) {
		String name = name(finding);
		int port = finding.port();
		boolean url = finding.form() == PortForm.URL;
		if (finding.form() == PortForm.OWN_PORT) {
			return "remove it: the starter sets the port" + (AssignmentNames.isDerived(name) ? ""
					: "; put " + name + ":" + port + " into .ports to wish for it");
		}
		String portVariable = EnvironmentVariables.PLAIN.ofPort(name);
		String urlVariable = EnvironmentVariables.PLAIN.ofUrl(name);
		String variable = url ? urlVariable : portVariable;
		return switch (finding.kind()) {
			case SPRING ->
				url ? "${portregistry.urls." + name + "}" : "${portregistry.ports." + name + ":" + port + "}";
			case COMPOSE, DOCKERFILE -> "${" + portVariable + ":-" + port + "}";
			case ENV -> (url ? "$(ports url " : "$(ports get -q ") + name + "), written by a shell; or take " + variable
					+ " of 'ports env --format dotenv'";
			case HTTP ->
				(url ? "{{" + name + "}}" : "{{" + name + "-port}}") + " of an environment with " + command(url, name);
			case HTTP_ENVIRONMENT, PROMETHEUS -> command(url, name);
			case NGINX -> "${" + portVariable + "} in a template; or 'ports export --format nginx " + name + "'";
			case LAUNCH, TASKS -> "${env:" + variable + "}";
			case MCP -> finding.file().endsWith(CLAUDE_CODE) ? "${" + variable + "}" : "${env:" + variable + "}";
			case VITE, PLAYWRIGHT, TYPESCRIPT, JAVASCRIPT ->
				url ? "process.env." + urlVariable : "Number(process.env." + portVariable + ")";
			case JAVA, KOTLIN -> url ? "${portregistry.urls." + name + "}" : "${portregistry.ports." + name + "}";
		};
	}

	private static String command(boolean url, String name) {
		return (url ? "$(ports url " : "$(ports get -q ") + name + ")";
	}

	/**
	 * The derived names of worktrees are not for files that all worktrees share, but that
	 * of a management port is.
	 */
	private static String name(AuditFinding finding) {
		PortOwner owner = finding.owner();
		if (owner == null) {
			return (finding.guess() != null) ? finding.guess() : UNKNOWN;
		}
		String app = AssignmentNames.underived(owner.name());
		String management = AssignmentNames.ofPort("", AssignmentNames.MANAGEMENT);
		return owner.name().endsWith(management) ? app + management : app;
	}

}
