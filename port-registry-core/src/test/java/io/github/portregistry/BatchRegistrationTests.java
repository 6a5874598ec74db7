package io.github.portregistry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.portregistry.RegistrationConflictException.Conflict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link BatchRegistration} through {@link PortRegistry#registerAll}.
 */
class BatchRegistrationTests {

	private static final String REGISTRY = "# x\r\na:5010:first\r\n\u00ff\u0080\r\nb:5020:\r\nc : 5030 : third";

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp() {
		this.path = this.directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	private void write(String content) throws IOException {
		Files.write(this.path, content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private String text() throws IOException {
		return Files.readString(this.path, StandardCharsets.ISO_8859_1);
	}

	/** From {@code name:port:description}, separated by spaces. */
	private static List<Assignment> assignments(String text) {
		return Arrays.stream(text.split(" "))
			.map((each) -> each.split(":", 3))
			.map((fields) -> new Assignment(fields[0], Integer.parseInt(fields[1]),
					(fields.length > 2) ? fields[2] : ""))
			.toList();
	}

	static Stream<Arguments> registerAllWhenNothingIsInTheWayAssignsAll() {
		return Stream.of(
				Arguments.of("n2:5025:x n1:5005", false,
						"# x\r\nn1:5005:\r\na:5010:first\r\n\u00ff\u0080\r\nb:5020:\r\nn2:5025:x\r\nc : 5030 : third"),
				Arguments.of("a:5010 b:5020:second c:5030:third n:5040", false,
						"# x\r\na:5010:first\r\n\u00ff\u0080\r\nb:5020:second\r\nc : 5030 : third\r\nn:5040:"),
				Arguments.of("n:5015 n:5015:x n:5015", false,
						"# x\r\na:5010:first\r\nn:5015:x\r\n\u00ff\u0080\r\nb:5020:\r\nc : 5030 : third"),
				Arguments.of("a:5020 b:5010:x", true,
						"# x\r\na:5020:first\r\n\u00ff\u0080\r\nb:5010:x\r\nc : 5030 : third"),
				Arguments.of("n:5030 c:5011", true,
						"# x\r\na:5010:first\r\n\u00ff\u0080\r\nb:5020:\r\nc :5011: third\r\nn:5030:"));
	}

	private List<Assignment> assign(List<Assignment> assignments, boolean move) {
		return move ? this.registry.moveAll(assignments) : this.registry.registerAll(assignments);
	}

	private List<Conflict> conflicts(List<Assignment> assignments, boolean move) {
		return catchThrowableOfType(RegistrationConflictException.class, () -> assign(assignments, move))
			.getConflicts();
	}

	@ParameterizedTest
	@MethodSource
	void registerAllWhenNothingIsInTheWayAssignsAll(String wanted, boolean move, String after) throws IOException {
		write(REGISTRY);
		assertThat(assign(assignments(wanted), move)).extracting(Assignment::port)
			.isEqualTo(assignments(wanted).stream().map(Assignment::port).distinct().toList());
		assertThat(text()).isEqualTo(after);
	}

	@ParameterizedTest
	@CsvSource({ "false, n:5001 m:5010 a:5010, m:5010<a:5010:first",
			"false, n:5001 a:5011 b:5021, a:5011<a:5010:first b:5021<b:5020", "true, n:5001 a:5020, a:5020<b:5020",
			"true, n:5001 a:5020 b:5010 c:5010, c:5010<b:5010",
			"false, n:5001 m:5001 o:5001, m:5001<n:5001 o:5001<n:5001",
			"false, n:5001 n:5002 n:5001 n:5003, n:5002<n:5001 n:5003<n:5001", "true, n:5001 n:5002, n:5002<n:5001",
			"true, a:5001 a:5002 n:5010, a:5002<a:5001", "false, a:5020, a:5020<a:5010:first a:5020<b:5020",
			"false, n:5010 m:5010, n:5010<a:5010:first m:5010<a:5010:first" })
	void registerAllWhenSomethingIsInTheWayTellsAllAndWritesNothing(boolean move, String wanted, String conflicts)
			throws IOException {
		write(REGISTRY);
		List<Conflict> expected = Arrays.stream(conflicts.split(" "))
			.map((conflict) -> conflict.split("<"))
			.map((sides) -> new Conflict(assignments(sides[0]).get(0), assignments(sides[1]).get(0)))
			.toList();
		assertThat(conflicts(assignments(wanted), move)).isEqualTo(expected);
		assertThat(text()).isEqualTo(REGISTRY);
	}

	@Test
	void registerAllWhenNamesShareOnePortLeavesWhoStaysThere() throws IOException {
		write("a:5010:\nb:5010:\n");
		assertThat(this.registry.registerAll(assignments("b:5010:x"))).containsExactly(new Assignment("b", 5010, "x"));
		assertThat(text()).isEqualTo("a:5010:\nb:5010:x\n");
		assertThat(conflicts(assignments("a:5011 n:5010"), true)).singleElement()
			.satisfies((conflict) -> assertThat(conflict.existing().name()).isEqualTo("b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\u0007 \u2028" })
	void registerAllWhenDescriptionIsEmptyKeepsTheOneThereIs(String description) throws IOException {
		write("a:5010:first\n");
		assertThat(this.registry.moveAll(List.of(new Assignment("a", 5011, description))))
			.containsExactly(new Assignment("a", 5011, "first"));
		assertThat(text()).isEqualTo("a:5011:first\n");
	}

	@Test
	void registerAllWhenDescriptionHasControlCharactersMakesThemSpaces() throws IOException {
		this.registry.registerAll(List.of(new Assignment("a", 5010, "x\r\ny")));
		assertThat(this.registry.list()).containsExactly(new Assignment("a", 5010, "x y"));
	}

	@Test
	void registerAllWhenThereIsNothingToDoCreatesNoFile() {
		assertThat(this.registry.registerAll(List.of())).isEmpty();
		assertThat(this.path).doesNotExist();
	}

	@Test
	void registerAllWhenNameOrPortIsInvalidThrowsAndWritesNothing() {
		assertThatExceptionOfType(InvalidNameException.class)
			.isThrownBy(() -> this.registry.moveAll(assignments("a:5010 -b:5011")));
		assertThatExceptionOfType(InvalidPortException.class)
			.isThrownBy(() -> this.registry.moveAll(assignments("a:5010 b:65536")));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void registerAllWhenThereAreThousandsTakesNoTime() {
		List<Assignment> all = IntStream.rangeClosed(1, 60_000)
			.mapToObj((port) -> new Assignment("n" + port, port, "x"))
			.toList();
		assertThat(this.registry.registerAll(all)).isEqualTo(all);
		assertThat(Set.copyOf(this.registry.list())).isEqualTo(Set.copyOf(all));
		List<Assignment> moved = all.stream()
			.map((each) -> new Assignment(each.name(), 60_001 - each.port(), "y"))
			.toList();
		assertThat(conflicts(moved, false)).hasSize(120_000);
		assertThat(this.registry.moveAll(moved)).isEqualTo(moved);
		assertThat(Set.copyOf(this.registry.list())).isEqualTo(Set.copyOf(moved));
	}

	@ParameterizedTest
	@CsvSource({ "billing, 5010, Port 5010 for 'orders' is already assigned to 'billing'",
			"b\u001bc, 5010, Port 5010 for 'orders' is already assigned to 'b?c'",
			"orders, 5000, '''orders'' already has port 5000, not 5010'" })
	void describeTellsWhoIsInTheWay(String name, int port, String description) {
		assertThat(new Conflict(new Assignment("orders", 5010, ""), new Assignment(name, port, "")).describe())
			.isEqualTo(description);
	}

}
