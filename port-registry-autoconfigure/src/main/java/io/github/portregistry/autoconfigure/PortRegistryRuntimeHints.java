package io.github.portregistry.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for what is found by reflection, since its package
 * differs between the generations of Spring Boot.
 */
class PortRegistryRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> CONTEXTS = List.of(
			"org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext",
			"org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext",
			"org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext",
			"org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext");

	private static final List<String> JETTY_SERVERS = List.of("org.springframework.boot.jetty.JettyWebServer",
			"org.springframework.boot.web.embedded.jetty.JettyWebServer");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String type : SkipCheck.SERVER_CONTEXTS) {
			hints.reflection().registerTypeIfPresent(classLoader, type, (hint) -> {
			});
		}
		CONTEXTS.forEach((type) -> registerMethod(hints, classLoader, type, "getWebServer"));
		JETTY_SERVERS.forEach((type) -> registerMethod(hints, classLoader, type, "getServer"));
	}

	private static void registerMethod(RuntimeHints hints, @Nullable ClassLoader classLoader, String type,
			String method) {
		hints.reflection()
			.registerTypeIfPresent(classLoader, type,
					(hint) -> hint.withMethod(method, List.of(), ExecutableMode.INVOKE));
	}

}
