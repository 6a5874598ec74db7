package io.github.portregistry.compatibility;

import java.util.regex.Pattern;

/**
 * The servers that apps run on. All those that a line has are on its class path.
 */
enum Server {

	TOMCAT("servlet", "jetty|netty|undertow"),

	JETTY("servlet", "tomcat-embed-(core|websocket)|spring-boot-tomcat|netty|undertow"),

	NETTY("reactive", "tomcat|jetty|undertow"),

	UNDERTOW("servlet", "tomcat-embed-(core|websocket)|jetty|netty");

	private final String applicationType;

	private final Pattern otherServers;

	Server(String applicationType, String otherServers) {
		this.applicationType = applicationType;
		this.otherServers = Pattern.compile(otherServers);
	}

	String applicationType() {
		return this.applicationType;
	}

	/** Whether a line of Spring Boot has this server: Undertow is gone since 4.0. */
	boolean isSupportedBy(BootLine line) {
		return this != UNDERTOW || line.version().startsWith("3.");
	}

	/** Whether a jar is not one of another server. */
	boolean needs(String jar) {
		return !this.otherServers.matcher(jar).find();
	}

}
