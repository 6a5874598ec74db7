package io.github.portregistry.autoconfigure;

import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortRegistryRuntimeHints}.
 */
class PortRegistryRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void setUp() {
		new PortRegistryRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	@Test
	void registrarIsFoundAheadOfTime() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class, FailureHandler.logging(LogFactory.getLog(getClass()))))
			.hasAtLeastOneElementOfType(PortRegistryRuntimeHints.class);
	}

	@Test
	void registerHintsRegistersContextThatStartsServer() {
		assertThat(RuntimeHintsPredicates.reflection().onType(WebServerApplicationContext.class)).accepts(this.hints);
	}

	static Stream<Arguments> invokedMethods() {
		return Stream.of(Arguments.of(ServletWebServerApplicationContext.class, "getWebServer"),
				Arguments.of(ReactiveWebServerApplicationContext.class, "getWebServer"),
				Arguments.of(JettyWebServer.class, "getServer"));
	}

	@ParameterizedTest
	@MethodSource("invokedMethods")
	void registerHintsRegistersMethodThatIsInvoked(Class<?> type, String method) {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type, method)).accepts(this.hints);
	}

}
