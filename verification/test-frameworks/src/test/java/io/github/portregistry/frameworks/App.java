package io.github.portregistry.frameworks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import io.github.portregistry.testsupport.FreePorts;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A web application with the starter that is started in threads of all kinds, each time
 * with the name of the kind.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class App {

	/** What is printed when the last application has stopped. */
	static final String DONE = "Started in all threads";

	/**
	 * Start and stop the application in a thread of each kind, one after the other.
	 * @param args not used
	 * @throws Exception if a start fails
	 */
	public static void main(String[] args) throws Exception {
		for (Map.Entry<String, Executor> thread : threads().entrySet()) {
			CompletableFuture.runAsync(() -> run(thread.getKey()), thread.getValue()).get(60, TimeUnit.SECONDS);
		}
		System.out.println(DONE);
	}

	static Map<String, Executor> threads() throws ReflectiveOperationException {
		Map<String, Executor> threads = new LinkedHashMap<>();
		threads.put("caller", Runnable::run);
		threads.put("thread", (start) -> new Thread(start).start());
		threads.put("executor", Executors.newSingleThreadExecutor((start) -> {
			Thread thread = new Thread(start);
			thread.setDaemon(true);
			return thread;
		}));
		threads.put("fork-join", new ForkJoinPool(1));
		if (Runtime.version().feature() >= 21) {
			threads.put("virtual",
					(Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
		}
		return threads;
	}

	private static void run(String name) {
		new SpringApplicationBuilder(App.class)
			.properties("spring.application.name=" + name, "server.port=" + FreePorts.find())
			.run()
			.close();
	}

}
