package io.github.portregistry.secured;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Spring Boot's {@code EndpointRequest}, which is in another package in each generation.
 */
final class EndpointRequests {

	private static final String BOOT_3 = "org.springframework.boot.actuate.autoconfigure.security.";

	private static final String BOOT_4 = "org.springframework.boot.security.autoconfigure.actuate.web.";

	private EndpointRequests() {
	}

	/**
	 * Call {@code EndpointRequest.toAnyEndpoint()}.
	 * @param <T> the type of the matcher
	 * @param stack the kind of web application, in small letters
	 * @param type the type of the matcher
	 * @return the matcher
	 */
	static <T> T toAnyEndpoint(String stack, Class<T> type) {
		String name = stack + ".EndpointRequest";
		String generation = ClassUtils.isPresent(BOOT_4 + name, null) ? BOOT_4 : BOOT_3;
		Class<?> factory = ClassUtils.resolveClassName(generation + name, null);
		return type.cast(ReflectionUtils.invokeMethod(ClassUtils.getMethod(factory, "toAnyEndpoint"), null));
	}

}
