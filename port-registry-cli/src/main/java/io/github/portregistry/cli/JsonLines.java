package io.github.portregistry.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The standard input and output of a server of the Model Context Protocol: a JSON-RPC
 * message a line (see the transport "stdio" of the protocol). What is no message is
 * answered here, and the next line is read.
 */
final class JsonLines {

	/** Requests are short; what is longer is not kept in memory. */
	static final int MAX_LENGTH = 1024 * 1024;

	private static final int MAX_CONCURRENT = 64;

	private static final long LONGEST_ANSWER_SECONDS = 30;

	private final McpJsonMapper mapper;

	private final InputStream in;

	private final OutputStream out;

	JsonLines(McpJsonMapper mapper, InputStream in, OutputStream out) {
		this.mapper = mapper;
		this.in = new BufferedInputStream(in);
		this.out = out;
	}

	/**
	 * Handle messages until the input ends, and wait until all are handled.
	 * @param handler starts to handle a message
	 */
	void serve(Function<JSONRPCMessage, Mono<Void>> handler) throws InterruptedException {
		Semaphore permits = new Semaphore(MAX_CONCURRENT);
		for (JSONRPCMessage message = read(); message != null; message = read()) {
			permits.acquire();
			handler.apply(message).doFinally((signal) -> permits.release()).subscribe((nothing) -> {
			}, (failure) -> {
			});
		}
		permits.tryAcquire(MAX_CONCURRENT, LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
	}

	/** Read the next message, {@code null} at the end of the input. */
	private @Nullable JSONRPCMessage read() {
		for (byte[] line = readLine(); line != null; line = readLine()) {
			String text = new String(line, StandardCharsets.UTF_8).strip();
			if (line.length > MAX_LENGTH) {
				refuse(ErrorCodes.INVALID_REQUEST, "A message has " + MAX_LENGTH + " bytes at most");
			}
			else if (!text.isEmpty()) {
				JSONRPCMessage message = parse(text);
				if (message != null) {
					return message;
				}
			}
		}
		return null;
	}

	/**
	 * Read a line. Of one that is too long, read all but keep only so much that this can
	 * be seen.
	 */
	private byte @Nullable [] readLine() {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		try {
			int next = this.in.read();
			boolean end = next < 0;
			while (next >= 0 && next != '\n') {
				if (line.size() <= MAX_LENGTH) {
					line.write(next);
				}
				next = this.in.read();
			}
			return end ? null : line.toByteArray();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private @Nullable JSONRPCMessage parse(String text) {
		try {
			return McpSchema.deserializeJsonRpcMessage(this.mapper, text);
		}
		catch (IOException ex) {
			refuse(ErrorCodes.PARSE_ERROR, "This is not a JSON object");
		}
		catch (RuntimeException ex) {
			refuse(ErrorCodes.INVALID_REQUEST, "This is not a message of JSON-RPC 2.0");
		}
		return null;
	}

	/** The message's own identifier is not known. */
	private void refuse(int code, String problem) {
		write(Json.object("jsonrpc", McpSchema.JSONRPC_VERSION, "id", null, "error",
				Json.object("code", code, "message", problem)));
	}

	/**
	 * Write a message.
	 * @param message the message
	 * @throws UncheckedIOException if nobody reads it
	 */
	void write(Object message) {
		try {
			String line = this.mapper.writeValueAsString(message) + "\n";
			synchronized (this) {
				this.out.write(line.getBytes(StandardCharsets.UTF_8));
				this.out.flush();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
