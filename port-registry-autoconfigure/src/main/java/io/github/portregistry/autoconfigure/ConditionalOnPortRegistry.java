package io.github.portregistry.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * {@link Conditional @Conditional} that matches unless {@code portregistry.enabled} is
 * {@code false}, or the application is processed ahead of time: what is made then is part
 * of an artifact, in which the registry has no place.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnPortRegistryCondition.class)
public @interface ConditionalOnPortRegistry {

	/**
	 * Whether {@code portregistry.enabled} counts.
	 * @return {@code false} for what is needed all the same
	 */
	boolean enabled() default true;

}
