package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code ports mcp} by the lines that it reads and writes.
 */
@DisabledOnOs(OS.WINDOWS)
class McpTranscriptIT {

	private static final String INITIALIZE = """
			{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
			"capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

	private static final String INITIALIZED = """
			{"jsonrpc":"2.0","method":"notifications/initialized"}""";

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.home.resolve(".ports"), "orders:5001:Orders\n");
	}

	private List<JsonObject> exchange(String... lines) throws Exception {
		Path input = this.home.resolve("input");
		Files.writeString(input, String.join("\n", lines) + "\n");
		Distribution.Result result = Distribution
			.run(Distribution.shell(this.home, "ports --registry .ports mcp < input"));
		assertThat(result.err()).isEmpty();
		assertThat(result.exitCode()).isZero();
		return result.out().lines().map((line) -> JsonParser.parseString(line).getAsJsonObject()).toList();
	}

	private static JsonObject answer(List<JsonObject> answers, int id) {
		return answers.stream()
			.filter((answer) -> answer.get("id").toString().equals(Integer.toString(id)))
			.findFirst()
			.orElseThrow();
	}

	private static String call(int id, String tool, String arguments) {
		return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
				+ "\",\"arguments\":" + arguments + "}}";
	}

	@Test
	void allThatWasAskedBeforeTheEndIsAnswered() throws Exception {
		List<String> lines = new ArrayList<>(List.of(INITIALIZE, INITIALIZED));
		for (int i = 1; i <= 200; i++) {
			lines.add(call(i, "resolve", "{\"name\":\"orders\"}"));
		}
		List<JsonObject> answers = exchange(lines.toArray(String[]::new));
		assertThat(answers).hasSize(201);
		JsonObject initialized = answer(answers, 0).getAsJsonObject("result");
		assertThat(initialized.get("protocolVersion").getAsString()).isEqualTo("2025-06-18");
		assertThat(initialized.getAsJsonObject("serverInfo").get("name").getAsString()).isEqualTo("ports");
		for (int i = 1; i <= 200; i++) {
			assertThat(answer(answers, i).toString()).contains("http://localhost:5001");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "[]", "{", "{}", "null", "42",
			"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"x\"}",
			"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", "{\"jsonrpc\":\"2.0\",\"id\":5}", "\u0000\u0001" })
	void garbageIsRefusedAndTheNextRequestAnswered(String line) throws Exception {
		List<JsonObject> answers = exchange(INITIALIZE, INITIALIZED, line, call(1, "who", "{\"port\":5001}"));
		assertThat(answers).hasSize(3);
		assertThat(answers).filteredOn((answer) -> answer.has("error")).hasSize(1);
		assertThat(answer(answers, 1).toString()).contains("orders");
	}

	@Test
	void hugeAndDeepMessagesAreRefused() throws Exception {
		List<JsonObject> answers = exchange(INITIALIZE, INITIALIZED,
				call(7, "resolve", "{\"name\":\"" + "x".repeat(3_000_000) + "\"}"),
				call(8, "resolve", "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
				call(9, "resolve", "{\"name\":\"" + "x".repeat(900_000) + "\"}"), call(1, "who", "{\"port\":5001}"));
		assertThat(answers).hasSize(5);
		assertThat(answers).filteredOn((answer) -> answer.has("error")).hasSize(2);
		assertThat(answer(answers, 9).toString()).hasSizeLessThan(1000).contains("problem");
		assertThat(answer(answers, 1).toString()).contains("orders");
	}

	@Test
	void requestsBeforeInitializeAreRefused() throws Exception {
		List<JsonObject> answers = exchange(call(1, "status", "{}"),
				"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}", INITIALIZE, call(3, "status", "{}"));
		assertThat(answer(answers, 1).getAsJsonObject("error").get("message").getAsString()).contains("initialize");
		assertThat(answer(answers, 2).has("result")).isTrue();
		assertThat(answer(answers, 3).toString()).contains("orders");
	}

	@Test
	void unknownMethodsAndToolsAreRefused() throws Exception {
		List<JsonObject> answers = exchange(INITIALIZE, INITIALIZED,
				"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}", call(2, "kill", "{\"port\":5001}"),
				"{\"jsonrpc\":\"2.0\",\"method\":\"no/such\"}", "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}");
		assertThat(answers).hasSize(3);
		assertThat(answer(answers, 1).has("error")).isTrue();
		assertThat(answer(answers, 2).has("error")).isTrue();
	}

	@Test
	void inputThatEndsAtOnceIsQuietEnd() throws Exception {
		assertThat(exchange("")).isEmpty();
	}

	@Test
	void clientThatLeavesIsQuietEnd() throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home, "(echo '" + INITIALIZE
				+ "'; sleep 1; echo '" + call(1, "status", "{}") + "') | ports mcp | head -n 1"));
		assertThat(result.out()).contains("\"id\":0");
		assertThat(result.err()).isEmpty();
	}

	@Test
	void nothingIsLeftBehind() throws Exception {
		exchange(INITIALIZE, INITIALIZED, call(1, "status", "{}"));
		Files.delete(this.home.resolve("input"));
		try (var files = Files.list(this.home)) {
			assertThat(files).containsExactly(this.home.resolve(".ports"));
		}
	}

}
