package io.github.portregistry;

import java.util.List;
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
	@ValueSource(ints = { 1, 63, 64, 65, 128 })
	void stemIsStartOfNameAndOfAllDerivedNames(int length) {
		String name = "n".repeat(length);
		String derived = AssignmentNames.ofInstance(AssignmentNames.ofPort(
				AssignmentNames.ofWorktree(AssignmentNames.ofProject(name, "p".repeat(128), 2), "w".repeat(128)),
				"management"), 2);
		assertThat(List.of(name, derived)).allMatch((each) -> each.startsWith(AssignmentNames.stem(name)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a", "Z", "0", "_", "orders", "my_app-2", "a-", "orders--2", "com_acme", "9lives", "azAZ09" })
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

	@ParameterizedTest
	@CsvSource({ "orders, management, orders--management", "orders--fix-ui, grpc, orders--fix-ui--grpc" })
	void ofPortAppendsSuffix(String name, String suffix, String expected) {
		assertThat(AssignmentNames.ofPort(name, suffix)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "fix-ui, orders--fix-ui", "Fix it: 2%, orders--Fix-it-2", "a--b, orders--a-b", "-x-, orders--x",
			"2, orders--worktree-2", "002, orders--worktree-002", "2a, orders--2a", "'2!', orders--worktree-2",
			"management, orders--worktree-management", "Management, orders--Management",
			"management2, orders--management2", "Größe, orders--Gr-e", "端口, orders--worktree", "'', orders--worktree" })
	void ofWorktreeAppendsWhatIsAllowedOfItsName(String worktree, String expected) {
		assertThat(AssignmentNames.ofWorktree("orders", worktree)).isEqualTo(expected)
			.matches(AssignmentNames::isValid)
			.matches(AssignmentNames::isDerived);
	}

	@ParameterizedTest
	@CsvSource({ "1, orders", "2, orders--2", "10, orders--10" })
	void ofInstanceAppendsNumberFromTwo(int number, String expected) {
		assertThat(AssignmentNames.ofInstance("orders", number)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "128, 3, 123", "10, 200, 10", "128, 200, 64", "123, 3, 123", "124, 3, 123" })
	void deriveWhenNamesAreLongCutsBoth(int length, int suffixLength, int left) {
		String suffix = "--" + "y".repeat(Math.min(suffixLength, 62));
		String expected = "x".repeat(left) + suffix;
		String name = "x".repeat(length);
		assertThat(expected).matches(AssignmentNames::isValid);
		assertThat(AssignmentNames.ofPort(name, "y".repeat(suffixLength))).isEqualTo(expected);
		assertThat(AssignmentNames.ofWorktree(name, "y".repeat(suffixLength))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "2, true", "0017, true", "'', true", "management, true", "2a, false", "a2, false", "grpc, false",
			"management-2, false", "\u0662, false" })
	void isReservedWhenSuffixMeansInstanceOrManagementReturnsTrue(String suffix, boolean reserved) {
		assertThat(AssignmentNames.isReserved(suffix)).isEqualTo(reserved);
	}

	@ParameterizedTest
	@CsvSource({ "orders--2, true", "orders--fix-ui--17, true", "orders--fix--2a, false", "orders--2--grpc, false",
			"orders--, false", "orders-2, false", "orders, false" })
	void isOfInstanceWhenNameEndsInNumberReturnsTrue(String name, boolean instance) {
		assertThat(AssignmentNames.isOfInstance(name)).isEqualTo(instance);
	}

	@ParameterizedTest
	@CsvSource({ "orders--management, orders--fix-ui--management", "orders--2, orders--fix-ui--2",
			"orders--management--2, orders--fix-ui--management--2", "orders--fix-ui, orders--fix-ui--fix-ui" })
	void ofWorktreeKeepsWhatNameIsDerivedBy(String name, String expected) {
		assertThat(AssignmentNames.ofWorktree(name, "fix-ui")).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "orders, orders", "orders--2, orders", "orders--fix-ui--management, orders", "a-b, a-b", "'', ''" })
	void underivedReturnsNameOfApp(String name, String expected) {
		assertThat(AssignmentNames.underived(name)).isEqualTo(expected);
	}

}
