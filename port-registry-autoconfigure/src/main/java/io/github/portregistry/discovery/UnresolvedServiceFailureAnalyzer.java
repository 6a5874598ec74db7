package io.github.portregistry.discovery;

import io.github.portregistry.discovery.UnknownService.Explanation;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Explains a placeholder of a service that nobody knows.
 */
class UnresolvedServiceFailureAnalyzer extends AbstractFailureAnalyzer<PlaceholderResolutionException> {

	private final @Nullable Environment environment;

	UnresolvedServiceFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PlaceholderResolutionException cause) {
		ServiceProperty property = ServiceProperty.parse(cause.getPlaceholder());
		if (property == null || !(this.environment instanceof ConfigurableEnvironment configurable)) {
			return null;
		}
		Explanation explanation = PortRegistryPropertySource.of(configurable).explain(property);
		return new FailureAnalysis(
				PrintableText.of(String.valueOf(cause.getMessage())) + ": " + explanation.problem() + ".",
				explanation.remedy() + ".", cause);
	}

}
