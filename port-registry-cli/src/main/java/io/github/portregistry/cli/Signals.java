package io.github.portregistry.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Leaves the signals that this process gets to the command that it runs. They are handled
 * by {@code sun.misc.Signal}, which JEP 260 keeps for want of a replacement; it is called
 * by reflection since compilers warn of it.
 */
final class Signals {

	private static final long GRACE_MILLIS = 500;

	private Signals() {
	}

	/**
	 * Forward from now on what is not sent to the process anyway.
	 * @return to be completed with the process as soon as it has started; what comes
	 * before is forwarded then
	 */
	static CompletableFuture<Process> forward() {
		CompletableFuture<Process> started = new CompletableFuture<>();
		handle("TERM", (signal) -> started.thenAccept(Process::destroy));
		handle("HUP", (signal) -> started.thenAccept((process) -> send(signal, process)));
		handle("INT", (signal) -> started.thenAccept((process) -> interrupt(signal, process)));
		return started;
	}

	/**
	 * A terminal sends an interrupt to all processes in its foreground, and so do some
	 * programs: a second one could cut short what the process does to end.
	 */
	private static void interrupt(String signal, Process process) {
		try {
			if (!isInForeground() && !process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
				send(signal, process);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** See proc(5): the third and sixth field behind the program's name. */
	private static boolean isInForeground() {
		try {
			String stat = Files.readString(Path.of("/proc/self/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return fields[2].equals(fields[5]);
		}
		catch (IOException ex) {
			return System.console() != null;
		}
	}

	private static void send(String signal, Process process) {
		try {
			new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + process.pid()).start();
		}
		catch (IOException ex) {
			process.destroy();
		}
	}

	private static void handle(String name, Consumer<String> action) {
		try {
			Class<?> signalType = Class.forName("sun.misc.Signal");
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			Object signal = signalType.getConstructor(String.class).newInstance(name);
			Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] { handlerType },
					(proxy, method, args) -> {
						action.accept(name);
						return null;
					});
			Object before = signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
			Object ignore = handlerType.getField("SIG_IGN").get(null);
			if (before == ignore) {
				// As nohup and background jobs of scripts want it.
				signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, ignore);
			}
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			// Not a signal of this system: the JVM does what it does.
		}
	}

}
