package io.github.portregistry.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Tells in which applications there is nothing to claim a port for, or to look up.
 *
 * @since 0.1.0
 */
public final class SkipCheck {

	/** The contexts of Spring Boot 4 and 3 that start a server. */
	static final List<String> SERVER_CONTEXTS = List.of(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			"org.springframework.boot.web.context.WebServerApplicationContext");

	private static final List<String> TEST_CLASSES = List.of("org.junit.jupiter.api.Test", "org.junit.Test");

	/** Packages whose code calls an application under test, as for Docker Compose. */
	private static final List<String> TEST_CALLERS = List.of("org.junit.runners.", "org.junit.platform.",
			"org.springframework.boot.test.", "cucumber.runtime.");

	private final PortRegistryProperties properties;

	/**
	 * Create a check.
	 * @param properties the settings
	 */
	public SkipCheck(PortRegistryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Return the reason to leave an application alone.
	 * @param context the application's context
	 * @return the reason, or {@code null} if it is to get a port
	 */
	@Nullable String getReason(ApplicationContext context) {
		String reason = getReason(context.getEnvironment());
		if (reason != null) {
			return reason;
		}
		return startsServer(context) ? getReasonNotToClaim(context.getClassLoader())
				: "the application starts no server of its own";
	}

	/**
	 * Return the reason to have nothing to do with the registry, be it only to read it.
	 * @param environment the environment of the application
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable String getReason(Environment environment) {
		if (Boolean.FALSE.equals(this.properties.getEnabled())) {
			// Conditions do not see this in an application processed ahead of time.
			return "portregistry.enabled is false";
		}
		CloudPlatform platform = CloudPlatform.getActive(environment);
		if (platform != null && platform != CloudPlatform.NONE && !Boolean.TRUE.equals(this.properties.getEnabled())) {
			return "ports are the business of the platform " + platform + " (portregistry.enabled)";
		}
		return null;
	}

	/**
	 * Return the reason not to claim any port in this run, although the registry is of
	 * use otherwise.
	 * @param classLoader the class loader of the application
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable String getReasonNotToClaim(@Nullable ClassLoader classLoader) {
		if (this.properties.getSkip().isInTests() && isTest(classLoader)) {
			return "this is a test (portregistry.skip.in-tests)";
		}
		if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING) || endsOnRefresh()) {
			return "this is a training or checkpoint run";
		}
		return null;
	}

	/**
	 * Neither test contexts without a server nor contexts that a servlet container
	 * deploys start one.
	 */
	private static boolean startsServer(ApplicationContext context) {
		if (context instanceof WebApplicationContext web && web.getServletContext() != null) {
			return false;
		}
		ClassLoader classLoader = context.getClassLoader();
		for (String name : SERVER_CONTEXTS) {
			if (ClassUtils.isPresent(name, classLoader)) {
				return ClassUtils.resolveClassName(name, classLoader).isInstance(context);
			}
		}
		return false;
	}

	private static boolean isTest(@Nullable ClassLoader classLoader) {
		for (String name : TEST_CLASSES) {
			if (ClassUtils.isPresent(name, classLoader)) {
				return isCalledByTest();
			}
		}
		return false;
	}

	private static boolean isCalledByTest() {
		for (StackTraceElement element : Thread.currentThread().getStackTrace()) {
			if (TEST_CALLERS.stream().anyMatch(element.getClassName()::startsWith)) {
				return true;
			}
		}
		return false;
	}

	private static boolean endsOnRefresh() {
		return isOnRefresh(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME)
				|| isOnRefresh(DefaultLifecycleProcessor.CHECKPOINT_PROPERTY_NAME);
	}

	private static boolean isOnRefresh(String property) {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(SpringProperties.getProperty(property));
	}

}
