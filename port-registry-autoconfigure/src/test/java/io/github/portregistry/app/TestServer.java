package io.github.portregistry.app;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The servers that the tests have: an application sees one of them.
 */
public enum TestServer {

	/** Tomcat, with Spring MVC. */
	TOMCAT(WebApplicationType.SERVLET, "org.eclipse.jetty"),

	/** Jetty, with Spring MVC. */
	JETTY(WebApplicationType.SERVLET, "org.apache.catalina"),

	/** Reactor Netty, with WebFlux. */
	NETTY(WebApplicationType.REACTIVE, "org.eclipse.jetty", "org.apache.catalina");

	private final WebApplicationType type;

	private final String[] hiddenPackages;

	TestServer(WebApplicationType type, String... hiddenPackages) {
		this.type = type;
		this.hiddenPackages = hiddenPackages;
	}

	/**
	 * Return an application that has this server.
	 * @param sources the sources of the application
	 * @return the application
	 */
	public SpringApplicationBuilder application(Class<?>... sources) {
		return applyTo(new SpringApplicationBuilder(sources).web(this.type));
	}

	private SpringApplicationBuilder applyTo(SpringApplicationBuilder application) {
		return application.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(this.hiddenPackages)));
	}

	/**
	 * Give an application one server, unless it has been given one.
	 * @param application the application
	 * @return the application
	 */
	static SpringApplicationBuilder applyDefault(SpringApplicationBuilder application) {
		if (application.application().getResourceLoader() != null) {
			return application;
		}
		boolean reactive = application.application().getWebApplicationType() == WebApplicationType.REACTIVE;
		return (reactive ? NETTY : TOMCAT).applyTo(application);
	}

}
