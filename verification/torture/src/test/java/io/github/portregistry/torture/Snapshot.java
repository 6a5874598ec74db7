package io.github.portregistry.torture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What somebody read from a file, without a lock.
 *
 * @param from the moment before
 * @param to the moment after
 * @param content the content; empty if there was no file
 */
record Snapshot(long from, long to, byte[] content) {

	private static final int SAME = -1;

	/**
	 * Write this behind others.
	 * @param previous the one before, whose content is not written again
	 * @param out where to
	 */
	void write(Snapshot previous, DataOutputStream out) throws IOException {
		out.writeLong(this.from);
		out.writeLong(this.to);
		if (previous != null && this.content == previous.content) {
			out.writeInt(SAME);
		}
		else {
			out.writeInt(this.content.length);
			out.write(this.content);
		}
	}

	static void readAll(Path file, Consumer<Snapshot> consumer) throws IOException {
		byte[] content = {};
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			while (true) {
				long from = in.readLong();
				long to = in.readLong();
				int length = in.readInt();
				if (length != SAME) {
					content = in.readNBytes(length);
				}
				consumer.accept(new Snapshot(from, to, content));
			}
		}
		catch (EOFException ex) {
			// All are read.
		}
	}

}
