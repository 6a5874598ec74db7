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
	private static final List<String> SERVER_CONTEXTS = List.of(
			"org.springframework.boot.web.server.context.WebServerApplicationContext",
			"org.springframework.boot.web.context.WebServerApplicationContext");

	private static final List<String> SERVLET_CONTEXTS = List
		.of("org.springframework.web.context.WebApplicationContext");

	private static final List<String> REACTIVE_CONTEXTS = List.of(
			"org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext",
			"org.springframework.boot.web.reactive.context.ReactiveWebApplicationContext");

	private final PortRegistryProperties properties;

	/**
	 * Create a check.
	 * @param properties the settings
	 */
	public SkipCheck(PortRegistryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Return the reason to have nothing to do with the registry, be it only to read it.
	 * @param environment the environment of the application
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable String getReason(Environment environment) {
		if (Boolean.FALSE.equals(this.properties.enabled())) {
			return "portregistry.enabled is false";
		}
		CloudPlatform platform = Boolean.TRUE.equals(this.properties.enabled()) ? null : getPlatform(environment);
		return (platform != null)
				? "the application runs on the cloud platform " + platform + " ("
						+ (platform.isEnforced(environment) ? "by spring.main.cloud-platform"
								: "recognized by its variables")
						+ "), which gives out the ports. To claim ports all the same, set portregistry.enabled=true"
				: null;
	}

	/**
	 * Kubernetes tells where its own service is. Of other services, people name the hosts
	 * and ports for themselves, in variables that look the same.
	 */
	private static @Nullable CloudPlatform getPlatform(Environment environment) {
		for (CloudPlatform platform : CloudPlatform.values()) {
			boolean mistaken = platform == CloudPlatform.KUBERNETES && !platform.isEnforced(environment)
					&& !(environment.containsProperty("KUBERNETES_SERVICE_HOST")
							&& environment.containsProperty("KUBERNETES_SERVICE_PORT"));
			if (!mistaken && platform.isActive(environment)) {
				return (platform != CloudPlatform.NONE) ? platform : null;
			}
		}
		return null;
	}

	/**
	 * Return the reason not to claim any port for a context, although the registry is of
	 * use otherwise.
	 * @param context the context
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable String getReasonNotToClaim(ApplicationContext context) {
		return (!startsServer(context) && isWeb(context)) ? "the application starts no server of its own"
				: getReasonNotToClaim(context.getClassLoader());
	}

	/**
	 * Return the reason not to claim any port in this run, although the registry is of
	 * use otherwise.
	 * @param classLoader the class loader of the application
	 * @return the reason, or {@code null} if there is none
	 */
	public @Nullable String getReasonNotToClaim(@Nullable ClassLoader classLoader) {
		if (this.properties.skip().inTests() && TestRun.isActive(classLoader)) {
			return "this is a test (portregistry.skip.in-tests)";
		}
		if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING) || endsOnRefresh()) {
			return "this is a training or checkpoint run";
		}
		return null;
	}

	/**
	 * Whether a context starts a web server. Neither test contexts without a server nor
	 * contexts that a servlet container deploys do.
	 * @param context the context
	 * @return whether it does
	 */
	public static boolean startsServer(ApplicationContext context) {
		return isInstance(SERVER_CONTEXTS, context)
				&& !(isInstance(SERVLET_CONTEXTS, context) && ServletContexts.isDeployed(context));
	}

	private static boolean isWeb(ApplicationContext context) {
		return isInstance(SERVLET_CONTEXTS, context) || isInstance(REACTIVE_CONTEXTS, context);
	}

	private static boolean isInstance(List<String> types, ApplicationContext context) {
		ClassLoader classLoader = context.getClassLoader();
		for (String name : types) {
			if (ClassUtils.isPresent(name, classLoader)
					&& ClassUtils.resolveClassName(name, classLoader).isInstance(context)) {
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

	/** Apart, since not every application has the class. */
	private static final class ServletContexts {

		static boolean isDeployed(ApplicationContext context) {
			return ((WebApplicationContext) context).getServletContext() != null;
		}

	}

}
