package io.github.portregistry.cli;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of entries in the files of agents' clients.
 */
class AgentEntryTests {

	private static final AgentEntry JSON = AgentClient.claude.entry();

	private static final AgentEntry TOML = AgentClient.codex.entry();

	@ParameterizedTest
	@EnumSource
	void entryOfNoFileIsWholeFileAndIsRemoved(AgentClient client) {
		String text = client.entry().add("");
		assertThat(text).contains("ports", "mcp", "command").endsWith("\n");
		assertThat(client.entry().add(text)).isEqualTo(text);
		assertThat(client.entry().remove(text)).isEmpty();
		assertThat(client.entry().remove("")).isEmpty();
	}

	@Test
	void entryIsAsClientsReadIt() {
		assertThat(JSON.add("")).isEqualTo("""
				{
				  "mcpServers": {
				    "ports": { "command": "ports", "args": ["mcp"] }
				  }
				}
				""");
		assertThat(AgentClient.vscode.entry().add("")).isEqualTo("""
				{
				  "servers": {
				    "ports": { "type": "stdio", "command": "ports", "args": ["mcp"] }
				  }
				}
				""");
		assertThat(TOML.add("")).isEqualTo("""
				[mcp_servers.ports]
				command = "ports"
				args = ["mcp"]
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{ }", "{\n}", "{}\n", "\ufeff{}", " \n", "{\"a\":1}", "{\n\t\"a\": [1, {}]\n}",
			"{\"mcpServers\":{}}", "{\n  \"mcpServers\": {}\n}\n", "{\n  \"mcpServers\": {\n  }\n}\n",
			"{\r\n    \"mcpServers\": {\r\n        \"a\": {\"x\": \"}\"}\r\n    }\r\n}\r\n",
			"// head\n{ // root\n  /* before */ \"mcpServers\" : { // in\n    \"b\": {}, // last\n  }, // after\n}\n// end",
			"{\"mcpServers\":{\"other\":{}},\"x\":\"\\\"mcpServers\\\":{\"}", "{\"x\":{\"mcpServers\":{\"ports\":{}}}}",
			"{\"mcpServers\":{/* none */}}", "{/* none */}", "{\"u\":\"\\u00e9\u00e9\ud83d\ude00\"}" })
	void entryIsAddedAndRemovedAndTheRestStays(String original) {
		String text = JSON.add(original);
		assertThat(JsonText.of(text).member("mcpServers").value().member("ports")).isNotNull();
		assertThat(withoutOneInsertion(original, text)).isTrue();
		assertThat(JSON.add(text)).isEqualTo(text);
		assertThat(JSON.remove(text)).isEqualTo(original);
	}

	/** Whether a text is another one in which something was inserted at one place. */
	private static boolean withoutOneInsertion(String original, String text) {
		int start = 0;
		while (start < original.length() && original.charAt(start) == text.charAt(start)) {
			start++;
		}
		return text.length() > original.length() && text.endsWith(original.substring(start));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"mcpServers\":{\"a\":{},\n\"ports\":{\"x\":1}}}", "{\"mcpServers\":{\"ports\":7,\"a\":{}}}",
					"{\"mcpServers\":{\"a\":{}, \"ports\" : \"x,y\" , }}", "{\"mcpServers\":{\"ports\":[1,2] }}" })
	void entryOfAnotherFormIsLeftAloneAndRemoved(String text) {
		assertThat(JSON.add(text)).isEqualTo(text);
		JsonText.Value root = JsonText.of(JSON.remove(text));
		assertThat(root.member("mcpServers").value().member("ports")).isNull();
		assertThat(root.member("mcpServers").value().members())
			.hasSize(JsonText.of(text).member("mcpServers").value().members().size() - 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "null", "{} {}", "{\"mcpServers\":[]}", "{\"mcpServers\":null}", "{'a':1}",
			"{\"a\" 1}", "<html>" })
	void fileThatIsSomethingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> JSON.add(text));
	}

	@Test
	void randomFilesStayAsTheyAreAfterAddingAndRemoving() {
		Random random = new Random(24);
		for (int i = 0; i < 2000; i++) {
			String original = object(random, 0);
			assertThat(JSON.remove(JSON.add(original))).isEqualTo(original);
		}
	}

	private static String object(Random random, int depth) {
		StringBuilder text = new StringBuilder("{");
		int members = random.nextInt(4);
		for (int i = 0; i < members; i++) {
			String name = (random.nextInt(3) == 0) ? "mcpServers" : "m" + random.nextInt(100);
			if (text.indexOf("\"" + name + "\"") < 0) {
				text.append(space(random)).append('"').append(name).append('"').append(space(random)).append(':');
				boolean nested = name.equals("mcpServers") || random.nextBoolean();
				text.append(space(random)).append((nested && depth < 3) ? object(random, depth + 1) : "{}");
				text.append((i < members - 1) ? "," : "");
			}
		}
		if (text.charAt(text.length() - 1) == ',') {
			text.setLength(text.length() - 1);
		}
		return text.append(space(random)).append('}').toString();
	}

	private static String space(Random random) {
		return new String[] { "", " ", "\n", "\n    ", "\n\t", " // c, \"ports\": {}\n", "/* } */" }[random.nextInt(7)];
	}

	@ParameterizedTest
	@ValueSource(strings = { "model = \"x\"", "model = \"x\"\n", "[a]\nb = 1\n\n",
			"[mcp_servers.other]\ncommand = \"y\"\r\n", "# mcp_servers.ports\n" })
	void tableIsAddedAndRemovedAndTheRestStays(String original) {
		String text = TOML.add(original);
		assertThat(text).startsWith(original).contains("[mcp_servers.ports]");
		assertThat(TOML.add(text)).isEqualTo(text);
		assertThat(TOML.remove(text)).isEqualTo(original);
	}

	@Test
	void tableInTheMiddleIsRemovedWithItsOwnTables() {
		assertThat(TOML.remove("""
				[a]
				[mcp_servers."ports"]
				command = "ports"
				[mcp_servers.ports.env]
				X = "1"
				[b]
				""")).isEqualTo("[a]\n[b]\n");
	}

	@Test
	void inlineTableIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> TOML.add("mcp_servers = { a = {} }\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# Rules", "# Rules\n", "# Rules\r\n\r\n- one\r\n" })
	void instructionsAreAddedAndRemoved(String original) {
		AgentEntry entry = new InstructionsEntry();
		String text = entry.add(original);
		assertThat(text).startsWith(original).contains("`ports who PORT`");
		assertThat(entry.add(text)).isEqualTo(text);
		assertThat(entry.remove(text)).isEqualTo(original);
		assertThat(entry.remove(text + "more\n")).isEqualTo(original + "more\n");
	}

}
