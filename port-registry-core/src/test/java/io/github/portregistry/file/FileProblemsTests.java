package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import io.github.portregistry.file.FileProblem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link FileProblems}. Root may write everything: what it cannot be refused is
 * tested for other users only.
 */
@DisabledOnOs(OS.WINDOWS)
class FileProblemsTests {

	private static final boolean ROOT = System.getProperty("user.name").equals("root");

	@TempDir
	private Path directory;

	private Path path;

	private RegistryFile file;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.path = this.directory.resolve(".ports");
		this.file = new RegistryFile(this.path, Duration.ofSeconds(30));
	}

	private void write(String mode) throws IOException {
		Files.writeString(this.path, "a:5010:\n");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString(mode));
	}

	@Test
	void problemsWhenThereIsNoFileReturnsNoneAndCreatesNothing() throws IOException {
		assertThat(this.file.problems()).isEmpty();
		assertThat(new RegistryFile(this.directory.resolve("new/.ports"), Duration.ZERO).problems()).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@ParameterizedTest
	@CsvSource({ "rw-r--r--, false", "rw-------, false", "rw-rw-r--, true", "rw-r---w-, true" })
	void problemsWhenOthersMayWriteTellsThat(String mode, boolean problem) throws IOException {
		write(mode);
		FileProblem expected = new FileProblem(Kind.WRITABLE_BY_OTHERS, this.path, "", true);
		assertThat(this.file.problems()).isEqualTo(problem ? List.of(expected) : List.of());
		this.file.restrict();
		assertThat(this.file.problems()).isEmpty();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path)))
			.isEqualTo(mode.substring(0, 4) + mode.substring(4).replace('w', '-'));
	}

	@Test
	void problemsWhenFileIsLinkAreThoseOfItsTarget() throws IOException {
		write("rw-rw-rw-");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.path);
		assertThat(new RegistryFile(link, Duration.ZERO).problems()).extracting(FileProblem::path)
			.containsExactly(this.path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gone", ".ports" })
	void problemsWhenLinkLeadsNowhereTellsWhere(String target) throws IOException {
		Files.createSymbolicLink(this.path, Path.of(target));
		assertThat(this.file.problems()).containsExactly(new FileProblem(Kind.BROKEN_LINK, this.path, target, false));
	}

	@Test
	void problemsWhenFolderIsInPlaceOfFileTellsThat() throws IOException {
		Files.createDirectory(this.path);
		assertThat(this.file.problems()).containsExactly(new FileProblem(Kind.NO_REGULAR_FILE, this.path, "", false));
	}

	@Test
	void problemsWhenFileIsOfOtherUserTellsWhose() throws IOException {
		assumeThat(ROOT).isTrue();
		write("rw-r--r--");
		Files.setAttribute(this.path, "unix:uid", 471147);
		assertThat(this.file.problems()).containsExactly(new FileProblem(Kind.OTHER_OWNER, this.path, "471147", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/instances" })
	void problemsWhenFileIsInPlaceOfDirectoryTellsThat(String name) throws IOException {
		Path inTheWay = Path.of(this.path + ".d" + name);
		Files.createDirectories(inTheWay.getParent());
		Files.createFile(inTheWay);
		assertThat(this.file.problems())
			.containsExactly(new FileProblem(Kind.UNWRITABLE_DIRECTORY, inTheWay, "", false));
	}

	@Test
	void problemsWhenFileOrDirectoryIsReadOnlyTellsThat() throws IOException {
		assumeThat(ROOT).isFalse();
		write("r--r--r--");
		Path beside = Files.createDirectory(Path.of(this.path + ".d"));
		Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("r-xr-xr-x"));
		assertThat(this.file.problems()).containsExactly(new FileProblem(Kind.UNWRITABLE_FILE, this.path, "", false),
				new FileProblem(Kind.UNWRITABLE_DIRECTORY, beside, "", false));
	}

	@Test
	void problemsWhenParentOrLockIsReadOnlyTellsThat() throws IOException {
		assumeThat(ROOT).isFalse();
		write("rw-r--r--");
		Path lock = Files.createFile(Files.createDirectory(Path.of(this.path + ".d")).resolve("lock"));
		Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("r--r--r--"));
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		try {
			assertThat(this.file.problems()).containsExactly(
					new FileProblem(Kind.UNWRITABLE_FILE, this.directory, "", false),
					new FileProblem(Kind.UNWRITABLE_DIRECTORY, lock, "", false));
		}
		finally {
			Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

}
