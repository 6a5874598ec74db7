package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link FileMode}: whose the files beside a registry are, and who may read and
 * write them.
 */
@DisabledOnOs(OS.WINDOWS)
class FileModeTests {

	private static final int UID = 4711;

	private static final int GID = 4712;

	@TempDir
	private Path directory;

	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		this.home = Files.createDirectory(this.directory.resolve("home"));
	}

	private static void change(Path path, String name) throws IOException {
		new RegistryFile(path, Duration.ofSeconds(30))
			.update((document) -> new Change<>(document.without("b").with(name, 5020, null), null).withCopy("copy"));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".ports", "new/folder/ports" })
	void whatRootCreatesInAUsersFolderIsTheUsers(String name) throws IOException {
		assumeThat(System.getProperty("user.name")).isEqualTo("root");
		Files.setAttribute(this.home, "unix:uid", UID);
		Files.setAttribute(this.home, "unix:gid", GID);
		Path registry = this.home.resolve(name);
		change(registry, "a");
		change(registry, "b");
		change(registry, "c");
		Path records = registry.resolveSibling(registry.getFileName() + ".d/instances");
		new InstanceRecords(records).write(InstanceBuilder.of("orders").build());
		try (Stream<Path> files = Files.walk(this.home)) {
			assertThat(files).hasSizeGreaterThan(8).allSatisfy((file) -> {
				assertThat(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(UID);
				assertThat(Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(GID);
			});
		}
	}

	@Test
	void modeIsNeverGivenToWhatALinkLeadsTo() throws IOException {
		Path secret = Files.writeString(this.home.resolve("secret"), "x");
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
		Path registry = Files.writeString(this.home.resolve("ports"), "a:5010:\n");
		Path link = Files.createSymbolicLink(this.home.resolve("link"), secret);
		FileMode mode = FileMode.of(registry);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> mode.applyTo(link));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
	}

	@Test
	void lockIsNotCreatedWhereALinkLeads() throws IOException {
		Path registry = Files.writeString(this.home.resolve("ports"), "a:5010:\n");
		Path beside = Files.createDirectory(this.home.resolve("ports.d"));
		Files.createSymbolicLink(beside.resolve("lock"), this.home.resolve("victim"));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> change(registry, "b"));
		assertThat(this.home.resolve("victim")).doesNotExist();
		assertThat(registry).hasContent("a:5010:\n");
	}

	/** The group's permissions that are shown are the mask of the list. */
	@Test
	void accessControlListStaysAndItsMaskDoesNotBecomeTheGroupsPermissions() throws Exception {
		Path registry = Files.writeString(this.home.resolve("ports"), "a:5010:\n");
		Files.setPosixFilePermissions(registry, PosixFilePermissions.fromString("rw-r--r--"));
		assumeThat(run("setfacl", "-m", "u:" + UID + ":rw", registry)).isZero();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(registry))).isEqualTo("rw-rw-r--");
		String before = list(registry);
		Files.writeString(this.home.resolve("ports.tmp"), "left behind");
		change(registry, "b");
		change(registry, "c");
		assertThat(registry).content().contains("a:5010:\n", "c:5020:\n");
		assertThat(list(registry)).isEqualTo(before).contains("user:" + UID + ":rw-", "group::r--");
		assertThat(list(this.home.resolve("ports.d/backup"))).isEqualTo(before);
	}

	private static String list(Path file) throws Exception {
		Process process = new ProcessBuilder("getfacl", "-nc", file.toString()).start();
		return new String(process.getInputStream().readAllBytes());
	}

	private static int run(Object... command) throws Exception {
		try {
			return new ProcessBuilder(Stream.of(command).map(Object::toString).toList()).start().waitFor();
		}
		catch (IOException ex) {
			return -1;
		}
	}

}
