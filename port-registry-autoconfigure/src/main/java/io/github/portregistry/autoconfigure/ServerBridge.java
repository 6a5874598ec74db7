package io.github.portregistry.autoconfigure;

import org.springframework.boot.web.server.WebServer;

/**
 * What is to be known about a kind of server to release its port as late as possible.
 */
interface ServerBridge {

	/**
	 * Release the port just before the server binds it.
	 * @param server the server, which is about to be started
	 * @param release releases the port
	 */
	void releaseBeforeBind(WebServer server, Runnable release);

}
