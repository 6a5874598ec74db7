package io.github.portregistry.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What the registry asks of the system, with no logic around it.
 */
final class SystemCalls {

	private static final byte[] NO_BYTES = {};

	private final Path file;

	private final File backup;

	private final Path lock;

	private final Path temporaryFile;

	private final Path copy;

	private final Path link;

	private final Path directory;

	SystemCalls(Path file) {
		this.file = file;
		this.backup = new File(file + ".d", "backup");
		this.lock = file.resolveSibling("calls.lock");
		this.temporaryFile = file.resolveSibling("calls.tmp");
		this.copy = file.resolveSibling("calls.copy");
		this.link = file.resolveSibling("calls.link");
		this.directory = file.toAbsolutePath().getParent();
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
	 * Bind a socket to a free port, and close it.
	 */
	void probe() throws IOException {
		try (SocketChannel channel = SocketChannel.open()) {
			channel.bind(new InetSocketAddress(0));
		}
	}

	/**
	 * Do what the first claim of a name does: lock, read, bind, write, fsync, rename,
	 * fsync.
	 * @param line the line to add
	 * @return the content of the file
	 */
	byte[] claim(String line) throws IOException {
		return change(this::probe, line);
	}

	/**
	 * Do the same, and keep a copy of the file, and the file itself by another name.
	 * @param line the line to add
	 * @return the content of the file
	 */
	byte[] claimWithBackup(String line) throws IOException {
		return change(() -> {
			probe();
			backUp();
		}, line);
	}

	private void backUp() throws IOException {
		Files.write(this.temporaryFile, Files.readAllBytes(this.file));
		Files.move(this.temporaryFile, this.copy, StandardCopyOption.ATOMIC_MOVE);
		Files.deleteIfExists(this.link);
		Files.createLink(this.link, this.file);
	}

	private byte[] change(Call between, String line) throws IOException {
		try (FileChannel channel = FileChannel.open(this.lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock held = channel.lock()) {
			byte[] content = read();
			between.run();
			write(content, line.getBytes(StandardCharsets.UTF_8));
			Files.move(this.temporaryFile, this.file, StandardCopyOption.ATOMIC_MOVE);
			try (FileChannel parent = FileChannel.open(this.directory, StandardOpenOption.READ)) {
				parent.force(true);
			}
			return held.isValid() ? content : NO_BYTES;
		}
	}

	private void write(byte[] content, byte[] line) throws IOException {
		try (FileChannel channel = FileChannel.open(this.temporaryFile, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE)) {
			byte[] all = Arrays.copyOf(content, content.length + line.length);
			System.arraycopy(line, 0, all, content.length, line.length);
			channel.write(ByteBuffer.wrap(all));
			channel.force(true);
		}
	}

	/**
	 * Read the system's tables of sockets and where the descriptors of all processes
	 * lead, as has to be done to find out who listens on a port.
	 * @return how many descriptors there are
	 */
	static int readListeners() throws IOException {
		for (String table : new String[] { "tcp", "tcp6" }) {
			Files.readAllBytes(Path.of("/proc/net", table));
		}
		int count = 0;
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
			for (Path process : processes) {
				count += readDescriptors(process);
			}
		}
		return count;
	}

	private static int readDescriptors(Path process) {
		int count = 0;
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
			for (Path descriptor : descriptors) {
				Files.readSymbolicLink(descriptor);
				count++;
			}
		}
		catch (IOException ex) {
			// Another user's process, or one that has just ended.
		}
		return count;
	}

	/**
	 * A call of the system.
	 */
	private interface Call {

		void run() throws IOException;

	}

}
