package io.github.portregistry.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What the registry asks of the system, with no logic around it.
 */
final class SystemCalls {

	/** No call. */
	static final Call NOTHING = () -> {
	};

	private static final byte[] NO_BYTES = {};

	private final Path file;

	private final File backup;

	private final Path lock;

	private final Path temporaryFile;

	private final Path directory;

	private final int port;

	SystemCalls(Path file, int port) {
		this.file = file;
		this.backup = new File(file + ".d", "backup");
		this.lock = file.resolveSibling("calls.lock");
		this.temporaryFile = file.resolveSibling("calls.tmp");
		this.directory = file.toAbsolutePath().getParent();
		this.port = port;
	}

	/**
	 * Find the file behind its links, read it, and ask whether there is a longer backup.
	 * @return its content
	 */
	byte[] read() throws IOException {
		byte[] content = Files.readAllBytes(this.file.toRealPath());
		return (content.length >= this.backup.length()) ? content : NO_BYTES;
	}

	/**
	 * Bind a socket to a port, and close it.
	 */
	void probe() throws IOException {
		try (SocketChannel channel = SocketChannel.open()) {
			channel.bind(new InetSocketAddress(this.port));
		}
	}

	/**
	 * Lock, read, write, fsync, rename, fsync.
	 * @param between what to do with the lock held, before the file is written
	 * @return the content of the file
	 */
	byte[] change(Call between) throws IOException {
		try (FileChannel channel = FileChannel.open(this.lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock held = channel.lock()) {
			byte[] content = read();
			between.run();
			write(content);
			Files.move(this.temporaryFile, this.file, StandardCopyOption.ATOMIC_MOVE);
			try (FileChannel parent = FileChannel.open(this.directory, StandardOpenOption.READ)) {
				parent.force(true);
			}
			return held.isValid() ? content : NO_BYTES;
		}
	}

	private void write(byte[] content) throws IOException {
		try (FileChannel channel = FileChannel.open(this.temporaryFile, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap(content));
			channel.force(true);
		}
	}

	/**
	 * A call of the system.
	 */
	interface Call {

		/**
		 * Make the call.
		 */
		void run() throws IOException;

	}

}
