package io.github.portregistry.torture;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Workers that are threads of one JVM, each half of them with classes of a class loader
 * of its own. The arguments are those of {@link Worker#main} for the first of them; the
 * others' logs end in their numbers.
 */
public final class WorkerThreads {

	/** Threads of each of the two class loaders. */
	static final int THREADS = 8;

	private WorkerThreads() {
	}

	/**
	 * Print {@code ready}, wait for a line, and work.
	 * @param args the arguments
	 * @throws Exception if a worker fails
	 */
	public static void main(String[] args) throws Exception {
		List<Callable<Object>> workers = new ArrayList<>();
		for (int loader = 0; loader < 2; loader++) {
			Method work = classLoader().loadClass(Worker.class.getName()).getMethod("work", String[].class);
			for (int thread = 0; thread < THREADS; thread++) {
				int number = loader * THREADS + thread;
				String[] arguments = args.clone();
				arguments[2] = Integer.toString(Integer.parseInt(args[2]) + number);
				arguments[1] = args[1] + "-" + arguments[2];
				arguments[3] = Long.toString(Long.parseLong(args[3]) + number);
				workers.add(() -> work.invoke(null, (Object) arguments));
			}
		}
		System.out.println("ready");
		System.in.read();
		ExecutorService executor = Executors.newFixedThreadPool(workers.size());
		for (Future<Object> worker : executor.invokeAll(workers)) {
			worker.get();
		}
		executor.shutdown();
	}

	private static ClassLoader classLoader() throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(path).toUri().toURL());
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

}
