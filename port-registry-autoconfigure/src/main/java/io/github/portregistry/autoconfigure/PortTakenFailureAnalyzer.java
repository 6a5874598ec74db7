package io.github.portregistry.autoconfigure;

import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Explains a {@link PortInUseException} of a port that the application had claimed. Comes
 * before Spring Boot's own analyzer, which does not know who has the port.
 */
@Order(0)
class PortTakenFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final @Nullable Environment environment;

	PortTakenFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		int port = cause.getPort();
		if (!(this.environment instanceof ConfigurableEnvironment configurable)
				|| !PortPublisher.isPublished(configurable, port)) {
			return null;
		}
		String holder = ListeningProcess.find(port).map(ListeningProcess::toString).orElse("another process");
		return new FailureAnalysis(
				"Port " + port + ", which the application had claimed, was taken by " + holder
						+ " before the server could bind it.",
				"Start the application again: it gets another port for as long as that process has this one.", cause);
	}

}
