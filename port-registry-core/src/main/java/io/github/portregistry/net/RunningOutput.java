package io.github.portregistry.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The standard output of a program that runs. The program may hang, and so may one that
 * it has started and that shares its output, so a thread reads it.
 */
final class RunningOutput {

	private final Process process;

	private final FutureTask<ProgramOutput> output;

	/**
	 * Start to read.
	 * @param process the process of the program
	 * @param limit the number of bytes that are too many
	 */
	RunningOutput(Process process, int limit) {
		this.process = process;
		this.output = new FutureTask<>(() -> {
			byte[] bytes = process.getInputStream().readNBytes(limit);
			return (bytes.length < limit)
					? new ProgramOutput(new String(bytes, StandardCharsets.ISO_8859_1), process.waitFor() == 0)
					: ProgramOutput.NONE;
		});
		Thread reader = new Thread(this.output, "output of process " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Wait until the program has ended. If it takes too long, end it with the processes
	 * below it.
	 * @param deadline the end of the patience, in the time of {@link System#nanoTime()}
	 * @return the output; {@link ProgramOutput#NONE} if the program takes too long
	 */
	ProgramOutput await(long deadline) {
		try {
			return this.output.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			return ProgramOutput.NONE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return ProgramOutput.NONE;
		}
		finally {
			end();
		}
	}

	private void end() {
		if (this.process.isAlive()) {
			List<ProcessHandle> started = this.process.descendants().toList();
			this.process.destroyForcibly();
			started.forEach(ProcessHandle::destroyForcibly);
		}
	}

}
