package io.github.portregistry.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SkipCheck}.
 */
class SkipCheckTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final GenericApplicationContext server = new ServletWebServerApplicationContext();

	@BeforeEach
	void setUp() {
		this.environment.setProperty("portregistry.skip.in-tests", "false");
	}

	@AfterEach
	void tearDown() {
		SpringProperties.setProperty("spring.context.exit", null);
		SpringProperties.setProperty("spring.context.checkpoint", null);
	}

	static Stream<GenericApplicationContext> contextsWithServer() {
		return Stream.of(new ServletWebServerApplicationContext(), new ReactiveWebServerApplicationContext());
	}

	static Stream<GenericApplicationContext> contextsWithoutServer() {
		ServletWebServerApplicationContext deployed = new ServletWebServerApplicationContext();
		deployed.setServletContext(new MockServletContext());
		return Stream.of(new GenericWebApplicationContext(new MockServletContext()), deployed);
	}

	@ParameterizedTest
	@MethodSource("contextsWithServer")
	void getReasonWhenContextStartsServerIsNull(GenericApplicationContext context) {
		assertThat(getReason(context)).isNull();
	}

	@ParameterizedTest
	@MethodSource("contextsWithoutServer")
	void getReasonWhenContextStartsNoServerTellsIt(GenericApplicationContext context) {
		assertThat(getReason(context)).isEqualTo("the application starts no server of its own");
	}

	@Test
	void getReasonWhenInTestTellsProperty() {
		this.environment.setProperty("portregistry.skip.in-tests", "true");
		assertThat(getReason(this.server)).contains("portregistry.skip.in-tests");
	}

	@Test
	void getReasonWhenTestLibrariesAreAbsentIsNull() {
		this.environment.setProperty("portregistry.skip.in-tests", "true");
		this.server.setClassLoader(new FilteredClassLoader("org.junit"));
		assertThat(getReason(this.server)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.context.exit", "spring.context.checkpoint" })
	void getReasonWhenApplicationEndsOnRefreshTellsIt(String property) {
		SpringProperties.setProperty(property, "onRefresh");
		assertThat(getReason(this.server)).isEqualTo("this is a training or checkpoint run");
	}

	@Test
	void getReasonWhenDisabledTellsProperty() {
		this.environment.setProperty("portregistry.enabled", "false");
		assertThat(getReason(this.server)).isEqualTo("portregistry.enabled is false");
	}

	@Test
	void getReasonWhenOnCloudPlatformTellsPlatform() {
		this.environment.setProperty("spring.main.cloud-platform", "kubernetes");
		assertThat(getReason(this.server)).contains("KUBERNETES", "portregistry.enabled");
	}

	@ParameterizedTest
	@CsvSource({ "kubernetes, true", "none, ''" })
	void getReasonWhenCloudPlatformDoesNotMatterIsNull(String platform, String enabled) {
		this.environment.setProperty("spring.main.cloud-platform", platform);
		this.environment.setProperty("portregistry.enabled", enabled);
		assertThat(getReason(this.server)).isNull();
	}

	private String getReason(GenericApplicationContext context) {
		context.setEnvironment(this.environment);
		SkipCheck check = new SkipCheck(PortRegistryProperties.of(this.environment));
		String reason = check.getReason(this.environment);
		return (reason != null) ? reason : check.getReasonNotToClaim(context);
	}

}
