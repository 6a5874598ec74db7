package io.github.portregistry.file;

import java.time.Instant;
import java.util.Map;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.instance.InstanceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InstanceFormat}.
 */
class InstanceFormatTests {

	private static final Instant START = Instant.parse("2026-01-02T03:04:05.678901234Z");

	private static Instance instance(State state, String text) {
		return instance(state, text, text);
	}

	private static Instance instance(State state, String text, String worktree) {
		return new Instance("orders", text, text, state, 5001, 8080, true, text,
				new InstanceProcess(4711, text, text, text, text, text), "http://localhost:5001/api",
				Map.of(Instance.MCP, "http://localhost:5001/api/mcp", Instance.ACTUATOR, "https://[::1]:5002"),
				new Checkout(worktree, worktree, text, text, "0123456789".repeat(4)), START, START.plusSeconds(1));
	}

	@ParameterizedTest
	@EnumSource(State.class)
	void readGivesWhatWasWritten(State state) {
		Instance instance = instance(state, "/x/y");
		assertThat(InstanceFormat.read(InstanceFormat.write(instance))).isEqualTo(instance);
		Instance unclaimed = instance.unclaimed();
		assertThat(InstanceFormat.read(InstanceFormat.write(unclaimed))).isEqualTo(unclaimed).isNotEqualTo(instance);
	}

	@ParameterizedTest
	@ValueSource(strings = { " x ", "\\", "C:\\new\\test\\u0041", "=", ": x", "#x", "!x", "ü 端口 😀", "a=b:c", "" })
	void readWhenValueHasSpecialCharactersGivesIt(String text) {
		Instance instance = instance(State.UP, text);
		assertThat(InstanceFormat.read(InstanceFormat.write(instance))).isEqualTo(instance);
	}

	@Test
	void readWhenNothingOptionalIsKnownGivesNone() {
		Instance instance = new Instance("orders", "orders", null, State.STARTING, 5001, null, true, null,
				new InstanceProcess(4711, null, null, "", null, ""), null, Map.of(), null, START, START);
		String text = InstanceFormat.write(instance);
		assertThat(text).doesNotContain("null")
			.doesNotContain("worktree", "url", "preferred-port", "claimed", "endpoint");
		assertThat(InstanceFormat.read(text)).isEqualTo(instance);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\t", "\u001b", "\0", "\u007f", "\u009b", "\u202e", "\u200b" })
	void readWhenValueIsNotPrintableReplacesCharacters(String character) {
		String value = "a" + character + "[2Jb";
		String text = InstanceFormat.write(instance(State.UP, value));
		assertThat(InstanceFormat.read(text)).isEqualTo(instance(State.UP, "a?[2Jb", value));
	}

	@Test
	void readWhenControlCharacterIsEscapedReplacesIt() {
		String text = InstanceFormat.write(instance(State.UP, "x")).replace("name=orders", "name=ord\\u001bers");
		assertThat(InstanceFormat.read(text)).extracting(Instance::name).isEqualTo("ord?ers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:5001", "https://[::1]:8443/a/b", "http://192.168.0.2:80/%20" })
	void readWhenUrlIsOfWebServerGivesIt(String url) {
		Instance instance = InstanceBuilder.of("orders").build().up(5001, url);
		assertThat(InstanceFormat.read(InstanceFormat.write(instance))).isEqualTo(instance);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "file:///etc/passwd", "javascript:alert(1)", "http:", "http:///x", "localhost:5001",
			"http://localhost:5001/\u202e", "http://localhost:5001/\u001b", "http://localhost:5001/${secret}",
			"http://localhost:5001/#{1}", "http://localhost:5001/\"><script>" })
	void readWhenUrlIsNotOfWebServerGivesNone(String url) {
		Instance instance = InstanceBuilder.of("orders").build();
		assertThat(InstanceFormat.read(InstanceFormat.write(instance.at(url)))).isEqualTo(instance);
	}

	@Test
	void readWhenServiceIsMissingGivesName() {
		Instance instance = InstanceBuilder.of("orders").build();
		String text = InstanceFormat.write(instance);
		assertThat(text).contains("\nservice=orders\n").doesNotContain("purpose");
		assertThat(InstanceFormat.read(text.replace("service=orders\n", ""))).isEqualTo(instance);
	}

	@Test
	void readWhenThereAreUnknownKeysIgnoresThem() {
		Instance instance = instance(State.UP, "x");
		assertThat(InstanceFormat.read("# later\nfuture=1\n" + InstanceFormat.write(instance))).isEqualTo(instance);
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "state", "port", "pid", "started-at", "last-seen" })
	void readWhenKeyIsMissingReturnsNull(String key) {
		String text = InstanceFormat.write(InstanceBuilder.of("orders").build());
		assertThat(text).containsPattern("(?m)^" + key + "=");
		assertThat(InstanceFormat.read(text.replaceFirst("(?m)^" + key + "=.*\n", ""))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "+1000000000-12-31T23:59:59Z, 9999-01-01T00:00:00Z", "9999-01-01T00:00:01Z, 9999-01-01T00:00:00Z",
			"-1000000000-01-01T00:00:00Z, 1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
			"1970-01-01T00:00:01Z, 1970-01-01T00:00:01Z" })
	void readWhenClockWasWrongKeepsInstance(String time, Instant expected) {
		String text = InstanceFormat.write(instance(State.UP, "x"));
		Instance instance = InstanceFormat.read(text.replaceAll("(?m)^(started-at|last-seen)=.*$", "$1=" + time));
		assertThat(instance).isNotNull();
		assertThat(instance.startedAt()).isEqualTo(expected);
		assertThat(instance.lastSeen()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "name, ''", "state, running", "state, ''", "port, x", "port, ''", "port, 5001.5", "port, 99999999999",
			"port, 0", "port, -1", "port, 70000", "pid, x", "pid, 99999999999999999999", "pid, 0", "pid, -1",
			"preferred-port, x", "preferred-port, 0", "preferred-port, 65536", "started-at, yesterday",
			"last-seen, 2026-13-01T00:00:00Z", "last-seen, 1767323045" })
	void readWhenValueIsWrongReturnsNull(String key, String value) {
		String text = InstanceFormat.write(instance(State.UP, "x"));
		assertThat(InstanceFormat.read(text.replaceFirst("(?m)^" + key + "=.*\n", key + "=" + value + "\n"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "name", "name=orders\n", "\\u00", "name=\\uXYZW\n", "\0\0\0", "{\"a\": 1}" })
	void readWhenTextIsNotRecordReturnsNull(String text) {
		assertThat(InstanceFormat.read(text)).isNull();
	}

	@Test
	void readWhenTextIsCutReturnsNull() {
		String text = InstanceFormat.write(instance(State.UP, "x"));
		for (int length = 0; length < text.length() - "05.678901234Z\n".length(); length++) {
			assertThat(InstanceFormat.read(text.substring(0, length))).as(text.substring(0, length)).isNull();
		}
	}

}
