package io.github.portregistry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.processes.Churner;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRegistry#repair}.
 */
class RegistryRepairTests {

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

	private void write(String content) throws IOException {
		Files.write(this.path, content.getBytes(StandardCharsets.ISO_8859_1));
	}

	private String text() throws IOException {
		return Files.readString(this.path, StandardCharsets.ISO_8859_1);
	}

	private List<Type> repair() {
		return this.registry.doctor(RANGE).repair().stream().map(Finding::type).toList();
	}

	private List<Path> copies() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve(".ports.d"))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("doctor-")).toList();
		}
	}

	/** Makes these lines a backup, and others the registry. */
	private void lose(String backup, String registry) throws IOException {
		write(backup);
		this.registry.register("kept", 5019);
		write(registry);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a:5010:\nmalformed\nb:5010:\nc:70000:\nbad name:6000:\n" })
	void repairWhenNothingCanBeRepairedWritesNothing(String content) throws IOException {
		write(content);
		assertThat(repair()).isEmpty();
		assertThat(text()).isEqualTo(content);
		assertThat(this.directory.resolve(".ports.d")).doesNotExist();
	}

	static Stream<Arguments> repairWhenNamesHaveSeveralLinesMakesEarlierOnesComments() {
		return Stream.of(Arguments.of("a:5010:x\na:5011:y\n", "# a:5010:x\na:5011:y\n", 1),
				Arguments.of("a:1:\r\n\u00ff\r\n a : 2 :\u0080\r\nb:3:\r\na:4:",
						"# a:1:\r\n\u00ff\r\n#  a : 2 :\u0080\r\nb:3:\r\na:4:", 2),
				Arguments.of("\u00ef\u00bb\u00bfa:1:\rb:2:\r:3:\r:4:\rb:2:\ra:1:\r",
						"\u00ef\u00bb\u00bf# a:1:\r# b:2:\r# :3:\r:4:\rb:2:\ra:1:\r", 3),
				Arguments.of("a:1:\nmalformed\na:70000:\n#a:2:\na:3:\n", "# a:1:\nmalformed\na:70000:\n#a:2:\na:3:\n",
						1));
	}

	@ParameterizedTest
	@MethodSource
	void repairWhenNamesHaveSeveralLinesMakesEarlierOnesComments(String before, String after, int repaired)
			throws IOException {
		write(before);
		assertThat(repair()).hasSize(repaired).containsOnly(Type.DUPLICATE_NAME);
		assertThat(text()).isEqualTo(after);
		assertThat(copies()).singleElement()
			.satisfies((copy) -> assertThat(copy).hasBinaryContent(before.getBytes(StandardCharsets.ISO_8859_1)));
		assertThat(this.registry.doctor(RANGE).findings()).noneMatch(Finding::repairable);
		assertThat(repair()).isEmpty();
		assertThat(copies()).hasSize(1);
	}

	@Test
	void repairWhenAssignmentsAreLostAddsTheirLinesAsTheyWere() throws IOException {
		lose("a:05010 : \u00ff\nb:5011:x\nodd name:5012:\nc:5013:\n", "# x\r\nc:5014:\r\nd:5011:\r\nkept:5019:");
		assertThat(repair()).containsExactly(Type.LOST_ASSIGNMENT, Type.LOST_ASSIGNMENT);
		assertThat(text()).isEqualTo("# x\r\nc:5014:\r\nd:5011:\r\nkept:5019:\r\na:05010 : \u00ff\r\nodd name:5012:");
		assertThat(this.registry.doctor(RANGE).findings())
			.filteredOn((finding) -> finding.type() == Type.LOST_ASSIGNMENT)
			.singleElement()
			.satisfies((finding) -> assertThat(finding.reason()).startsWith("'b' with port 5011 is in "));
	}

	@Test
	void repairWhenFileIsGoneRestoresIt() throws IOException {
		lose("a:5010:x\n", "");
		Files.delete(this.path);
		assertThat(repair()).containsExactly(Type.LOST_ASSIGNMENT);
		assertThat(this.registry.list()).containsExactly(new Assignment("a", 5010, "x"));
		assertThat(copies()).isEmpty();
	}

	@Test
	void repairWhenSeveralLostAssignmentsHaveOnePortAddsLatest() throws IOException {
		lose("a:5010:\n", "");
		this.registry.register("b", 5010);
		this.registry.register("c", 5011);
		write("c:5011:\n");
		assertThat(repair()).containsExactly(Type.LOST_ASSIGNMENT);
		assertThat(text()).isEqualTo("b:5010:\nc:5011:\n");
	}

	@Test
	void repairWhenAppRunsWithoutAssignmentAddsOne() throws IOException {
		write("billing:5010:\r\nother:5012:");
		this.registry.record(InstanceBuilder.of("orders").port(5011).build());
		this.registry.record(InstanceBuilder.of("taken").port(5012).build());
		new RegistryFile(this.directory.resolve(".ports"), PortRegistry.DEFAULT_LOCK_TIMEOUT)
			.record(InstanceBuilder.of("odd name").port(5013).build());
		assertThat(repair()).containsExactly(Type.UNREGISTERED_INSTANCE);
		assertThat(text()).isEqualTo("billing:5010:\r\norders:5011:\r\nother:5012:");
	}

	@ParameterizedTest
	@ValueSource(ints = { 5010, 5011 })
	void repairWhenAppRunsWhoseAssignmentIsLostAddsTheLostOne(int port) throws IOException {
		lose("first:5011:\norders:5010:mine\n", "kept:5019:\n");
		this.registry.record(InstanceBuilder.of("orders").port(port).build());
		assertThat(repair()).containsExactly(Type.LOST_ASSIGNMENT, Type.LOST_ASSIGNMENT, Type.UNREGISTERED_INSTANCE);
		assertThat(text()).isEqualTo("orders:5010:mine\nfirst:5011:\nkept:5019:\n");
	}

	@Test
	void repairWhenAppRunsOnPortOfLostAssignmentAddsTheApp() throws IOException {
		lose("old:5010:\n", "kept:5019:\n");
		this.registry.record(InstanceBuilder.of("orders").port(5010).build());
		assertThat(repair()).containsExactly(Type.UNREGISTERED_INSTANCE);
		assertThat(text()).isEqualTo("orders:5010:\nkept:5019:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:5010:\n", "a:5010:\na:5011:\n" })
	@DisabledOnOs(OS.WINDOWS)
	void repairWhenOthersMayWriteTakesThatAway(String content) throws IOException {
		write(content);
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-rw-rw-"));
		assertThat(repair()).startsWith(Type.WRITABLE_BY_OTHERS).doesNotHaveDuplicates();
		assertThat(Files.getPosixFilePermissions(this.path)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(this.registry.doctor(RANGE).findings()).isEmpty();
		assertThat(copies()).hasSize(content.contains("5011") ? 1 : 0)
			.allSatisfy((copy) -> assertThat(Files.getPosixFilePermissions(copy))
				.isEqualTo(PosixFilePermissions.fromString("rw-r--r--")));
	}

	@Test
	void repairReturnsFindingsAsTheyWere() throws IOException {
		lose("a:5010:\n", "b:1:\nb:2:\nmalformed\n");
		List<Finding> findings = this.registry.doctor(RANGE).findings();
		assertThat(this.registry.doctor(RANGE).repair()).hasSize(2)
			.isEqualTo(findings.stream().filter(Finding::repairable).toList());
	}

	@Test
	void repairWhenBackupCannotBeWrittenThrowsAndLeavesFile() throws IOException {
		write("a:5010:\na:5011:\n");
		Files.createDirectories(this.directory.resolve(".ports.d/backup.tmp/in-the-way"));
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.doctor(RANGE).repair())
			.withMessageStartingWith("Cannot repair " + this.path + ": ");
		assertThat(text()).isEqualTo("a:5010:\na:5011:\n");
	}

	@Test
	void repairAndRegisterAllWhenOtherProcessWritesLoseNothing() throws Exception {
		List<Assignment> all = IntStream.range(0, 30).mapToObj((i) -> new Assignment("n" + i, 5100 + i, "x")).toList();
		try (JavaProcess churner = JavaProcess.start(Churner.class, this.path, "churn", 5400)) {
			churner.readLine();
			for (Assignment assignment : all) {
				assertThat(this.registry.registerAll(List.of(assignment))).containsExactly(assignment);
				String name = assignment.name();
				this.registry.record(InstanceBuilder.of("app-" + name).port(assignment.port() + 100).build());
				assertThat(this.registry.doctor(RANGE).findings()).extracting(Finding::type)
					.containsExactly(Type.UNREGISTERED_INSTANCE);
				assertThat(repair()).containsExactly(Type.UNREGISTERED_INSTANCE);
			}
			churner.kill();
		}
		assertThat(this.registry.unregister("churn").stream().toList()).hasSizeLessThan(2);
		assertThat(this.registry.list()).hasSize(2 * all.size()).containsAll(all);
	}

}
