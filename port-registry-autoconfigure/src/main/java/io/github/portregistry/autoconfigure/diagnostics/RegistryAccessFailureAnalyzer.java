package io.github.portregistry.autoconfigure.diagnostics;

import io.github.portregistry.RegistryAccessException;
import io.github.portregistry.support.PrintableText;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link RegistryAccessException}.
 */
class RegistryAccessFailureAnalyzer extends AbstractFailureAnalyzer<RegistryAccessException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RegistryAccessException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Make " + PrintableText.of(cause.getLocation().toString())
						+ " a file that this user can read and write, set portregistry.location to another one, or set"
						+ " portregistry.fail-fast=false to start without the registry.",
				cause);
	}

}
