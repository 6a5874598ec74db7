package io.github.portregistry.torture;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;

/**
 * The log of one process after another, which outlives a kill: a line before each change
 * and one after it, each written by one system call.
 */
public final class ChangeLog {

	private final OutputStream out;

	ChangeLog(Path file) throws IOException {
		this.out = new FileOutputStream(file.toFile(), true);
	}

	void start(Operation operation, String name, int port) {
		write(System.nanoTime() + " start " + operation + " " + name + " " + port);
	}

	void end(Outcome outcome, int result) {
		write(System.nanoTime() + " end " + outcome + " " + result);
	}

	private void write(String line) {
		try {
			this.out.write(line.concat("\n").getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Change> read(Path file) throws IOException {
		List<Change> changes = new ArrayList<>();
		for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
			String[] fields = line.split(" ");
			long time = Long.parseLong(fields[0]);
			if (fields[1].equals("start")) {
				changes.add(new Change(Operation.valueOf(fields[2]), fields[3], Integer.parseInt(fields[4]), time));
			}
			else {
				int last = changes.size() - 1;
				Outcome outcome = Outcome.valueOf(fields[2]);
				changes.set(last, changes.get(last).told(time, outcome, Integer.parseInt(fields[3])));
			}
		}
		return changes;
	}

}
