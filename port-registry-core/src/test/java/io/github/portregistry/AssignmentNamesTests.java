package io.github.portregistry;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AssignmentNames}.
 */
class AssignmentNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z", "0", "_", "orders", "my_app-2", "a-", "orders--2", "com_acme", "9lives" })
	void isValidWhenNameKeepsToRuleReturnsTrue(String name) {
		assertThat(AssignmentNames.isValid(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "-a", "--2", "a b", " a", "a ", "a:b", "#a", "a.b", "a/b", "a\n", "ä", "端口",
			"\u0661", "[a]", "a@b" })
	void isValidWhenNameBreaksRuleReturnsFalse(String name) {
		assertThat(AssignmentNames.isValid(name)).isFalse();
	}

	@Test
	void isValidWhenNameIsLongGoesByLength() {
		assertThat(AssignmentNames.isValid("x".repeat(128))).isTrue();
		assertThat(AssignmentNames.isValid("x".repeat(129))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "My App!, My-App", "orders & billing, orders-billing", "a--b, a-b", "a - b, a-b", "-x, x", "!x?, x",
			"orders, orders", "a_b, a_b", "__, __", "com.acme:app, com-acme-app", "Größe, Gr-e", "😀x😀y, x-y" })
	void fromWhenApplicationHasNameReturnsValidName(String applicationName, String name) {
		assertThat(AssignmentNames.from(applicationName)).contains(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "日本語", "", " ", "--", "!?" })
	void fromWhenNoCharacterIsAllowedReturnsEmpty(String applicationName) {
		assertThat(AssignmentNames.from(applicationName)).isEmpty();
	}

	@Test
	void fromWhenApplicationHasLongNameCutsIt() {
		assertThat(AssignmentNames.from("x".repeat(200))).contains("x".repeat(128));
		assertThat(AssignmentNames.from("x".repeat(127) + "!!yy")).isEqualTo(Optional.of("x".repeat(127)));
	}

	@ParameterizedTest
	@CsvSource({ "orders--2, true", "a--b--3, true", "orders-2, false", "orders, false" })
	void isDerivedWhenNameHasTwoHyphensReturnsTrue(String name, boolean derived) {
		assertThat(AssignmentNames.isDerived(name)).isEqualTo(derived);
	}

}
