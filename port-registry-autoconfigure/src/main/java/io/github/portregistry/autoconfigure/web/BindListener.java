package io.github.portregistry.autoconfigure.web;

import org.springframework.boot.web.server.WebServer;

/**
 * Notices when a server of some kind is about to bind its port.
 */
interface BindListener {

	/**
	 * Release the port just before the server binds it.
	 * @param server the server, which is about to be started
	 * @param release releases the port
	 */
	void releaseBeforeBind(WebServer server, Runnable release);

}
