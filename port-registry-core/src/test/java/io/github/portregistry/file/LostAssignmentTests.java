package io.github.portregistry.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

import io.github.portregistry.file.RegistryFile.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link RegistryFile#findLost} finds in the backups.
 */
class LostAssignmentTests {

	@TempDir
	private Path directory;

	private Path path;

	private RegistryFile file;

	@BeforeEach
	void setUp() throws IOException {
		this.path = this.directory.toRealPath().resolve(".ports");
		this.file = new RegistryFile(this.path, Duration.ofSeconds(30));
	}

	private void register(String name, int port) throws IOException {
		this.file.update((document) -> new Change<>(document.with(name, port, null), null));
	}

	private void unregister(String name) throws IOException {
		this.file.update((document) -> new Change<>(document.without(name), null));
	}

	/** {@code name:port} and whether it is in the backup or in a lost one. */
	private List<String> lost() throws IOException {
		return this.file.findLost(this.file.read())
			.entrySet()
			.stream()
			.map((lost) -> lost.getKey().name() + ":" + lost.getKey().port() + " "
					+ lost.getValue().getFileName().toString().split("-")[0])
			.toList();
	}

	@Test
	void findLostWhenThereIsNoBackupReturnsNoneAndCreatesNothing() throws IOException {
		assertThat(lost()).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void findLostWhenOtherProgramDroppedAssignmentsFindsThemInBackup() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		register("c", 5030);
		Files.writeString(this.path, "c:5030:\nb:5025:\n");
		assertThat(lost()).containsExactly("a:5010 backup");
	}

	@Test
	void findLostWhenBackupIsReplacedFindsThemInLostOnes() throws IOException {
		Files.writeString(this.path, "a:5010:\n");
		register("b", 5020);
		Files.writeString(this.path, "a:5011:\nd:5012:\n");
		register("c", 5030);
		Files.writeString(this.path, "c:5030:\n");
		register("b", 5020);
		assertThat(lost()).containsExactly("a:5011 lost", "d:5012 lost");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#a:5010:", "  ## a : 5010 : x" })
	void findLostWhenSomebodyMadeCommentOfItReturnsNone(String comment) throws IOException {
		Files.writeString(this.path, "a:5010:\n");
		register("b", 5020);
		Files.writeString(this.path, comment + "\nb:5020:\n");
		assertThat(lost()).isEmpty();
	}

	@Test
	void findLostWhenCommentIsNoAssignmentFindsNameOfIt() throws IOException {
		Files.writeString(this.path, "Format:5010:\n");
		register("b", 5020);
		Files.writeString(this.path, "# Format: name:port\nb:5020:\n");
		assertThat(lost()).containsExactly("Format:5010 backup");
	}

	@Test
	void findLostWhenUpdatesRemovedNamesReturnsNone() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\nc:5030:\n");
		unregister("a");
		assertThat(lost()).isEmpty();
		unregister("b");
		assertThat(lost()).isEmpty();
		register("d", 5040);
		assertThat(lost()).isEmpty();
	}

	@Test
	void findLostWhenNameOfLostBackupWasRemovedLongAgoReturnsNone() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		register("c", 5030);
		Files.writeString(this.path, "c:5030:\n");
		register("a", 5010);
		unregister("a");
		register("d", 5040);
		register("e", 5050);
		assertThat(lost()).containsExactly("b:5020 lost");
		register("a", 5010);
		Files.writeString(this.path, "c:5030:\nd:5040:\ne:5050:\n");
		register("f", 5060);
		assertThat(lost()).containsExactlyInAnyOrder("b:5020 lost", "a:5010 lost");
	}

	@Test
	void updateWhenThereIsNoLostBackupForgetsWhatEarlierOnesRemoved() throws IOException {
		Path removed = Path.of(this.path + ".d/removed");
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		unregister("a");
		assertThat(removed).hasContent("a");
		unregister("b");
		assertThat(removed).hasContent("b");
		register("c", 5030);
		assertThat(removed).doesNotExist();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findLostWhenProgramWritesIntoFileThatWasReplacedFindsWhatItWrote() throws IOException {
		Files.writeString(this.path, "a:5010:\n");
		try (FileChannel late = FileChannel.open(this.path, StandardOpenOption.WRITE)) {
			register("b", 5020);
			assertThat(lost()).isEmpty();
			late.write(ByteBuffer.wrap("a:5011:\nlate:5030:\n".getBytes()));
		}
		assertThat(lost()).containsExactly("late:5030 replaced");
		register("c", 5040);
		assertThat(lost()).containsExactly("late:5030 lost");
		register("late", 5030);
		assertThat(lost()).isEmpty();
	}

	@Test
	void findLostWhenFileThatWasReplacedIsAsItWasReturnsNone() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		unregister("a");
		register("c", 5030);
		unregister("b");
		assertThat(lost()).isEmpty();
		assertThat(Path.of(this.path + ".d")).isDirectoryNotContaining("glob:**/lost-*");
	}

	@Test
	void findLostWhenBackupsAreStrangeSkipsThem() throws IOException {
		register("b", 5020);
		Files.createDirectory(Path.of(this.path + ".d/lost-1"));
		Files.write(Path.of(this.path + ".d/lost-2"), new byte[] { -1, 0, 10, 'x', ':', '7', 13, -2 });
		Files.write(Path.of(this.path + ".d/removed"), new byte[] { -1, 'x', '\n' });
		assertThat(lost()).containsExactly("x:7 lost");
	}

}
