package io.github.portregistry.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.processes.DefaultRegistryReader;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RegistryFile} where files are too large, or something else is in their
 * place: nothing waits, and nothing is read that does not fit into the memory.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileFileTests {

	private static final String CONTENT = "a:5001:x\n";

	@TempDir
	private Path directory;

	private Path path;

	private RegistryFile file;

	private final List<Path> links = new ArrayList<>();

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.path = this.directory.resolve(".ports");
		this.file = new RegistryFile(this.path, Duration.ofSeconds(30));
	}

	private void register(String name, int port) throws IOException {
		this.file.update((document) -> new Change<>(document.with(name, port, null), null));
	}

	/** Links that lead out of the folder are not JUnit's to delete. */
	@AfterEach
	void removeLinks() throws IOException {
		for (Path link : this.links) {
			Files.deleteIfExists(link);
		}
	}

	private void put(String what, Path place) throws Exception {
		Files.createDirectories(place.getParent());
		if (what.equals("pipe")) {
			assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
		}
		else if (what.equals("directory")) {
			Files.createFile(Files.createDirectory(place).resolve("file"));
		}
		else if (what.equals("huge")) {
			enlarge(place, 1L << 30);
		}
		else {
			this.links.add(Files.createSymbolicLink(place, Path.of(what)));
		}
	}

	/** Without writing all of it: a hole is read as zeros. */
	private static void enlarge(Path file, long length) throws IOException {
		try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
			hole.setLength(length);
		}
	}

	private static void assertRefused(IOException failure, Path place, String reason) {
		assertThat(failure).isInstanceOf(FileSystemException.class);
		assertThat(((FileSystemException) failure).getFile()).isEqualTo(place.toString());
		assertThat(((FileSystemException) failure).getReason()).contains(reason);
	}

	@ParameterizedTest
	@CsvSource({ "pipe, is not a regular file", "directory, is a directory", "/dev/zero, is not a regular file",
			"huge, 'has 1073741824 bytes, more than the limit of 16777216: shorten it, or move it elsewhere'" })
	void registryWhenItIsNoneIsRefused(String what, String reason) throws Exception {
		put(what, this.path);
		Path refused = this.path.toRealPath();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.file::read)
			.satisfies((failure) -> assertRefused(failure, refused, reason));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> register("b", 5002))
			.satisfies((failure) -> assertRefused(failure, refused, reason));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pipe", "directory", "/dev/zero", "huge" })
	void lostBackupWhenItIsNoneIsPassedOver(String what) throws Exception {
		register("a", 5001);
		register("b", 5002);
		Files.writeString(this.path, "");
		put(what, this.directory.resolve(".ports.d/lost-2026"));
		register("c", 5003);
		assertThat(this.file.findLost(this.file.read()).keySet()).extracting(RegistryLine::name).containsExactly("a");
	}

	@ParameterizedTest
	@CsvSource({ "backup, directory, is a directory", "backup, huge, has 1073741824 bytes",
			"removed, pipe, is not a regular file", "removed, directory, is a directory",
			"removed, /dev/zero, is not a regular file", "removed, huge, has 1073741824 bytes",
			"lock, pipe, is not a regular file", "lock, directory, is a directory",
			"lock, /dev/null, is not a regular file" })
	void fileBesideWhenItIsNoneFailsChangesButNotReads(String name, String what, String reason) throws Exception {
		Files.writeString(this.path, CONTENT);
		Path place = this.directory.resolve(".ports.d").resolve(name);
		put(what, place);
		assertThat(this.file.read().names()).containsExactly("a");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> register("b", 5002))
			.satisfies((failure) -> assertRefused(failure, place, reason));
		assertThat(this.path).hasContent(CONTENT);
	}

	@ParameterizedTest
	@CsvSource({ ".ports.tmp, pipe", ".ports.tmp, /dev/zero", ".ports.d/backup, pipe", ".ports.d/backup, /dev/zero",
			".ports.d/backup.tmp, pipe" })
	void writtenFileWhenItIsNoneIsReplaced(String name, String what) throws Exception {
		Files.writeString(this.path, CONTENT);
		put(what, this.directory.resolve(name));
		register("b", 5002);
		assertThat(this.file.read().names()).containsExactly("a", "b");
		assertThat(this.directory.resolve(".ports.d/backup")).isRegularFile().hasContent(CONTENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pipe", "/dev/null", "missing" })
	void directoryWhenItIsNoneFailsChangesButNotReads(String what) throws Exception {
		Files.writeString(this.path, CONTENT);
		put(what, this.directory.resolve(".ports.d"));
		assertThat(this.file.read().names()).containsExactly("a");
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register("b", 5002))
			.withMessageContaining(".ports.d");
		assertThat(this.path).hasContent(CONTENT);
	}

	@Test
	void readWhenFileIsAsLongAsItMayBeReadsIt() throws IOException {
		byte[] content = new byte[RegistryLimits.MAX_LENGTH];
		Arrays.fill(content, (byte) 'x');
		System.arraycopy(CONTENT.getBytes(StandardCharsets.UTF_8), 0, content, 0, CONTENT.length());
		Files.write(this.path, content);
		assertThat(this.file.read().names()).containsExactly("a");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> register("b", 5002))
			.satisfies((failure) -> assertRefused(failure, this.path, "has 16777224 bytes, more than"));
		assertThat(this.path).hasBinaryContent(content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\r\n" })
	void readWhenFileHasAsManyLinesAsItMayReadsIt(String lineEnd) throws IOException {
		String lines = CONTENT + ("#" + lineEnd).repeat(RegistryLimits.MAX_LINES - 1);
		Files.writeString(this.path, lines);
		assertThat(this.file.read().lines()).hasSize(RegistryLimits.MAX_LINES);
		Files.writeString(this.path, lines + lineEnd);
		assertThatExceptionOfType(IOException.class).isThrownBy(this.file::read)
			.satisfies((failure) -> assertRefused(failure, this.path, "has more lines than the limit of 1048576: "));
	}

	@Test
	void readWhenFileOrLineDoesNotFitIntoMemoryIsRefused() throws Exception {
		for (long length : new long[] { 1L << 30, 100_000_000 }) {
			enlarge(this.path, length);
			Map<String, String> environment = Map.of("HOME", this.directory.toString());
			try (JavaProcess process = JavaCommand.of(DefaultRegistryReader.class)
				.options("-Xmx64m")
				.environment(environment)
				.start()) {
				assertThat(process.readLine()).isEqualTo("Cannot read " + this.path + ": has " + length
						+ " bytes, more than the limit of 16777216: shorten it, or move it elsewhere");
				assertThat(process.waitFor()).isZero();
			}
		}
	}

	@Test
	void updateWhenFileHasMillionAssignmentsChangesOne() throws IOException {
		StringBuilder content = new StringBuilder();
		for (int i = 0; i < 1_000_000; i++) {
			content.append('n').append(i).append(':').append(1 + i % 60_000).append('\n');
		}
		Files.writeString(this.path, content);
		register("n999999", 65000);
		assertThat(this.file.read().names()).hasSize(1_000_000);
		String changed = content.toString().replaceFirst("n999999:\\d+", "n999999:65000");
		assertThat(Files.readString(this.path).equals(changed)).isTrue();
	}

	@Test
	void updateOfManyLinesOfOneNameTakesLinearTime() throws IOException {
		Files.writeString(this.path, "a:5001\n".repeat(200_000) + "b:5002\n" + "a:5001\n".repeat(200_000));
		this.file.update((document) -> new Change<>(document.without("a"), null));
		assertThat(this.path).hasContent("b:5002\n");
	}

}
