package io.github.portregistry.autoconfigure;

import org.springframework.boot.web.server.WebServer;

/**
 * What is to be known about a kind of server to release its port as late as possible.
 */
interface ServerBridge {

	/**
	 * Whether this is about a server.
	 * @param server the server
	 * @return whether it is
	 */
	boolean supports(WebServer server);

	/**
	 * Release the port just before the server binds it.
	 * @param server the server, which is about to be started
	 * @param release releases the port
	 */
	void releaseBeforeBind(WebServer server, Runnable release);

}
