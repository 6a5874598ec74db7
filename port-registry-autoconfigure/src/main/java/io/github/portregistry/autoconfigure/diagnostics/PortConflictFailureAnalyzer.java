package io.github.portregistry.autoconfigure.diagnostics;

import io.github.portregistry.PortConflict;
import io.github.portregistry.PortConflictException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link PortConflictException}.
 */
class PortConflictFailureAnalyzer extends AbstractFailureAnalyzer<PortConflictException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortConflictException cause) {
		PortConflict conflict = cause.getConflict();
		String name = conflict.name();
		String port = (conflict.alternative() != null) ? conflict.alternative().toString() : "<port>";
		String fallback = ", or set portregistry.on-conflict=fallback to let the application choose another port.";
		if (conflict.wishedBy() != null) {
			return new FailureAnalysis(describe(conflict), "To settle it, " + conflict.remedy() + fallback, cause);
		}
		String action = (conflict.permitted() ? "Free" : "Have the system permit") + " port " + conflict.port()
				+ ", or give '" + name + "' a port for good with: ports register " + name + " " + port
				+ " (or edit the registry)" + fallback;
		return new FailureAnalysis(describe(conflict), action, cause);
	}

	private static String describe(PortConflict conflict) {
		return conflict.describe() + ", and '" + conflict.name() + "' is not to use another port.";
	}

}
