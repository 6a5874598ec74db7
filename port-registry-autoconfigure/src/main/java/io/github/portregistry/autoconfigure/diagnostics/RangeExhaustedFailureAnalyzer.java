package io.github.portregistry.autoconfigure.diagnostics;

import io.github.portregistry.RangeExhaustedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link RangeExhaustedException}.
 */
class RangeExhaustedFailureAnalyzer extends AbstractFailureAnalyzer<RangeExhaustedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RangeExhaustedException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Widen the range with portregistry.range.start and portregistry.range.end, shorten"
						+ " portregistry.excluded-ports, or remove assignments that nobody needs from the registry"
						+ " with: ports unregister <name>",
				cause);
	}

}
