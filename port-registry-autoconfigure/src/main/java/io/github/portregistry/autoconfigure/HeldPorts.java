package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.net.PortPlaceholder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Holds the ports that an application has claimed until just before its web server binds
 * them, or until the application fails to start.
 */
class HeldPorts implements SmartLifecycle, DisposableBean {

	/**
	 * The phase just before the one in which Spring Boot starts web servers: see its
	 * {@code WebServerStartStopLifecycle} and {@code WebServerGracefulShutdownLifecycle}.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2049;

	private static final Log logger = LogFactory.getLog(HeldPorts.class);

	private final ObjectProvider<ServerWarmUp> warmUps;

	private final List<PortPlaceholder> placeholders = new ArrayList<>();

	private volatile boolean running;

	HeldPorts(ObjectProvider<ServerWarmUp> warmUps) {
		this.warmUps = warmUps;
	}

	void add(PortPlaceholder placeholder) {
		this.placeholders.add(placeholder);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.running = true;
		if (!this.placeholders.isEmpty()) {
			warmUp();
			release();
		}
	}

	/**
	 * Has the JVM do what a server will do when it binds its port, so that the port is
	 * free for as short as possible.
	 */
	private void warmUp() {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.warmUps.forEach(ServerWarmUp::warmUp);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The server starts cold", ex);
		}
	}

	private void release() {
		this.placeholders.forEach(PortPlaceholder::close);
		this.placeholders.clear();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		release();
	}

}
