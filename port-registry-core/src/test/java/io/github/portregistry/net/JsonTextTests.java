package io.github.portregistry.net;

import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonText}.
 */
class JsonTextTests {

	@Test
	void valuesReadsValuesThatFollowOneAnother() {
		assertThat(JsonText.values("")).isEmpty();
		assertThat(JsonText.values(" \r\n\t")).isEmpty();
		assertThat(JsonText.values("{}\n[]\r\n\"\"")).containsExactly(Map.of(), List.of(), "");
		assertThat(JsonText.values("{ \"a\" : [ 1 , { \"b\" : null } , true ] , \"c\" : \"d\" }"))
			.containsExactly(Map.of("a", List.of("1", Map.of("b", ""), "true"), "c", "d"));
	}

	@Test
	void valuesWhenNamesAreTheSameReadsLastOne() {
		assertThat(JsonText.values("{\"a\":1,\"b\":2,\"a\":3}")).containsExactly(Map.of("a", "3", "b", "2"));
	}

	@Test
	void valuesReadsEscapes() {
		assertThat(JsonText.values("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\\u0000\""))
			.containsExactly("\"\\/\b\f\n\r\tä😀\0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "10", "-1.50", "1e5", "1.5E-10", "1E+2" })
	void valuesKeepsTextOfNumbers(String number) {
		assertThat(JsonText.values("[" + number + "]")).containsExactly(List.of(number));
	}

	@Test
	void valuesKeepsTextOfHugeNumbers() {
		String number = "9".repeat(100_000) + "." + "9".repeat(100_000) + "e" + "9".repeat(100_000);
		assertThat(JsonText.values(number)).containsExactly(number);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = ';',
			value = { "{", "}", "[", "]", ":", ",", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
					"{\"a\":1 \"b\":2}", "{a:1}", "{1:1}", "{,}", "{'a':1}", "\"", "\"a", "\"\\", "\"\\x\"",
					"\"\\u12\"", "\"\\u12", "\"\\u12g4\"", "\"\\u+123\"", "\"\\u１２３４\"", "[01]", "[+1]", "[.5]", "[1.]",
					"[1e]", "[-]", "[NaN]", "[Infinity]", "[nul]", "tru", "[truefalse]", "[1]x", "CONTAINER ID   IMAGE",
					"/* */ {}", "\uFEFF{}", "[0x10]", "[1_0]" })
	void valuesWhenTextIsNoJsonThrowsException(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonText.values(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\0", "{}\0", "\"a\nb\"", "\"a\tb\"", "\"\u001f\"" })
	void valuesWhenTextHasControlCharacterThrowsException(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonText.values(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":", "[{\"a\":[" })
	void valuesWhenNestedDeeplyThrowsException(String start) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonText.values(start.repeat(1_000_000)));
		assertThat(JsonText.values("[".repeat(30) + "]".repeat(30))).hasSize(1);
	}

	@Test
	void valuesWhenThereAreTooManyThrowsException() {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonText.values("[],".repeat(10) + "0 ".repeat(600_000)));
		assertThatIllegalArgumentException().isThrownBy(() -> JsonText.values("{}".repeat(600_000)));
	}

	@Test
	void valuesOfHostileTextThrowsNothingElse() {
		Random random = new Random(1);
		String[] parts = { "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "null", "1", "\"a\"", "\n" };
		for (int i = 0; i < HostileText.inputs(20_000); i++) {
			StringBuilder text = new StringBuilder();
			for (int part = random.nextInt(30); part >= 0; part--) {
				text.append((random.nextInt(5) == 0) ? HostileText.next(random) : parts[random.nextInt(parts.length)]);
			}
			try {
				assertThat(JsonText.values(text.toString())).isNotNull();
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasMessageNotContaining("Index");
			}
		}
	}

}
