package io.github.portregistry.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A session of the Model Context Protocol with a running app, by "streamable HTTP".
 */
final class AppConnection {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private final McpApp app;

	private final McpClientTransport transport;

	private final Consumer<JSONRPCMessage> client;

	private final Map<Object, Exchange> exchanges = new ConcurrentHashMap<>();

	private volatile boolean broken;

	private String version = "";

	private Object initialized = Map.of();

	/**
	 * Create a connection.
	 * @param mapper what reads and writes JSON
	 * @param app the app
	 * @param client gets what the app sends
	 */
	AppConnection(McpJsonMapper mapper, McpApp app, Consumer<JSONRPCMessage> client) {
		this.app = app;
		this.client = client;
		URI url = URI.create(app.url());
		this.transport = HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getAuthority())
			.endpoint(url.getRawPath())
			.jsonMapper(mapper)
			.connectTimeout(TIMEOUT)
			.build();
	}

	/**
	 * Start the session.
	 * @param params what the client has sent to start its own
	 */
	void initialize(@Nullable Object params) {
		try {
			start(params);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private void start(@Nullable Object params) {
		this.transport.setExceptionHandler(this::fail);
		this.transport.connect((message) -> message.doOnNext(this::receive).then(Mono.empty())).block(TIMEOUT);
		Exchange exchange = exchange(new JSONRPCRequest(McpSchema.METHOD_INITIALIZE, "ports", params));
		JSONRPCResponse response = exchange.response.asMono().block(TIMEOUT);
		if (response == null || response.result() == null) {
			throw new IllegalStateException("The session is refused: " + ((response != null) ? response.error() : ""));
		}
		Object version = (response.result() instanceof Map<?, ?> result) ? result.get("protocolVersion") : null;
		this.version = (version != null) ? version.toString() : "";
		send(new JSONRPCNotification(McpSchema.METHOD_NOTIFICATION_INITIALIZED, null)).block(TIMEOUT);
		this.initialized = response.result();
	}

	/**
	 * Return what the app has answered to the start of the session.
	 * @return the answer
	 */
	Object initialized() {
		return this.initialized;
	}

	private void receive(JSONRPCMessage message) {
		Exchange exchange = (message instanceof JSONRPCResponse response) ? this.exchanges.remove(response.id()) : null;
		if (exchange != null) {
			exchange.response.tryEmitValue((JSONRPCResponse) message);
		}
		else if (!(message instanceof JSONRPCResponse)) {
			this.client.accept(message);
		}
	}

	/**
	 * Send a request.
	 * @param request the request
	 * @return the response
	 */
	Mono<JSONRPCResponse> request(JSONRPCRequest request) {
		return exchange(request).response.asMono();
	}

	private Exchange exchange(JSONRPCRequest request) {
		Exchange exchange = new Exchange();
		this.exchanges.put(request.id(), exchange);
		send(request).subscribe((nothing) -> {
		}, (failure) -> {
			this.broken = true;
			this.exchanges.remove(request.id());
			exchange.response.tryEmitError(new UndeliveredException(failure));
		}, () -> exchange.delivered = true);
		return exchange;
	}

	/**
	 * Send a message.
	 * @param message the message
	 * @return completes when the app has it
	 */
	Mono<Void> send(JSONRPCMessage message) {
		Mono<Void> sent = this.transport.sendMessage(message);
		return this.version.isEmpty() ? sent
				: sent.contextWrite((context) -> context.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, this.version));
	}

	/** A server that refuses one request may answer the others. */
	private void fail(Throwable failure) {
		if (failure instanceof IOException || failure.getCause() instanceof IOException
				|| failure instanceof McpTransportSessionNotFoundException) {
			breakOff();
		}
	}

	/** What the app has not answered, it never will. */
	private void breakOff() {
		this.broken = true;
		this.exchanges.values()
			.removeIf((exchange) -> exchange.delivered
					&& exchange.response.tryEmitError(new IllegalStateException("The app has ended")).isSuccess());
	}

	/**
	 * Whether this is a connection to an app.
	 * @param app the app
	 * @return whether it is, as far as is known
	 */
	boolean isTo(McpApp app) {
		return !this.broken && this.app.equals(app);
	}

	void close() {
		breakOff();
		this.transport.closeGracefully().timeout(CLOSE_TIMEOUT).onErrorComplete().block();
	}

	/**
	 * A request and its response.
	 */
	private static final class Exchange {

		private final Sinks.One<JSONRPCResponse> response = Sinks.one();

		private volatile boolean delivered;

	}

	/**
	 * The app did not get a request.
	 */
	static final class UndeliveredException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UndeliveredException(Throwable cause) {
			super(cause.getMessage(), cause);
		}

	}

}
