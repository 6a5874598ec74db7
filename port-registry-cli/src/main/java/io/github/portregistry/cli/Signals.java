package io.github.portregistry.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
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
		handle("TERM", (signal) -> started.thenAccept(Signals::end));
		handle("HUP", (signal) -> started.thenAccept((process) -> send(signal, process)));
		handle("USR1", (signal) -> started.thenAccept((process) -> send(signal, process)));
		handle("USR2", (signal) -> started.thenAccept((process) -> send(signal, process)));
		handle("INT", (signal) -> started.thenAccept((process) -> interrupt(signal, process)));
		return started;
	}

	private static void end(Process process) {
		endDescendants(process);
		process.destroy();
	}

	/**
	 * A terminal sends an interrupt to all processes in its foreground, and so do some
	 * programs: a second one could cut short what the process does to end.
	 */
	private static void interrupt(String signal, Process process) {
		try {
			if (!isInForeground() && !process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
				endDescendants(process);
				send(signal, process);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Windows, which has no groups, tells all processes of a console. */
	private static boolean isInForeground() {
		ProcessGroup group = ProcessGroup.of(ProcessHandle.current().pid());
		return group == null || group.isInForeground();
	}

	/**
	 * End what the process leaves behind when it ends, as a signal of a terminal does:
	 * all that is still in its group, so no daemon, which has one of its own.
	 */
	private static void endDescendants(Process process) {
		ProcessGroup group = ProcessGroup.of(process.pid());
		List<ProcessHandle> descendants = process.descendants()
			.filter((descendant) -> group != null && group.equals(ProcessGroup.of(descendant.pid())))
			.toList();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> descendants.forEach(ProcessHandle::destroy)));
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
