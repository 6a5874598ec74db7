package io.github.portregistry.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Serves the one client on the standard input and output. The SDK's own transport ends at
 * the first line that is no message, and drops the answers that are on their way when the
 * input ends.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {

	private final McpJsonMapper mapper;

	private final JsonLines lines;

	private @Nullable McpServerSession session;

	private boolean initializing;

	private boolean initialized;

	StdioTransport(McpJsonMapper mapper, JsonLines lines) {
		this.mapper = mapper;
		this.lines = lines;
	}

	@Override
	public void setSessionFactory(McpServerSession.Factory sessionFactory) {
		this.session = sessionFactory.create(this);
	}

	private McpServerSession session() {
		return Objects.requireNonNull(this.session, "no server uses this transport");
	}

	/**
	 * Answer requests until the input ends, and all that were read before.
	 */
	void serve() throws InterruptedException {
		this.lines.serve(this::handle);
	}

	/**
	 * Handle a message. Without the notification that the client is initialized, the SDK
	 * would let all requests wait, even those of a client that does not send it.
	 */
	private Mono<Void> handle(JSONRPCMessage message) {
		if (message instanceof JSONRPCRequest request) {
			if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
				this.initializing = true;
			}
			else if (!this.initializing) {
				return sendMessage(beforeInitialize(request));
			}
			else if (!this.initialized) {
				return session().handle(initialized()).then(session().handle(request));
			}
		}
		else if (message instanceof JSONRPCNotification notification
				&& notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
			this.initialized = this.initializing;
		}
		return session().handle(message);
	}

	private static JSONRPCResponse beforeInitialize(JSONRPCRequest request) {
		return request.method().equals(McpSchema.METHOD_PING) ? JSONRPCResponse.result(request.id(), Map.of())
				: JSONRPCResponse.error(request.id(), new JSONRPCError(ErrorCodes.INVALID_REQUEST,
						"The first request must be '" + McpSchema.METHOD_INITIALIZE + "'", null));
	}

	private JSONRPCNotification initialized() {
		this.initialized = true;
		return new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED, null);
	}

	@Override
	public Mono<Void> sendMessage(JSONRPCMessage message) {
		return Mono.fromRunnable(() -> this.lines.write(message));
	}

	@Override
	public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
		return this.mapper.convertValue(data, typeRef);
	}

	@Override
	public Mono<Void> notifyClients(String method, Object params) {
		return session().sendNotification(method, params);
	}

	@Override
	public Mono<Void> closeGracefully() {
		return Mono.empty();
	}

	@Override
	public void close() {
		// The streams are the process's.
	}

	@Override
	public List<String> protocolVersions() {
		return McpServerTransport.super.protocolVersions();
	}

}
