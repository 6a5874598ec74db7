package io.github.portregistry.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.support.PrintableText;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.ProtocolVersions;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Hands on what a client on the standard input asks to the app that it means, wherever
 * that is at the moment. Each run of the app gets a session of its own, started with what
 * the client has said of itself.
 */
final class McpBridge {

	private static final Duration LOOK = Duration.ofSeconds(1);

	/** What of an app may be another after it was restarted. */
	private static final List<String> CHANGES = List.of(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED,
			McpSchema.METHOD_NOTIFICATION_RESOURCES_LIST_CHANGED, McpSchema.METHOD_NOTIFICATION_PROMPTS_LIST_CHANGED);

	private static final Map<String, Object> EMPTY = Map.of(McpSchema.METHOD_TOOLS_LIST, Map.of("tools", List.of()),
			McpSchema.METHOD_RESOURCES_LIST, Map.of("resources", List.of()), McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
			Map.of("resourceTemplates", List.of()), McpSchema.METHOD_PROMPT_LIST, Map.of("prompts", List.of()),
			McpSchema.METHOD_PING, Map.of());

	private final PortRegistry registry;

	private final Supplier<McpApp> app;

	private final McpJsonMapper mapper;

	private final JsonLines lines;

	private @Nullable JSONRPCRequest initialize;

	private @Nullable AppConnection connection;

	private boolean answered;

	private Instant lastRecorded = Instant.EPOCH;

	/**
	 * Create a bridge.
	 * @param registry the registry
	 * @param app finds the app
	 * @param mapper what reads and writes JSON
	 * @param lines the input and output
	 */
	McpBridge(PortRegistry registry, Supplier<McpApp> app, McpJsonMapper mapper, JsonLines lines) {
		this.registry = registry;
		this.app = app;
		this.mapper = mapper;
		this.lines = lines;
	}

	/**
	 * Hand on messages until the input ends.
	 */
	void serve() throws InterruptedException {
		Disposable watch = Schedulers.boundedElastic()
			.schedulePeriodically(this::lookForApp, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
		this.lines.serve(this::handle);
		watch.dispose();
		disconnect();
	}

	private Mono<Void> handle(JSONRPCMessage message) {
		if (message instanceof JSONRPCRequest request) {
			boolean initialize = request.method().equals(McpSchema.METHOD_INITIALIZE);
			if (initialize) {
				start(request);
			}
			return Mono.defer(() -> initialize ? Mono.just(answerInitialize(request)) : answer(request, true))
				.subscribeOn(Schedulers.boundedElastic())
				.onErrorResume((failure) -> Mono.just(unanswered(request, failure)))
				.doOnNext(this.lines::write)
				.doOnNext((response) -> answered(initialize))
				.then();
		}
		boolean own = message instanceof JSONRPCNotification notification
				&& notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
		AppConnection current = current();
		return (own || current == null) ? Mono.empty() : current.send(message);
	}

	private synchronized void start(JSONRPCRequest request) {
		this.initialize = request;
	}

	private synchronized void answered(boolean initialize) {
		this.answered |= initialize;
	}

	private synchronized @Nullable AppConnection current() {
		return this.connection;
	}

	private JSONRPCResponse answerInitialize(JSONRPCRequest request) {
		return JSONRPCResponse.result(request.id(), connect().initialized());
	}

	/** If the app was restarted since it was last asked, it does not know the session. */
	private Mono<JSONRPCResponse> answer(JSONRPCRequest request, boolean again) {
		return connect().request(request)
			.onErrorResume(AppConnection.UndeliveredException.class,
					(failure) -> again ? answer(request, false) : Mono.error(failure));
	}

	private JSONRPCResponse unanswered(JSONRPCRequest request, Throwable failure) {
		String message = PrintableText.of(String.valueOf(failure.getMessage()));
		String reason = (failure instanceof McpApp.DownException || failure instanceof PortRegistryException) ? message
				: "The app does not answer. Look whether it is still running, and call again. (" + message + ")";
		String method = request.method();
		if (method.equals(McpSchema.METHOD_INITIALIZE)) {
			return JSONRPCResponse.result(request.id(), initializedWithoutApp(request, reason));
		}
		if (method.equals(McpSchema.METHOD_TOOLS_CALL)) {
			return JSONRPCResponse.result(request.id(),
					CallToolResult.builder().addTextContent(reason).isError(true).build());
		}
		return EMPTY.containsKey(method) ? JSONRPCResponse.result(request.id(), EMPTY.get(method))
				: JSONRPCResponse.error(request.id(), new JSONRPCError(ErrorCodes.INTERNAL_ERROR, reason, null));
	}

	/** All that an app can have may come later. */
	private static Object initializedWithoutApp(JSONRPCRequest request, String reason) {
		Object version = (request.params() instanceof Map<?, ?> params) ? params.get("protocolVersion") : null;
		Map<String, Object> changes = Map.of("listChanged", true);
		return Map.of("protocolVersion", (version != null) ? version : ProtocolVersions.MCP_2025_11_25, "capabilities",
				Map.of("tools", changes, "resources", changes, "prompts", changes), "serverInfo",
				Map.of("name", "ports", "version", PortsCommand.version()), "instructions", reason);
	}

	/** Tell the client when the app is there, so that it asks what that has. */
	private void lookForApp() {
		try {
			Instant recorded = this.registry.lastRecorded();
			if (isStarted() && !recorded.equals(this.lastRecorded)) {
				this.lastRecorded = recorded;
				connect();
			}
		}
		catch (RuntimeException ex) {
			// Who asks is told.
		}
	}

	private synchronized boolean isStarted() {
		return this.initialize != null;
	}

	private synchronized AppConnection connect() {
		if (this.initialize == null) {
			throw new McpApp.DownException("The first request must be 'initialize'.");
		}
		McpApp found = this.app.get();
		if (this.connection != null && this.connection.isTo(found)) {
			return this.connection;
		}
		disconnect();
		AppConnection connected = new AppConnection(this.mapper, found, this.lines::write);
		connected.initialize(this.initialize.params());
		this.connection = connected;
		if (this.answered) {
			CHANGES.forEach((change) -> this.lines.write(new JSONRPCNotification(change, null)));
		}
		return connected;
	}

	private synchronized void disconnect() {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
