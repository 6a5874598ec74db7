package io.github.portregistry.cli;

import java.time.Instant;

import io.github.portregistry.FoundService;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import org.jspecify.annotations.Nullable;

/**
 * A running app that answers the Model Context Protocol.
 *
 * @param url the address of its endpoint
 * @param pid its process
 * @param startedAt when it was started
 */
record McpApp(String url, long pid, Instant startedAt) {

	/**
	 * Find an app.
	 * @param registry the registry
	 * @param name the name
	 * @param checkout the checkout that it must be of, or {@code null} for the main one
	 * @return the app
	 * @throws DownException if it is not there
	 */
	static McpApp find(PortRegistry registry, String name, @Nullable Checkout checkout) {
		FoundService found = registry.find(name, checkout).orElse(null);
		if (found != null && found.missing() != null && checkout != null) {
			throw new DownException("'" + name + "' is not running in this worktree (" + checkout.directory()
					+ "): start it there, and call again. That of the main checkout is not used in its place.");
		}
		Instance instance = (found != null) ? found.service()
			.instances()
			.stream()
			.filter((each) -> each.state() == Instance.State.UP)
			.findFirst()
			.orElse(null) : null;
		if (instance == null) {
			throw new DownException("'" + name + "' is not running: start it, and call again.");
		}
		String url = instance.endpoints().get(Instance.MCP);
		if (url == null) {
			throw new DownException(
					"'" + name + "' is running, but serves no MCP by streamable HTTP: with Spring AI, set"
							+ " spring.ai.mcp.server.protocol=STREAMABLE.");
		}
		return new McpApp(url, instance.pid(), instance.startedAt());
	}

	/**
	 * An app cannot be called at the moment.
	 */
	static final class DownException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		DownException(String message) {
			super(message);
		}

	}

}
