package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import io.github.portregistry.file.RegistryFile.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettledRead}.
 */
class SettledReadTests {

	@TempDir
	private Path directory;

	private Path path;

	private RegistryFile file;

	@BeforeEach
	void setUp() throws IOException {
		this.path = this.directory.resolve("ports");
		this.file = new RegistryFile(this.path, Duration.ofSeconds(30));
		Files.writeString(this.path, "a:5010:\nb:5020:\n");
		this.file.update((document) -> new Change<>(document.with("c", 5030, null), null));
		this.file.update((document) -> new Change<>(document.with("d", 5040, null), null));
	}

	/** Some file systems keep times in whole seconds: then a rest takes longer. */
	@ParameterizedTest
	@CsvSource({ "1700000000123, 0, false", "1700000000123, 200, false", "1700000000123, 201, true",
			"1700000000123, -200, false", "1700000000123, -3600000, true", "1700000000000, 201, false",
			"1700000000000, 2200, false", "1700000000000, 2201, true", "0, 1700000000000, true" })
	void isAtRestWhenNobodyHasWrittenForAWhile(long time, long later, boolean expected) {
		assertThat(SettledRead.isAtRest(time, time + later)).isEqualTo(expected);
	}

	/** An editor moves the old file away before it writes the new one. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readWhileFileIsReplacedInTwoStepsWaitsForTheSecond(boolean missing) throws Exception {
		byte[] content = Files.readAllBytes(this.path);
		if (missing) {
			Files.delete(this.path);
		}
		else {
			Files.write(this.path, new byte[0]);
		}
		CountDownLatch started = new CountDownLatch(1);
		FutureTask<RegistryDocument> read = new FutureTask<>(() -> {
			started.countDown();
			return this.file.read();
		});
		new Thread(read).start();
		started.await();
		Thread.sleep(20);
		Files.write(this.path, content);
		assertThat(read.get().names()).containsExactly("a", "b", "c", "d");
	}

	@Test
	void readWhenFileIsGoneForGoodFindsNothing() throws IOException {
		Files.delete(this.path);
		assertThat(this.file.read().names()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:5010:\nb:5020:\nc:5030:\nd:5040:", "b:5020:\n", "" })
	void readWhenTimeOfFileIsInTheFutureGivesWhatIsThere(String content) throws IOException {
		Files.writeString(this.path, content);
		Files.setLastModifiedTime(this.path, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
		assertThat(this.file.read().bytes()).asString().isEqualTo(content);
	}

	@Test
	void readInInterruptedThreadGivesWhatIsThere() throws IOException {
		Files.writeString(this.path, "b:5020:\n");
		Thread.currentThread().interrupt();
		assertThat(this.file.read().names()).containsExactly("b");
		assertThat(Thread.interrupted()).isTrue();
	}

}
