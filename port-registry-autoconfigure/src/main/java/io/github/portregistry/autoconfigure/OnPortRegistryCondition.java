package io.github.portregistry.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The condition of {@link ConditionalOnPortRegistry @ConditionalOnPortRegistry}.
 */
class OnPortRegistryCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnPortRegistry.class);
		if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)) {
			return ConditionOutcome.noMatch(message.because("the application is processed ahead of time"));
		}
		boolean counts = metadata.getAnnotations().get(ConditionalOnPortRegistry.class).getBoolean("enabled");
		boolean enabled = !counts || context.getEnvironment().getProperty("portregistry.enabled", Boolean.class, true);
		return new ConditionOutcome(enabled, message.because("portregistry.enabled is " + enabled));
	}

}
