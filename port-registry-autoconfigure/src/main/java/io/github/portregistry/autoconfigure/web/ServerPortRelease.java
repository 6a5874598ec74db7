package io.github.portregistry.autoconfigure.web;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.ServerKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Releases the port that is held for a web server just before the server binds it.
 */
class ServerPortRelease implements SmartLifecycle {

	/**
	 * The phase just before the one in which Spring Boot starts web servers: see its
	 * {@code WebServerStartStopLifecycle} and {@code WebServerGracefulShutdownLifecycle}.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2049;

	private static final Log logger = LogFactory.getLog(ServerPortRelease.class);

	private final ApplicationContext context;

	private final ApplicationPorts ports;

	private final ServerKind kind;

	private volatile boolean running;

	ServerPortRelease(ApplicationContext context, ApplicationPorts ports, ServerKind kind) {
		this.context = context;
		this.ports = ports;
		this.kind = kind;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.ports.isClaimed(this.kind)) {
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
		BindListener listener = (server != null) ? findListener(server) : null;
		if (server != null && listener != null) {
			listener.releaseBeforeBind(server, this::release);
		}
		else {
			release();
		}
	}

	/** The server's type is in another package in each generation of Spring Boot. */
	private @Nullable BindListener findListener(WebServer server) {
		return switch (server.getClass().getSimpleName()) {
			case "JettyServletWebServer", "JettyWebServer" -> new JettyBindListener();
			case "NettyWebServer" -> new NettyBindListener(this.context);
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
		this.ports.release(this.kind);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
