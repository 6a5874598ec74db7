package io.github.portregistry.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.net.PortPlaceholder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

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

	private final ApplicationContext context;

	private final List<PortPlaceholder> placeholders = new ArrayList<>();

	private volatile boolean running;

	HeldPorts(ApplicationContext context) {
		this.context = context;
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
			try {
				warmUp();
				releaseBeforeBind();
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("The port is released early", ex);
				release();
			}
		}
	}

	/** Has the JVM load what every server needs when it binds its port. */
	private static void warmUp() throws IOException {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
	}

	private void releaseBeforeBind() {
		WebServer server = findServer();
		ServerBridge bridge = (server != null) ? findBridge(server) : null;
		if (server != null && bridge != null) {
			bridge.releaseBeforeBind(server, this::release);
		}
		else {
			release();
		}
	}

	/** The server's type is in another package in each generation of Spring Boot. */
	private @Nullable ServerBridge findBridge(WebServer server) {
		return switch (server.getClass().getSimpleName()) {
			case "JettyServletWebServer", "JettyWebServer" -> new JettyBridge();
			case "NettyWebServer" -> new NettyBridge(this.context);
			default -> null;
		};
	}

	/** The context's type is in another package in each generation of Spring Boot. */
	private @Nullable WebServer findServer() {
		Method method = ClassUtils.getMethodIfAvailable(this.context.getClass(), "getWebServer");
		return (method != null && ReflectionUtils.invokeMethod(method, this.context) instanceof WebServer server)
				? server : null;
	}

	private void release() {
		for (PortPlaceholder placeholder : this.placeholders) {
			placeholder.close();
		}
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
