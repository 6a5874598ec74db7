package io.github.portregistry.compatibility;

import java.util.regex.Pattern;

/**
 * The servers that apps run on. All of them are on the class path of each line.
 */
enum Server {

	TOMCAT("servlet", "jetty|netty"),

	JETTY("servlet", "tomcat-embed-(core|websocket)|spring-boot-tomcat|netty"),

	NETTY("reactive", "tomcat|jetty");

	private final String applicationType;

	private final Pattern otherServers;

	Server(String applicationType, String otherServers) {
		this.applicationType = applicationType;
		this.otherServers = Pattern.compile(otherServers);
	}

	String applicationType() {
		return this.applicationType;
	}

	/** Whether a jar is not one of another server. */
	boolean needs(String jar) {
		return !this.otherServers.matcher(jar).find();
	}

}
