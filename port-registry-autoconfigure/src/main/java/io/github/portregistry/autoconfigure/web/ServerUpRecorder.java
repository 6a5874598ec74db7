package io.github.portregistry.autoconfigure.web;

import io.github.portregistry.autoconfigure.claim.ApplicationPorts;
import io.github.portregistry.autoconfigure.claim.ServerKind;
import io.github.portregistry.autoconfigure.claim.ServerUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/**
 * Has the port and the address recorded that a web server really has, once it listens.
 */
class ServerUpRecorder implements SmartLifecycle {

	/** The phase just after the one in which Spring Boot starts web servers. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2047;

	private final ApplicationContext context;

	private final ApplicationPorts ports;

	private final ServerKind kind;

	private final PortRegistryWebServerFactoryCustomizer customizer;

	private volatile boolean running;

	ServerUpRecorder(ApplicationContext context, ApplicationPorts ports, ServerKind kind,
			PortRegistryWebServerFactoryCustomizer customizer) {
		this.context = context;
		this.ports = ports;
		this.kind = kind;
		this.customizer = customizer;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		this.running = true;
		AbstractConfigurableWebServerFactory server = this.customizer.getServer();
		Environment environment = this.context.getEnvironment();
		Integer port = environment.getProperty(this.kind.localPortProperty(), Integer.class);
		if (port != null && port > 0) {
			this.ports.up(this.kind, port, (server != null)
					? new ServerUrl(Ssl.isEnabled(server.getSsl()), server.getAddress(), getPath(environment)) : null,
					ServedEndpoints.find(this.context, this.kind));
		}
	}

	/** The path of a servlet context may have been set in code. */
	private String getPath(Environment environment) {
		boolean servlet = this.kind == ServerKind.APPLICATION && ClassUtils
			.isPresent("org.springframework.web.context.WebApplicationContext", this.context.getClassLoader());
		String path = servlet ? ServletPath.of(this.context) : null;
		return (path != null) ? path : ServerUrl.getPath(environment, this.kind);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Apart, since not every application has the class. */
	private static final class ServletPath {

		static @Nullable String of(ApplicationContext context) {
			return (context instanceof WebApplicationContext web && web.getServletContext() != null)
					? web.getServletContext().getContextPath() : null;
		}

	}

}
