package io.github.portregistry.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.portregistry.file.RegistryFile.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a registry that is used for the first time, or replaced, at the moment that
 * others use it.
 */
class FirstUseTests {

	private static final int THREADS = 8;

	private static final int ROUNDS = 60;

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@Test
	void updateByManyThreadsAtOneMomentNeverFails() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			RegistryFile file = new RegistryFile(this.directory.resolve("round-" + round + "/ports"), LONG);
			CyclicBarrier start = new CyclicBarrier(THREADS);
			List<Future<?>> updates = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int port = 5000 + i;
				updates.add(this.executor.submit(() -> {
					start.await();
					file.read();
					return file.update((document) -> new Change<>(document.with("n" + port, port, ""), port));
				}));
			}
			for (Future<?> update : updates) {
				update.get();
			}
			assertThat(file.read().names()).hasSize(THREADS);
		}
	}

	@Test
	void updateWhenThereIsNoTimeToWaitCreatesFile() throws IOException {
		RegistryFile file = new RegistryFile(this.directory.resolve("ports"), Duration.ZERO);
		file.update((document) -> new Change<>(document.with("a", 5010, ""), null));
		assertThat(file.read().names()).containsExactly("a");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void readWhileFileComesAndGoesNeverFails() throws Exception {
		Path target = this.directory.resolve("ports");
		RegistryFile file = new RegistryFile(target, LONG);
		AtomicBoolean stop = new AtomicBoolean();
		Future<?> writer = this.executor.submit(() -> {
			while (!stop.get()) {
				Path content = Files.writeString(this.directory.resolve("new"), "a:5010:\n");
				Files.move(content, target, StandardCopyOption.REPLACE_EXISTING);
				Files.delete(target);
			}
			return null;
		});
		for (int i = 0; i < 3000; i++) {
			file.directory();
			assertThat(file.read().names().size()).isLessThan(2);
		}
		stop.set(true);
		writer.get();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void readWhenEditorReplacesTargetOfLinkWaitsForIt() throws Exception {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("target"));
		Future<RegistryDocument> read = this.executor.submit(() -> new RegistryFile(link, LONG).read());
		Files.writeString(this.directory.resolve("target"), "a:5010:\n");
		assertThat(read.get().names()).containsExactly("a");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void readWhenTargetOfLinkIsMissingFails() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("target"));
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> new RegistryFile(link, LONG).read())
			.withMessage(link + ": is a link to a file that does not exist");
	}

}
