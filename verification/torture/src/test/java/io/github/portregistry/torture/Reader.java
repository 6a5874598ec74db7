package io.github.portregistry.torture;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a file all the time, without a lock, until it gets a line, and keeps each
 * different content and when it was there first and last.
 */
public final class Reader {

	/** What is left for those who are read from: there are few processors. */
	private static final long PAUSE_NANOS = 100_000;

	private Reader() {
	}

	/**
	 * Read, and tell how often.
	 * @param args the file to read and the file to keep what was read in
	 * @throws IOException if that cannot be written
	 */
	public static void main(String[] args) throws IOException {
		long reads = 0;
		Snapshot kept = null;
		Snapshot last = null;
		try (DataOutputStream out = new DataOutputStream(
				new BufferedOutputStream(new FileOutputStream(args[1]), 1 << 16))) {
			System.out.println("ready");
			while (System.in.available() == 0) {
				Snapshot snapshot = read(args[0], last);
				reads++;
				if (last == null || snapshot.content() != last.content()) {
					if (last != kept) {
						last.write(kept, out);
					}
					snapshot.write(last, out);
					kept = snapshot;
				}
				last = snapshot;
				LockSupport.parkNanos(PAUSE_NANOS);
			}
			if (last != kept) {
				last.write(kept, out);
			}
		}
		System.out.println(reads);
	}

	private static Snapshot read(String file, Snapshot last) throws IOException {
		long from = System.nanoTime();
		byte[] content = content(file);
		long to = System.nanoTime();
		boolean same = last != null && Arrays.equals(content, last.content());
		return new Snapshot(from, to, same ? last.content() : content);
	}

	private static byte[] content(String file) throws IOException {
		try (FileInputStream in = new FileInputStream(file)) {
			return in.readAllBytes();
		}
		catch (FileNotFoundException ex) {
			return new byte[0];
		}
	}

}
