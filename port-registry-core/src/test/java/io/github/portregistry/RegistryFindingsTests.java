package io.github.portregistry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.EphemeralPorts;
import io.github.portregistry.net.EphemeralPorts.Bounds;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link RegistryDoctor#findings}.
 */
class RegistryFindingsTests {

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

	private static final PortRange RANGE = new PortRange(5008, 5020);

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.path = this.directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path);
	}

	private List<Finding> findings() {
		return this.registry.doctor(RANGE).findings();
	}

	private static Finding finding(Type type, int line, String reason, String remedy) {
		return new Finding(type, line, reason, remedy, false);
	}

	@Test
	void findingsWhenThereIsNoFileReturnsNoneAndCreatesNothing() {
		assertThat(findings()).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void findingsWhenAllIsWellReturnsNoneAndWritesNothing() throws IOException {
		Files.writeString(this.path, "\ufeff# a:70000:\n\n \t\nlow:80:\na : 5010 : x:y\r\nb--2:+5_011");
		assertThat(findings()).isEmpty();
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.path);
		}
	}

	static Stream<Arguments> findingsWhenLinesAreWrongTellsThem() {
		return Stream.of(
				wrong("ok:5010:\nno colon\u001b[2J\u202e\n",
						finding(Type.MALFORMED_LINE, 2, "'no colon?[2J?' is not an assignment",
								"Write 'name:port:description', or put '# ' before it")),
				wrong("ok:5010:\r\n\r\na:x:\r\n",
						finding(Type.MALFORMED_LINE, 3, "'a:x:' is not an assignment",
								"Write 'name:port:description', or put '# ' before it")),
				wrong("a:70000:x\n",
						finding(Type.INVALID_PORT, 1, "'a:70000:x' is ignored: its port must be from 1 to 65535",
								"Write a valid port, or put '# ' before it")),
				wrong("a:5010:x\nb:5011:\na:5012:y\n",
						new Finding(Type.DUPLICATE_NAME, 1, "'a' is assigned again in line 3, which takes precedence",
								"Delete the line, or put '# ' before it", true)),
				wrong("a:5009:\nb:5008:\n\nc:5009:\n",
						finding(Type.DUPLICATE_PORT, 4, "Port 5009 of 'c' is also assigned to 'a' in line 1",
								"ports register c 5010")),
				wrong("a;rm:5009:\nb c:5009:\n",
						finding(Type.INVALID_NAME, 1, "'a;rm' is not a valid name",
								"Change the name in the file: " + AssignmentNames.RULE),
						finding(Type.DUPLICATE_PORT, 2, "Port 5009 of 'b c' is also assigned to 'a;rm' in line 1",
								"Change the port in the file"),
						finding(Type.INVALID_NAME, 2, "'b c' is not a valid name",
								"Change the name in the file: " + AssignmentNames.RULE)),
				wrong(":5009:\n",
						finding(Type.INVALID_NAME, 1, "'' is not a valid name",
								"Change the name in the file: " + AssignmentNames.RULE)),
				wrong("a:6000:\nb:5060:\nc:5060:\n",
						finding(Type.REFUSED_BY_BROWSERS, 1, "Browsers refuse to open port 6000 of 'a'",
								"ports register a 5008"),
						finding(Type.REFUSED_BY_BROWSERS, 2, "Browsers refuse to open port 5060 of 'b'",
								"ports register b 5009"),
						finding(Type.DUPLICATE_PORT, 3, "Port 5060 of 'c' is also assigned to 'b' in line 2",
								"ports register c 5010"),
						finding(Type.REFUSED_BY_BROWSERS, 3, "Browsers refuse to open port 5060 of 'c'",
								"ports register c 5010")));
	}

	private static Arguments wrong(String content, Finding... findings) {
		return Arguments.of(content, List.of(findings));
	}

	@ParameterizedTest
	@MethodSource
	void findingsWhenLinesAreWrongTellsThem(String content, List<Finding> expected) throws IOException {
		Files.writeString(this.path, content);
		assertThat(findings()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "65536", "-99999999999999999999", "+70_000", "99999999999999999999" })
	void findingsWhenNumberIsNoPortTellsThat(String number) throws IOException {
		Files.writeString(this.path, "a:5010:\nb: " + number + " :x\n");
		assertThat(findings()).extracting(Finding::type, Finding::line)
			.containsExactly(Tuple.tuple(Type.INVALID_PORT, 2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "+-5", "5_", "_5", "5.0", "1 2", "--5" })
	void findingsWhenThereIsNoNumberTellsThatLineIsMalformed(String number) throws IOException {
		Files.writeString(this.path, "a:5010:\nb:" + number + ":x\n");
		assertThat(findings()).extracting(Finding::type, Finding::line)
			.containsExactly(Tuple.tuple(Type.MALFORMED_LINE, 2));
	}

	@Test
	void findingsWhenRangeIsFullStillTellsWhatToDo() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5010:\n");
		assertThat(this.registry.doctor(new PortRange(5010, 5011)).findings()).extracting(Finding::remedy)
			.containsExactly("Choose another port for 'b': no port of 5010-5010 is available");
	}

	@Test
	void findingsWhenPortsAreExcludedSuggestsNoneOfThem() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5010:\n");
		assertThat(this.registry.doctor(new PortRange(5010, 5020), Set.of(5011, 5012)).findings())
			.extracting(Finding::remedy)
			.containsExactly("ports register b 5013");
	}

	@Test
	void suggestionsWhenRangeIsUsedUpLeaveNextPortAlone() {
		PortSuggestions suggestions = new PortSuggestions(
				RegistryDocument.of("a:5010:\n".getBytes(StandardCharsets.UTF_8)), new PortRange(5010, 5011), Set.of(),
				EphemeralPorts.bounds());
		assertThat(suggestions.remedy("b")).startsWith("Choose another port for 'b'");
		assertThat(suggestions.remedy("c")).startsWith("Choose another port for 'c'");
		assertThat(suggestions.take(5011)).isTrue();
	}

	@Test
	void findingsWhenPortIsNeededSuggestsNoneThatIsUnsuitable() throws IOException {
		int ephemeral = EphemeralPorts.bounds().first();
		Files.writeString(this.path, "a:5004:\nb:5004:\n");
		assertThat(this.registry.doctor(new PortRange(5004, 5008)).findings()).extracting(Finding::remedy)
			.containsExactly("ports register b 5007");
		assertThat(this.registry.doctor(new PortRange(ephemeral, ephemeral + 9)).findings()).last()
			.satisfies((finding) -> assertThat(finding.remedy()).startsWith("Choose another port for 'b'"));
	}

	@Test
	void findingsWhenPortOrRangeIsEphemeralTellsThat() throws IOException {
		Bounds bounds = EphemeralPorts.bounds();
		Files.writeString(this.path,
				"a:" + bounds.first() + ":\nb:" + (bounds.first() - 1) + ":\nc:" + bounds.last() + ":\n");
		PortRange range = new PortRange(bounds.first() - 3, bounds.first() + 1);
		assertThat(this.registry.doctor(range).findings()).containsExactly(
				finding(Type.EPHEMERAL_RANGE, 0,
						"The range " + range + " overlaps the range " + bounds
								+ " that the system also uses for outgoing connections",
						"Choose a range outside " + bounds),
				finding(Type.EPHEMERAL_PORT, 1,
						"Port " + bounds.first() + " of 'a' is in the range " + bounds
								+ " that the system also uses for outgoing connections",
						"ports register a " + range.start()),
				finding(Type.EPHEMERAL_PORT, 3,
						"Port " + bounds.last() + " of 'c' is in the range " + bounds
								+ " that the system also uses for outgoing connections",
						"ports register c " + (range.start() + 1)));
		assertThat(this.registry.doctor(new PortRange(bounds.last(), bounds.last() + 1)).findings()).first()
			.extracting(Finding::type)
			.isEqualTo(Type.EPHEMERAL_RANGE);
		assertThat(this.registry.doctor(new PortRange(bounds.first() - 1, bounds.first())).findings())
			.noneMatch((finding) -> finding.type() == Type.EPHEMERAL_RANGE);
	}

	@Test
	void findingsWhenAssignmentsAreLostTellsWhereTheyAre() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5011:x\nodd name:5012:\n");
		this.registry.register("c", 5013);
		Files.writeString(this.path, "c:5013:\nd:5011:\n");
		String backup = "'" + this.directory.resolve(".ports.d/backup") + "'";
		assertThat(findings()).containsExactly(new Finding(Type.LOST_ASSIGNMENT, 0,
				"'a' with port 5010 is in " + backup + " but no longer in the registry",
				"ports register a 5010, or delete " + backup + " if the assignment was removed on purpose", true),
				new Finding(Type.LOST_ASSIGNMENT, 0,
						"'b' with port 5011 is in " + backup + " but no longer in the registry",
						"ports register b 5008, or delete " + backup + " if the assignment was removed on purpose",
						false),
				new Finding(Type.LOST_ASSIGNMENT, 0,
						"'odd name' with port 5012 is in " + backup + " but no longer in the registry",
						"Copy the line into the registry, or delete " + backup
								+ " if the assignment was removed on purpose",
						true));
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, true", "UP, true", "STOPPING, true", "STOPPED, false" })
	void findingsWhenAppIsNotRegisteredTellsThatIfItRuns(State state, boolean found) throws IOException {
		Files.writeString(this.path, "billing:5010:\n");
		this.registry.record(InstanceBuilder.of("billing").build());
		this.registry.record(InstanceBuilder.of("orders").state(state).port(5011).build());
		this.registry.record(InstanceBuilder.of("killed").killed().port(5012).build());
		this.registry.record(InstanceBuilder.of("on-command-line").unclaimed().port(5013).build());
		Finding expected = new Finding(Type.UNREGISTERED_INSTANCE, 0,
				"'orders' runs on port 5011 (process " + ProcessHandle.current().pid() + ") but is not registered",
				"ports register orders 5011", true);
		assertThat(findings()).isEqualTo(found ? List.of(expected) : List.of());
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true", "65535, true", "65536, false" })
	void findingsWhenUnregisteredAppHasNoPortTellsNothing(int port, boolean found) {
		this.registry.record(InstanceBuilder.of("orders").port(port).build());
		assertThat(findings()).extracting(Finding::repairable).isEqualTo(found ? List.of(true) : List.of());
	}

	@Test
	void findingsWhenAssignmentIsLostDoesNotNeedTheLock() throws Exception {
		Path beside = Files.createDirectory(this.directory.resolve(".ports.d"));
		Files.writeString(beside.resolve("lost-1"), "a:5010:\n");
		assertThat(findings()).extracting(Finding::type).containsExactly(Type.LOST_ASSIGNMENT);
		try (Stream<Path> files = Files.list(beside)) {
			assertThat(files).containsExactly(beside.resolve("lost-1"));
		}
		Files.createDirectory(beside.resolve("lock"));
		assertThat(findings()).extracting(Finding::type).containsExactly(Type.LOST_ASSIGNMENT);
	}

	@ParameterizedTest
	@CsvSource({ "orders, 5010, ports register orders 5008", "odd name, 5011, Give the app a valid name: " })
	void findingsWhenUnregisteredAppCannotBeAddedIsNotRepairable(String name, int port, String remedy)
			throws IOException {
		Files.writeString(this.path, "billing:5010:\n");
		new RegistryFile(this.directory.resolve(".ports"), PortRegistry.DEFAULT_LOCK_TIMEOUT)
			.record(InstanceBuilder.of(name).port(port).build());
		assertThat(findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.type()).isEqualTo(Type.UNREGISTERED_INSTANCE);
			assertThat(finding.remedy()).startsWith(remedy);
			assertThat(finding.repairable()).isFalse();
		});
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findingsWhenOthersMayWriteTellsThatFirst() throws IOException {
		Files.writeString(this.path, "malformed\n");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-rw-r--"));
		assertThat(findings()).first()
			.isEqualTo(new Finding(Type.WRITABLE_BY_OTHERS, 0, "'" + this.path + "' can be written by other users",
					"Remove that permission with 'chmod go-w'", true));
	}

	@Test
	void findingsWhenFolderIsInPlaceOfFileTellsThat() throws IOException {
		Files.createDirectory(this.path);
		assertThat(findings())
			.containsExactly(finding(Type.NO_REGULAR_FILE, 0, "'" + this.path + "' is not a regular file",
					"Move or rename it, or choose another location for the registry"));
		assertThat(this.registry.doctor(RANGE).repair()).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findingsWhenLinkLeadsNowhereTellsThatOnly() throws IOException {
		Files.createSymbolicLink(this.path, Path.of("gone\u001b"));
		assertThat(findings()).containsExactly(
				finding(Type.BROKEN_LINK, 0, "'" + this.path + "' is a link to 'gone?', which does not exist",
						"Create that file, or delete the link"));
		assertThat(this.registry.doctor(RANGE).repair()).isEmpty();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findingsWhenFileCannotBeReadTellsWhy() throws IOException {
		assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
		Files.writeString(this.path, "malformed\n");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("-w-------"));
		assertThat(findings())
			.containsExactly(finding(Type.UNREADABLE_FILE, 0, "Cannot read " + this.path + ": permission denied",
					"Make it readable, or choose another location for the registry"));
	}

	@Test
	void findingsWhenPathLeadsThroughFileTellsWhy() throws IOException {
		Files.writeString(this.path, "");
		PortRegistry registry = PortRegistry.open(this.path.resolve("ports"));
		assertThat(registry.doctor(RANGE).findings()).first().satisfies((finding) -> {
			assertThat(finding.type()).isEqualTo(Type.UNREADABLE_FILE);
			assertThat(finding.reason()).startsWith("Cannot read " + this.path.resolve("ports") + ": ");
		});
	}

	@Test
	void findingsWhenDirectoryCannotBeWrittenAreNotRepairable() throws IOException {
		Files.writeString(this.path, "a:5010:\na:5011:\n");
		Files.createFile(this.directory.resolve(".ports.d"));
		assertThat(findings()).extracting(Finding::type, Finding::repairable)
			.containsExactly(Tuple.tuple(Type.UNWRITABLE_DIRECTORY, false), Tuple.tuple(Type.DUPLICATE_NAME, false));
		assertThat(this.registry.doctor(RANGE).repair()).isEmpty();
	}

	static Stream<Arguments> findingsWhenFileIsStrangeReturnsPrintableLines() {
		byte[] random = new byte[1 << 20];
		new Random(1).nextBytes(random);
		byte[] longLine = new byte[10 << 20];
		Arrays.fill(longLine, (byte) 'x');
		byte[] longName = longLine.clone();
		System.arraycopy(":5010:".getBytes(StandardCharsets.US_ASCII), 0, longName, longName.length - 6, 6);
		return Stream.of(Arguments.of("random", random), Arguments.of("zeros", new byte[1 << 20]),
				Arguments.of("long line", longLine), Arguments.of("long name", longName),
				Arguments.of("few names", many(3)), Arguments.of("all names", many(60_000)));
	}

	/** Lines of so many names, and of two ports each name. */
	private static byte[] many(int names) {
		StringBuilder content = new StringBuilder();
		for (int i = 0; i < 60_000; i++) {
			content.append("n").append(i % names).append(":").append(1 + i / 2).append(":\n");
		}
		return content.toString().getBytes(StandardCharsets.US_ASCII);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void findingsWhenFileIsStrangeReturnsPrintableLines(String name, byte[] content) throws IOException {
		Files.write(this.path, content);
		List<Finding> findings = this.registry.doctor(new PortRange(1, 65536)).findings();
		assertThat(findings).isNotEmpty()
			.isSortedAccordingTo(Comparator.comparingInt(Finding::line))
			.allMatch((finding) -> finding.reason().length() < 300 && finding.remedy().length() < 300)
			.noneMatch((finding) -> UNPRINTABLE.matcher(finding.reason() + finding.remedy()).find());
		assertThat(this.path).hasBinaryContent(content);
	}

}
