package io.github.portregistry.autoconfigure.web;

import java.util.HashMap;
import java.util.Map;

import io.github.portregistry.autoconfigure.claim.ServerKind;
import io.github.portregistry.autoconfigure.claim.ServerUrl;
import io.github.portregistry.instance.Instance;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Finds out what a server serves to tools. The beans are not created: their definitions
 * tell whether there is something, and properties where.
 */
final class ServedEndpoints {

	private static final String ACTUATOR = "org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints";

	/** What answers "streamable HTTP": Spring AI has a bean of one of the two. */
	private static final String[] MCP = { "io.modelcontextprotocol.spec.McpStreamableServerTransportProvider",
			"io.modelcontextprotocol.spec.McpStatelessServerTransport" };

	private final ApplicationContext context;

	private final Environment environment;

	private ServedEndpoints(ApplicationContext context) {
		this.context = context;
		this.environment = context.getEnvironment();
	}

	/**
	 * Find out what a server serves.
	 * @param context the context of the server
	 * @param kind the server
	 * @return the path of each kind of endpoint, below that of the server
	 */
	static Map<String, String> find(ApplicationContext context, ServerKind kind) {
		return new ServedEndpoints(context).find(kind);
	}

	private Map<String, String> find(ServerKind kind) {
		Map<String, String> paths = new HashMap<>();
		if (servesActuator(kind)) {
			paths.put(Instance.ACTUATOR, path(kind, "management.endpoints.web.base-path", "/actuator"));
		}
		if (kind == ServerKind.APPLICATION && (hasBean(this.context, MCP[0]) || hasBean(this.context, MCP[1]))) {
			paths.put(Instance.MCP, path(kind, "spring.ai.mcp.server.streamable-http.mcp-endpoint", "/mcp"));
		}
		return paths;
	}

	private boolean servesActuator(ServerKind kind) {
		if (kind == ServerKind.MANAGEMENT) {
			return true;
		}
		boolean disabled = this.environment.getProperty(ServerKind.MANAGEMENT.property("port"), "").startsWith("-");
		return !disabled && !ServerKind.hasManagementServer(this.context) && hasBean(this.context, ACTUATOR);
	}

	private String path(ServerKind kind, String property, String defaultPath) {
		boolean hasServlet = kind == ServerKind.APPLICATION && ServerUrl.isServlet(this.environment);
		String servlet = hasServlet ? this.environment.getProperty("spring.mvc.servlet.path", "") : "";
		return ServerUrl.cleanPath(servlet) + ServerUrl.cleanPath(this.environment.getProperty(property, defaultPath));
	}

	private static boolean hasBean(ListableBeanFactory beans, String type) {
		if (!ClassUtils.isPresent(type, ServedEndpoints.class.getClassLoader())) {
			return false;
		}
		Class<?> resolved = ClassUtils.resolveClassName(type, ServedEndpoints.class.getClassLoader());
		return beans.getBeanNamesForType(resolved, false, false).length > 0;
	}

}
