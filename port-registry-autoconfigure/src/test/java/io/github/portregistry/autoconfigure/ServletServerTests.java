package io.github.portregistry.autoconfigure;

import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;

import io.github.portregistry.app.TestApp;
import io.github.portregistry.app.TestServer;
import io.github.portregistry.testsupport.FreePorts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.SpringServletContainerInitializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of applications in a servlet container, embedded or not.
 */
class ServletServerTests {

	@TempDir
	private Path directory;

	private final int port = FreePorts.find();

	@ParameterizedTest
	@EnumSource(value = TestServer.class, names = "NETTY", mode = Mode.EXCLUDE)
	void startWhenFilterAndServletTryPortAtTheirInitHoldsIt(TestServer server) {
		ThiefFilter filter = new ThiefFilter(this.port);
		ThiefServlet servlet = new ThiefServlet(this.port);
		SpringApplicationBuilder application = server.application(TestApp.Config.class)
			.initializers((GenericApplicationContext context) -> {
				context.registerBean(ThiefFilter.class, () -> filter);
				context.registerBean(ServletRegistrationBean.class, () -> {
					ServletRegistrationBean<ThiefServlet> registration = new ServletRegistrationBean<>(servlet, "/x");
					registration.setLoadOnStartup(1);
					return registration;
				});
			});
		try (TestApp app = TestApp.start(application, this.directory, "server.port=" + this.port)) {
			assertThat(app.port()).isEqualTo(this.port);
		}
		assertThat(filter.refusal).isInstanceOf(BindException.class);
		assertThat(servlet.refusal).isInstanceOf(BindException.class);
	}

	@Test
	void deployWhenApplicationIsWarLeavesRegistryAlone() throws Exception {
		War.registry = this.directory.resolve("ports");
		War.port = this.port;
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(this.directory.resolve("tomcat").toString());
		tomcat.setPort(0);
		Context context = tomcat.addContext("", this.directory.toString());
		context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(War.class));
		tomcat.start();
		try {
			assertThat(TestApp.get("http://localhost:" + tomcat.getConnector().getLocalPort() + "/"))
				.isEqualTo(Integer.toString(this.port));
		}
		finally {
			tomcat.stop();
			tomcat.destroy();
		}
		assertThat(this.directory).isDirectoryNotContaining("glob:**/ports*");
	}

	@Test
	void startWhenApplicationIsNoWebApplicationLeavesRegistryAlone() {
		TestApp
			.start(WebApplicationType.SERVLET, this.directory, "spring.main.web-application-type=none",
					"server.port=" + this.port)
			.close();
		assertThat(this.directory).isDirectoryNotContaining("glob:**/ports*");
	}

	/**
	 * An application that a servlet container deploys.
	 */
	public static class War extends SpringBootServletInitializer {

		private static Path registry;

		private static int port;

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(TestApp.Config.class)
				.properties("spring.application.name=orders", "server.port=" + port, "portregistry.enabled=true",
						"portregistry.skip.in-tests=false", "portregistry.location=" + registry);
		}

	}

	private static final class ThiefFilter implements Filter {

		private final int port;

		private @Nullable Throwable refusal;

		ThiefFilter(int port) {
			this.port = port;
		}

		@Override
		public void init(FilterConfig config) {
			this.refusal = catchThrowable(() -> new ServerSocket(this.port).close());
		}

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws ServletException {
		}

	}

	@SuppressWarnings("serial")
	private static final class ThiefServlet extends HttpServlet {

		private final int port;

		private @Nullable Throwable refusal;

		ThiefServlet(int port) {
			this.port = port;
		}

		@Override
		public void init() {
			this.refusal = catchThrowable(() -> new ServerSocket(this.port).close());
		}

	}

}
