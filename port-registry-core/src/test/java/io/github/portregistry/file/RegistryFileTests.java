package io.github.portregistry.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.portregistry.file.RegistryFile.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link RegistryFile} on real files.
 */
class RegistryFileTests {

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

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

	private void register(String name, int port) throws IOException {
		this.file.update((document) -> new Change<>(document.with(name, port, null), null));
	}

	private void unregister(String name) throws IOException {
		this.file.update((document) -> new Change<>(document.without(name), null));
	}

	private List<Path> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
	}

	private Path beside(String name) {
		return this.directory.resolve(".ports.d").resolve(name);
	}

	private List<Path> lost() throws IOException {
		return files(this.directory.resolve(".ports.d")).stream()
			.filter((file) -> file.getFileName().toString().startsWith("lost-"))
			.toList();
	}

	@Test
	void updateWhenFileIsMissingStartsWithHeader() throws IOException {
		register("a", 5010);
		assertThat(this.path).hasContent(HEADER + "a:5010:\n");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenFileIsMissingMakesItReadableAndNotExecutable() throws IOException {
		register("a", 5010);
		assertThat(Files.getPosixFilePermissions(this.path))
			.contains(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
			.isSubsetOf(PosixFilePermissions.fromString("rw-r--r--"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw-rw-", "rwxr-x--x" })
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenFileHasModeKeepsItAndGivesItToBackup(String mode) throws IOException {
		Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
		Files.writeString(this.path, "a:5010:\n");
		Files.setPosixFilePermissions(this.path, permissions);
		register("b", 5020);
		assertThat(Files.getPosixFilePermissions(this.path)).isEqualTo(permissions);
		assertThat(Files.getPosixFilePermissions(beside("backup"))).isEqualTo(permissions);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenFileIsPrivateShowsItsNamesToNobody() throws IOException {
		Files.writeString(this.path, "secret-project:5010:\nb:5020:\n");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-------"));
		unregister("secret-project");
		for (Path file : files(this.directory.resolve(".ports.d"))) {
			if (Files.readString(file).contains("secret-project")) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
					.endsWith("------");
			}
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenRootChangesFileOfUserLeavesItToUser() throws IOException {
		assumeThat(System.getProperty("user.name")).isEqualTo("root");
		Files.writeString(this.path, "a:5010:\n");
		Files.setAttribute(this.path, "unix:uid", 4711);
		Files.setAttribute(this.path, "unix:gid", 4712);
		register("b", 5020);
		assertThat(Files.readAttributes(this.path, "unix:uid,gid")).containsEntry("uid", 4711)
			.containsEntry("gid", 4712);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenFileIsLinkChangesItsTarget() throws IOException {
		Path dotfiles = Files.createDirectory(this.directory.resolve("dotfiles"));
		Path target = Files.writeString(dotfiles.resolve("ports"), "a:5010:\n");
		Files.createSymbolicLink(this.path, Path.of("dotfiles", "ports"));
		register("b", 5020);
		assertThat(this.path).isSymbolicLink().hasContent("a:5010:\nb:5020:\n");
		assertThat(target).isRegularFile();
		assertThat(files(this.directory)).containsExactly(this.path, dotfiles);
		assertThat(dotfiles.resolve("ports.d/lock")).exists();
	}

	@Test
	void updateWhenFolderIsMissingCreatesIt() throws IOException {
		Path path = this.directory.resolve("new/folder/.ports");
		this.file = new RegistryFile(path, Duration.ofSeconds(30));
		register("a", 5010);
		assertThat(path).hasContent(HEADER + "a:5010:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".ports", "new/folder/.ports" })
	void readWhenFileIsMissingCreatesNothing(String path) throws IOException {
		RegistryDocument document = new RegistryFile(this.directory.resolve(path), Duration.ZERO).read();
		assertThat(new String(document.bytes())).isEqualTo(HEADER);
		assertThat(files(this.directory)).isEmpty();
	}

	@Test
	void readAndUpdateWhenFolderIsInPlaceOfFileThrow() throws IOException {
		Files.createDirectory(this.path);
		assertRefused("is a directory");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void readAndUpdateWhenLinkLeadsNowhereThrow() throws IOException {
		Files.createSymbolicLink(this.path, this.directory.resolve("gone"));
		assertRefused("is a link to a file that does not exist");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void readAndUpdateWhenFileIsPipeThrow() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", this.path.toString()).start().waitFor()).isZero();
		assertRefused("is not a regular file");
	}

	private void assertRefused(String reason) throws IOException {
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(this.file::read)
			.withMessage(this.path + ": " + reason);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register("a", 5010))
			.withMessage(this.path + ": " + reason);
		assertThat(files(this.directory)).containsExactly(this.path);
	}

	@Test
	void updateWhenNothingChangesDoesNotWrite() throws IOException {
		register("a", 5010);
		register("b", 5020);
		List<Object> before = identity();
		String result = this.file.update((document) -> new Change<>(document.with("a", 5010, null), "result"));
		assertThat(result).isEqualTo("result");
		assertThat(identity()).isEqualTo(before);
	}

	private List<Object> identity() throws IOException {
		List<Object> identity = new ArrayList<>();
		for (Path file : List.of(this.path, beside("backup"))) {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			identity.add(attributes.fileKey());
			identity.add(attributes.lastModifiedTime());
		}
		return identity;
	}

	@Test
	void updateWhenNothingIsToBeRemovedFromMissingFileDoesNotCreateIt() throws IOException {
		unregister("a");
		assertThat(this.path).doesNotExist();
	}

	@Test
	void updateWhenOperationThrowsLeavesFileAndLock() throws IOException {
		register("a", 5010);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.file.update((document) -> {
			throw new IllegalStateException();
		}));
		assertThat(this.path).hasContent(HEADER + "a:5010:\n");
		register("b", 5020);
		assertThat(this.path).hasContent(HEADER + "a:5010:\nb:5020:\n");
	}

	@Test
	void updateWhenTemporaryFilesWereLeftBehindOverwritesThem() throws IOException {
		register("a", 5010);
		Path temporaryFile = Files.writeString(this.path.resolveSibling(".ports.tmp"), "a longer rest ".repeat(100));
		Path temporaryBackup = Files.writeString(beside("backup.tmp"), "a longer rest ".repeat(100));
		register("b", 5020);
		assertThat(this.path).hasContent(HEADER + "a:5010:\nb:5020:\n");
		assertThat(beside("backup")).hasContent(HEADER + "a:5010:\n");
		assertThat(temporaryFile).doesNotExist();
		assertThat(temporaryBackup).doesNotExist();
	}

	@Test
	void updateWhenOtherProgramDroppedAssignmentsKeepsFullerBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		register("c", 5030);
		Files.writeString(this.path, "c:5030:\n");
		register("d", 5040);
		assertThat(lost()).singleElement().satisfies((file) -> assertThat(file).hasContent("a:5010:\nb:5020:\n"));
		assertThat(beside("backup")).hasContent("c:5030:\n");
	}

	@Test
	void updateWhenOtherProgramDeletedFileKeepsFullerBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\n");
		register("b", 5020);
		Files.delete(this.path);
		register("c", 5030);
		assertThat(lost()).singleElement().satisfies((file) -> assertThat(file).hasContent("a:5010:\n"));
	}

	@Test
	void updateWhenAssignmentsAreDroppedOftenKeepsLastFiveBackups() throws IOException {
		for (int i = 0; i < 8; i++) {
			Files.writeString(this.path, "lost-" + i + ":5010:\n");
			register("new", 5020);
		}
		List<String> contents = new ArrayList<>();
		for (Path file : lost()) {
			contents.add(Files.readString(file).strip());
		}
		assertThat(contents).containsExactly("lost-2:5010:", "lost-3:5010:", "lost-4:5010:", "lost-5:5010:",
				"lost-6:5010:");
	}

	@Test
	void updateWhenAssignmentsWereRemovedByUpdatesKeepsNoFurtherBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n:5030:no name\nä ö:5040:\n");
		for (String name : List.of("a", "b", "", "ä ö")) {
			unregister(name);
		}
		register("c", 5050);
		register("d", 5060);
		assertThat(lost()).isEmpty();
	}

	@Test
	void updateWhenOneAssignmentWasRemovedAndOtherDroppedKeepsFullerBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\nc:5030:\n");
		unregister("a");
		Files.writeString(this.path, "c:5030:\n");
		register("d", 5040);
		assertThat(lost()).singleElement()
			.satisfies((file) -> assertThat(file).hasContent("a:5010:\nb:5020:\nc:5030:\n"));
	}

	@Test
	void updateWhenRemovedAssignmentCameBackAndIsDroppedKeepsFullerBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		unregister("a");
		register("a", 5010);
		register("c", 5030);
		Files.writeString(this.path, "b:5020:\nc:5030:\n");
		register("d", 5040);
		assertThat(lost()).singleElement().satisfies((file) -> assertThat(file).hasContent("a:5010:\nb:5020:\n"));
	}

	@Test
	void updateWhenWritingBackupFailedOnceStillKnowsWhatWasRemoved() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		unregister("a");
		Path inTheWay = Files.createDirectories(beside("backup.tmp").resolve("folder"));
		assertThatIOException().isThrownBy(() -> register("c", 5030));
		assertThat(this.path).hasContent("b:5020:\n");
		Files.delete(inTheWay);
		Files.delete(inTheWay.getParent());
		register("c", 5030);
		assertThat(lost()).isEmpty();
	}

	@Test
	void updateWhenOtherProgramChangesFileMeanwhileKeepsBothChanges() throws IOException {
		register("a", 5010);
		AtomicInteger calls = new AtomicInteger();
		this.file.update((document) -> {
			if (calls.incrementAndGet() == 1) {
				rewriteInPlace("a:5010:\nother:5015:\n");
			}
			return new Change<>(document.with("b", 5020, null), null);
		});
		assertThat(this.path).hasContent("a:5010:\nother:5015:\nb:5020:\n");
		assertThat(calls).hasValue(2);
	}

	@Test
	void updateWhenOtherProgramCreatesFileMeanwhileKeepsBothChanges() throws IOException {
		this.file.update((document) -> {
			if (Files.notExists(this.path)) {
				rewriteInPlace("other:5015:\n");
			}
			return new Change<>(document.with("b", 5020, null), null);
		});
		assertThat(this.path).hasContent("other:5015:\nb:5020:\n");
	}

	@Test
	void updateWhenOtherProgramKeepsChangingFileThrows() {
		AtomicInteger calls = new AtomicInteger();
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> this.file.update((document) -> {
			rewriteInPlace("other:" + (5000 + calls.incrementAndGet()) + ":\n");
			return new Change<>(document.with("b", 6000, null), null);
		})).withMessage(this.path + ": another program keeps changing the file");
		assertThat(this.path).hasContent("other:" + (5000 + calls.get()) + ":\n");
	}

	/** The first use needs a second attempt, so there are three. */
	@Test
	void updateWhenOtherProgramKeepsChangingFileEndsWhenTheTimeIsOver() {
		AtomicInteger calls = new AtomicInteger();
		RegistryFile impatient = new RegistryFile(this.path, Duration.ZERO);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> impatient.update((document) -> {
			rewriteInPlace("other:" + (5000 + calls.incrementAndGet()) + ":\n");
			return new Change<>(document.with("b", 6000, null), null);
		})).withMessage(this.path + ": another program keeps changing the file");
		assertThat(calls).hasValueBetween(1, 3);
	}

	private void rewriteInPlace(String content) {
		try {
			Files.writeString(this.path, content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void readWhileOtherProgramKeepsRewritingInPlaceReturnsWholeContent() throws Exception {
		rewriteInPlace("a:5010:\nb:5020:\n");
		AtomicBoolean stopped = new AtomicBoolean();
		FutureTask<Void> writer = new FutureTask<>(() -> {
			while (!stopped.get()) {
				rewriteInPlace("a:5010:\nb:5020:\n");
				LockSupport.parkNanos(100_000);
			}
		}, null);
		new Thread(writer).start();
		for (int i = 0; i < 100; i++) {
			assertThat(this.file.read().names()).containsExactly("a", "b");
		}
		stopped.set(true);
		writer.get(30, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a:5010:\n", "a:5010:\nb:50", "a:5010:\nb:5020:\nc:5030:\nd:5040:" })
	void readWhileOtherProgramRewritesInPlaceReturnsWholeContent(String firstPart) throws Exception {
		assertThatReadWaits(firstPart, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a:5010:\n" })
	void readWhileOtherProgramIsSlowInRewritingReturnsWholeContent(String firstPart) throws Exception {
		assertThatReadWaits(firstPart, 3);
	}

	private void assertThatReadWaits(String firstPart, int waits) throws Exception {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		register("c", 5030);
		register("d", 5040);
		byte[] whole = Files.readAllBytes(this.path);
		int half = firstPart.length();
		boolean met = false;
		for (int attempt = 0; attempt < 500 && !met; attempt++) {
			met = readMeetsRewriting(whole, half, waits);
		}
		assertThat(met).as("a read that had to wait for the rest").isTrue();
	}

	/**
	 * Lets a read begin while the file is cut off, and writes the rest while it waits for
	 * the first time or a later one.
	 * @return whether the rest was there before the wait was over, so that the test tells
	 * something
	 */
	private boolean readMeetsRewriting(byte[] whole, int half, int waits) throws Exception {
		FutureTask<RegistryDocument> read = new FutureTask<>(this.file::read);
		Thread reader = new Thread(read);
		boolean met;
		try (OutputStream out = new FileOutputStream(this.path.toFile())) {
			out.write(whole, 0, half);
			reader.start();
			int waited = 0;
			boolean waiting = false;
			while (reader.isAlive() && waited < waits) {
				boolean waitedBefore = waiting;
				waiting = reader.getState() == Thread.State.TIMED_WAITING;
				waited += (waiting && !waitedBefore) ? 1 : 0;
			}
			out.write(whole, half, whole.length - half);
			met = reader.getState() == Thread.State.TIMED_WAITING;
		}
		RegistryDocument document = read.get(30, TimeUnit.SECONDS);
		if (met) {
			assertThat(document.bytes()).isEqualTo(whole);
		}
		return met;
	}

}
