package io.github.portregistry.benchmarks;

import java.util.List;

/**
 * The servers that are measured.
 */
enum Server {

	TOMCAT("servlet", List.of("jetty", "netty", "reactor", "webflux")),

	JETTY("servlet",
			List.of("tomcat-embed-core", "tomcat-embed-websocket", "spring-boot-tomcat", "netty", "reactor",
					"webflux")),

	NETTY("reactive", List.of("tomcat", "jetty"));

	private final String type;

	private final List<String> others;

	Server(String type, List<String> others) {
		this.type = type;
		this.others = others;
	}

	String argument() {
		return "--spring.main.web-application-type=" + this.type;
	}

	boolean needs(String jar) {
		return this.others.stream().noneMatch(jar::contains);
	}

}
