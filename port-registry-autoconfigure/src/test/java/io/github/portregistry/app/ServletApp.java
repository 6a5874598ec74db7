package io.github.portregistry.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.JavaCommand;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A {@link TestApp} with a servlet container that has a process of its own. It runs until
 * it gets a line.
 */
public final class ServletApp {

	private ServletApp() {
	}

	/**
	 * Start the application, and stop it when it gets a line.
	 * @param args the directory for the configuration and the registry, and the
	 * properties of {@link TestApp#start(WebApplicationType, Path, String...)}
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		System.setProperty("spring.devtools.restart.enabled", "false");
		try (TestApp app = TestApp.start(WebApplicationType.SERVLET, Path.of(args[0]),
				Arrays.copyOfRange(args, 1, args.length))) {
			System.out.println(AppProcess.UP + app.port());
			System.in.read();
		}
	}

	/**
	 * Start a process that runs the application.
	 * @param directory the directory to run in, which is the one for the configuration
	 * and the registry too
	 * @param properties the properties
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess start(Path directory, String... properties) throws IOException {
		return start(ServletApp.class, directory, directory, properties);
	}

	/**
	 * Start a process.
	 * @param mainClass the class to run, whose arguments are the directory for the
	 * configuration and the registry, and the properties
	 * @param workingDirectory the directory to run in
	 * @param directory the directory for the configuration and the registry
	 * @param properties the properties
	 * @return the process
	 * @throws IOException if the process cannot be started
	 */
	public static AppProcess start(Class<?> mainClass, Path workingDirectory, Path directory, String... properties)
			throws IOException {
		return AppProcess.start(
				JavaCommand.of(mainClass).in(workingDirectory).arguments(directory).arguments((Object[]) properties));
	}

	/**
	 * To be among the {@code spring.main.sources}: something that takes its time to be
	 * created, until a byte is read.
	 */
	public static final class SlowStart {

		/** What is printed when the time begins. */
		public static final String MESSAGE = "Starting slowly";

		SlowStart() throws IOException {
			System.out.println(MESSAGE);
			System.in.read();
		}

	}

	/**
	 * To be among the {@code spring.main.sources}: answers no request.
	 */
	@RestController
	public static final class SlowRequest {

		/** What is printed when a request has come. */
		public static final String MESSAGE = "Answering slowly";

		@GetMapping("/slow")
		void answer() throws InterruptedException {
			System.out.println(MESSAGE);
			new CountDownLatch(1).await();
		}

	}

	/**
	 * To be among the {@code spring.main.sources}: something that takes its time to stop,
	 * before the server does, until a byte is read.
	 */
	public static final class SlowStop implements SmartLifecycle {

		/** What is printed when the time begins. */
		public static final String MESSAGE = "Stopping slowly";

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			System.out.println(MESSAGE);
			try {
				System.in.read();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
