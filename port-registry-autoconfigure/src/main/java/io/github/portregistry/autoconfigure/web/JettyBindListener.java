package io.github.portregistry.autoconfigure.web;

import java.lang.reflect.Method;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;

import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * {@link BindListener} for Jetty, which initializes filters and servlets before its
 * connectors bind their ports: the connector's start is the moment.
 */
class JettyBindListener implements BindListener {

	@Override
	public void releaseBeforeBind(WebServer server, Runnable release) {
		// The server's type is in another package in each generation of Spring Boot.
		Method method = ClassUtils.getMethod(server.getClass(), "getServer");
		if (ReflectionUtils.invokeMethod(method, server) instanceof Server jetty) {
			jetty.addEventListener(new ConnectorListener(release));
		}
		else {
			release.run();
		}
	}

	/**
	 * Spring Boot gives the connectors to the server when it starts them.
	 */
	private record ConnectorListener(Runnable release) implements Container.Listener, LifeCycle.Listener {

		@Override
		public void beanAdded(Container parent, Object child) {
			if (child instanceof Connector connector) {
				connector.addEventListener(this);
			}
		}

		@Override
		public void beanRemoved(Container parent, Object child) {
		}

		@Override
		public void lifeCycleStarting(LifeCycle event) {
			if (event instanceof Connector) {
				this.release.run();
			}
		}

	}

}
