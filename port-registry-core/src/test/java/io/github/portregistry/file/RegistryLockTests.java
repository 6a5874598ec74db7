package io.github.portregistry.file;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.LockHolder;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RegistryLock} against other processes, other threads, and the same
 * code of another class loader.
 */
class RegistryLockTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private Path path;

	private Path lock;

	@BeforeEach
	void setUp() throws IOException {
		this.path = Files.writeString(this.directory.toRealPath().resolve(".ports"), "a:5010:\n");
		this.lock = Files.createDirectory(this.path.resolveSibling(".ports.d")).resolve("lock");
	}

	private Void register(Duration timeout) throws IOException {
		return new RegistryFile(this.path, timeout)
			.update((document) -> new Change<>(document.with("b", 5020, null), null));
	}

	/** Another thread of this process. */
	private void registerElsewhere() throws Throwable {
		FutureTask<Void> update = new FutureTask<>(() -> register(SHORT));
		new Thread(update).start();
		try {
			update.get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	private RegistryLock acquire() throws IOException {
		return RegistryLock.acquire(this.lock, Deadline.in(LONG));
	}

	@Test
	void updateWhenOtherProcessHoldsLockThrows() throws Exception {
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, this.lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register(SHORT))
				.withMessageStartingWith(this.lock + ": could not be locked within ")
				.withMessageContaining("another process holds the lock");
			assertThat(this.path).hasContent("a:5010:\n");
			holder.kill();
			register(LONG);
			assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
		}
	}

	@Test
	void updateWhenOtherProcessGivesLockUpGoesOn() throws Exception {
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, this.lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			FutureTask<Void> update = new FutureTask<>(() -> register(LONG));
			Thread thread = new Thread(update);
			thread.start();
			await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
			holder.writeLine("");
			update.get(30, TimeUnit.SECONDS);
			assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { ".ports.tmp", ".ports.d/backup.tmp" })
	void updateWhenOtherProcessWritesTemporaryFileThrowsAndLeavesIt(String name) throws Exception {
		Path temporaryFile = Files.writeString(this.directory.toRealPath().resolve(name), "half of");
		try (JavaProcess writer = JavaProcess.start(LockHolder.class, temporaryFile)) {
			assertThat(writer.readLine()).isEqualTo("locked");
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register(LONG))
				.withMessageStartingWith(temporaryFile + ": another process is writing the file");
			assertThat(temporaryFile).hasContent("half of");
			assertThat(this.path).hasContent("a:5010:\n");
			writer.kill();
			register(LONG);
			assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
			assertThat(temporaryFile).doesNotExist();
		}
	}

	@Test
	void readWhenOtherProcessHoldsLockDoesNotWait() throws Exception {
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, this.lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			RegistryDocument document = new RegistryFile(this.path, Duration.ZERO).read();
			assertThat(document.names()).containsExactly("a");
		}
	}

	@Test
	void updateWhenOtherThreadHoldsLockThrows() throws Exception {
		try (RegistryLock held = acquire()) {
			assertThat(held).isNotNull();
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(this::registerElsewhere)
				.withMessageStartingWith(this.lock + ": could not be locked within ")
				.withMessageEndingWith(
						"thread '" + Thread.currentThread().getName() + "' of this process holds the lock");
		}
		register(SHORT);
		assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void updateWhenOtherCodeOfThisProcessHoldsLockKeepsOneDescriptor() throws Exception {
		register(SHORT);
		try (FileChannel other = FileChannel.open(this.lock, StandardOpenOption.WRITE); FileLock held = other.lock()) {
			assertThat(held.isValid()).isTrue();
			for (int i = 0; i < 5; i++) {
				assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register(SHORT))
					.withMessage(this.lock + ": is locked by other code in this process");
			}
			assertThat(descriptorsOf(this.lock)).isEqualTo(2);
		}
		register(SHORT);
	}

	private static long descriptorsOf(Path file) throws IOException {
		long found = 0;
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : descriptors) {
				found += (Files.exists(descriptor) && Files.isSameFile(descriptor, file)) ? 1 : 0;
			}
		}
		return found;
	}

	@Test
	void updateWhenOtherThreadsWaitedBeforeComesAfterThem() throws Exception {
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		List<FutureTask<Void>> updates = new ArrayList<>();
		try (RegistryLock held = acquire()) {
			assertThat(held).isNotNull();
			for (int i = 0; i < 5; i++) {
				int number = i;
				FutureTask<Void> update = new FutureTask<>(
						() -> new RegistryFile(this.path, LONG).update((document) -> {
							order.add(number);
							return new Change<>(document, null);
						}));
				updates.add(update);
				Thread thread = new Thread(update);
				thread.start();
				await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
			}
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(this::registerElsewhere);
		}
		for (FutureTask<Void> update : updates) {
			update.get(30, TimeUnit.SECONDS);
		}
		assertThat(order).containsExactly(0, 1, 2, 3, 4);
		assertThat(System.getProperties().stringPropertyNames()).noneMatch((name) -> name.contains("portregistry"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenPathLeadsThroughLinkUsesLockOfRealFile() throws Exception {
		Files.delete(this.path);
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.path.getParent());
		try (RegistryLock held = acquire()) {
			assertThat(held).isNotNull();
			this.path = link.resolve(".ports");
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(this::registerElsewhere)
				.withMessageStartingWith(this.lock + ": could not be locked within ");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenLockFileIsDeletedWhileItWaitsHoldsNewOne() throws Exception {
		FutureTask<String> update = new FutureTask<>(
				() -> new RegistryFile(this.path, LONG).update((document) -> new Change<>(document, tryLock())));
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, this.lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			Thread thread = new Thread(update);
			thread.start();
			await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
			Files.delete(this.lock);
			holder.kill();
		}
		assertThat(update.get(60, TimeUnit.SECONDS)).isEqualTo("refused");
	}

	private String tryLock() {
		try (JavaProcess other = JavaProcess.start(LockHolder.class, this.lock)) {
			return other.readLine();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "rm .ports.d/lock", "rm -r .ports.d", "rm .ports.d/lock; : > .ports.d/lock",
			"mv .ports.d away; mkdir .ports.d" })
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenLockFileIsReplacedMeanwhileStartsOver(String script) throws Exception {
		assertThat(callsOfUpdate(script)).isEqualTo(2);
		assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mkdir real; mv .ports real/ports; ln -s real/ports .ports",
			"mkdir real; echo c:5030: > real/ports; ln -sf real/ports .ports" })
	@DisabledOnOs(OS.WINDOWS)
	void updateWhenFileBecomesLinkMeanwhileChangesItsTargetUnderLockOfTarget(String script) throws Exception {
		assertThat(callsOfUpdate(script)).isEqualTo(2);
		assertThat(this.path).isSymbolicLink().content().contains("b:5020:\n").hasLineCount(2);
		assertThat(this.directory.resolve("real/ports.d/lock")).exists();
	}

	/** Lets a shell do something in the midst of an update. */
	private int callsOfUpdate(String script) throws IOException {
		AtomicInteger calls = new AtomicInteger();
		new RegistryFile(this.path, LONG).update((document) -> {
			if (calls.incrementAndGet() == 1) {
				run(script);
			}
			return new Change<>(document.with("b", 5020, null), null);
		});
		return calls.get();
	}

	private void run(String script) {
		try {
			Process shell = new ProcessBuilder("sh", "-c", script).directory(this.directory.toFile()).start();
			assertThat(shell.waitFor()).isZero();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void updateWhenInterruptedWhileOtherThreadHoldsLockThrows() throws Exception {
		try (RegistryLock held = acquire()) {
			assertThat(held).isNotNull();
			interruptWaiting();
		}
	}

	@Test
	void updateWhenInterruptedWhileOtherProcessHoldsLockThrows() throws Exception {
		try (JavaProcess holder = JavaProcess.start(LockHolder.class, this.lock)) {
			assertThat(holder.readLine()).isEqualTo("locked");
			interruptWaiting();
			holder.kill();
		}
		register(LONG);
		assertThat(this.path).hasContent("a:5010:\nb:5020:\n");
	}

	private void interruptWaiting() throws Exception {
		FutureTask<Boolean> update = new FutureTask<>(() -> {
			assertThatIOException().isThrownBy(() -> register(LONG))
				.withMessageStartingWith("Interrupted while waiting for the lock");
			return Thread.currentThread().isInterrupted();
		});
		Thread thread = new Thread(update);
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		thread.interrupt();
		assertThat(update.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void updateWhenOtherCodeOfProcessHoldsLockThrowsAndLeavesItTheLock() throws Exception {
		try (FileChannel channel = FileChannel.open(this.lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			FileLock held = channel.lock();
			assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> register(LONG))
				.withMessage(this.lock + ": is locked by other code in this process");
			assertThat(held.isValid()).isTrue();
			collectGarbage();
			try (JavaProcess other = JavaProcess.start(LockHolder.class, this.lock)) {
				assertThat(other.readLine()).isEqualTo("refused");
			}
		}
		assertThat(this.path).hasContent("a:5010:\n");
	}

	/** Closes all files that were forgotten, which would drop locks on them. */
	private static void collectGarbage() {
		CountDownLatch collected = new CountDownLatch(1);
		Cleaner.create().register(new Object(), collected::countDown);
		await().until(() -> {
			System.gc();
			return collected.getCount() == 0;
		});
	}

	@Test
	void registerWhenThreadsOfTwoClassLoadersCompeteLosesNothing() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(16);
		try (URLClassLoader first = classLoader(); URLClassLoader second = classLoader()) {
			CountDownLatch start = new CountDownLatch(16);
			List<Future<Void>> futures = new ArrayList<>();
			for (int thread = 0; thread < 16; thread++) {
				Registrations registrations = new Registrations((thread % 2 == 0) ? first : second, this.path, thread,
						start);
				futures.add(executor.submit(registrations));
			}
			for (Future<Void> future : futures) {
				future.get(5, TimeUnit.MINUTES);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(new RegistryFile(this.path, LONG).read().names()).contains("a")
			.containsAll(IntStream.range(0, 800).mapToObj((number) -> "app-" + number).toList());
	}

	private static URLClassLoader classLoader() {
		URL[] classPath = { PortRegistry.class.getProtectionDomain().getCodeSource().getLocation(),
				NullMarked.class.getProtectionDomain().getCodeSource().getLocation() };
		return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Registers 50 names through the classes of one class loader.
	 */
	private record Registrations(ClassLoader classLoader, Path path, int thread,
			CountDownLatch start) implements Callable<Void> {

		@Override
		public Void call() throws Exception {
			Class<?> type = Class.forName(PortRegistry.class.getName(), true, this.classLoader);
			assertThat(type).isNotSameAs(PortRegistry.class);
			Object registry = type.getMethod("open", Path.class, Duration.class)
				.invoke(null, this.path, Duration.ofMinutes(5));
			Method register = type.getMethod("register", String.class, int.class);
			this.start.countDown();
			this.start.await();
			for (int number = this.thread * 50; number < this.thread * 50 + 50; number++) {
				register.invoke(registry, "app-" + number, 20000 + number);
			}
			return null;
		}

	}

}
