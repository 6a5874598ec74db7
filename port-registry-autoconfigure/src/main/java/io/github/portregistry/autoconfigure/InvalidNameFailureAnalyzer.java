package io.github.portregistry.autoconfigure;

import io.github.portregistry.InvalidNameException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidNameException} of code that registers a name; a wrong
 * {@code portregistry.name} is refused when it is bound.
 */
class InvalidNameFailureAnalyzer extends AbstractFailureAnalyzer<InvalidNameException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidNameException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Register another name; the application's own is set with portregistry.name.", cause);
	}

}
