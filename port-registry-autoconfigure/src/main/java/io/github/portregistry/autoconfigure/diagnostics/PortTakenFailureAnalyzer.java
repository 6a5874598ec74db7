package io.github.portregistry.autoconfigure.diagnostics;

import java.util.List;
import java.util.Set;

import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.net.Containers;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains a {@link PortInUseException}. Comes before Spring Boot's own analyzer, which
 * does not know who has the port.
 */
@Order(0)
class PortTakenFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final @Nullable Environment environment;

	PortTakenFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		Environment environment = this.environment;
		if (environment == null || !environment.getProperty("portregistry.enabled", Boolean.class, true)) {
			return null;
		}
		int port = cause.getPort();
		ListeningProcess process = findProcess(port);
		String holder = (process != null) ? process.toString() : "another process";
		String kind = (process != null && process.container() != null) ? "container" : "process";
		if (ApplicationPorts.isClaimed(environment, port)) {
			return new FailureAnalysis(
					"Port " + port + ", which the application had claimed, was taken by " + holder
							+ " before the server could bind it.",
					"Start the application again: it gets another port for as long as that " + kind + " has this one.",
					cause);
		}
		return new FailureAnalysis("Port " + port + ", which is set for this run, is in use by " + holder + ".",
				"Stop that " + kind + ", or set another port. Without a port on the command line, in the environment or"
						+ " in the run configuration of the IDE, the application gets one of its own that is free.",
				cause);
	}

	private static @Nullable ListeningProcess findProcess(int port) {
		List<Listener> listeners = Containers.addTo(Listeners.find(Set.of(port), Set.of()));
		return listeners.isEmpty() ? null : listeners.get(0).process();
	}

}
