package io.github.portregistry.autoconfigure.web;

import java.net.InetAddress;

import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * {@link BindListener} for Reactor Netty, which initializes hundreds of classes when it
 * binds its first port: a port of the system's choice is to be the first.
 */
class NettyBindListener implements BindListener {

	private final ApplicationContext context;

	NettyBindListener(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void releaseBeforeBind(WebServer server, Runnable release) {
		LoopResources loops = this.context.getBean(ReactorResourceFactory.class).getLoopResources();
		HttpServer.create()
			.runOn(loops)
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.bindNow()
			.disposeNow();
		release.run();
	}

}
