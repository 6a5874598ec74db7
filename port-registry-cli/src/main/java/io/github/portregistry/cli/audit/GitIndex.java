package io.github.portregistry.cli.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads which files git tracks from its index (see gitformat-index(5)), of versions 2, 3
 * and 4.
 */
final class GitIndex {

	private static final int SIGNATURE = 0x44495243;

	/** The extension of an index that is in two files. */
	private static final int LINK = 0x6c696e6b;

	private static final int MAX_LENGTH = 256 * 1024 * 1024;

	/** Times, device, inode, mode, owner and size. */
	private static final int STATUS = 40;

	private static final int MODE = 24;

	private static final int TYPE_MASK = 0xf000;

	private static final int REGULAR_FILE = 0x8000;

	private static final int EXTENDED = 0x4000;

	private final ByteBuffer buffer;

	private final int hashLength;

	private final int version;

	private final Set<String> files = new LinkedHashSet<>();

	private GitIndex(ByteBuffer buffer, int hashLength, int version) {
		this.buffer = buffer;
		this.hashLength = hashLength;
		this.version = version;
	}

	/**
	 * Read the index of a repository.
	 * @param repository the repository
	 * @return the paths of the regular files in it from the top of the checkout, or
	 * {@code null} if there is no index, or one that is not understood
	 */
	static @Nullable Set<String> read(GitRepository repository) {
		Path index = repository.index();
		if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try (InputStream stream = Files.newInputStream(index)) {
			byte[] content = stream.readNBytes(MAX_LENGTH + 1);
			return (content.length <= MAX_LENGTH) ? read(ByteBuffer.wrap(content), repository.hashLength()) : null;
		}
		catch (IOException | BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			return null;
		}
	}

	private static @Nullable Set<String> read(ByteBuffer buffer, int hashLength) {
		int signature = buffer.getInt();
		int version = buffer.getInt();
		int entries = buffer.getInt();
		if (signature != SIGNATURE || version < 2 || version > 4 || entries < 0) {
			return null;
		}
		GitIndex index = new GitIndex(buffer, hashLength, version);
		byte[] path = {};
		for (int i = 0; i < entries; i++) {
			path = index.readEntry(path);
		}
		return index.isWhole() ? index.files : null;
	}

	private byte[] readEntry(byte[] previous) {
		int start = this.buffer.position();
		int mode = this.buffer.getInt(start + MODE);
		this.buffer.position(start + STATUS + this.hashLength);
		if ((this.buffer.getShort() & EXTENDED) != 0) {
			this.buffer.getShort();
		}
		byte[] path = readPath((this.version == 4) ? previous : new byte[0]);
		if (this.version < 4) {
			int length = this.buffer.position() - 1 - start;
			this.buffer.position(start + (length + 8) / 8 * 8);
		}
		if ((mode & TYPE_MASK) == REGULAR_FILE) {
			this.files.add(new String(path, StandardCharsets.UTF_8));
		}
		return path;
	}

	/** In version 4, a path starts as the one before it does. */
	private byte[] readPath(byte[] previous) {
		ByteArrayOutputStream path = new ByteArrayOutputStream();
		if (this.version == 4) {
			path.write(previous, 0, Math.max(0, previous.length - readOffset()));
		}
		for (byte next = this.buffer.get(); next != 0; next = this.buffer.get()) {
			path.write(next);
		}
		return path.toByteArray();
	}

	/** Read a number as in the offsets of packs (see gitformat-pack(5)). */
	private int readOffset() {
		byte next = this.buffer.get();
		int value = next & 0x7f;
		while (next < 0) {
			next = this.buffer.get();
			value = ((value + 1) << 7) | (next & 0x7f);
		}
		return value;
	}

	private boolean isWhole() {
		while (this.buffer.remaining() > this.hashLength + 8) {
			int extension = this.buffer.getInt();
			int length = this.buffer.getInt();
			if (extension == LINK) {
				return false;
			}
			this.buffer.position(this.buffer.position() + length);
		}
		return true;
	}

}
