package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of a text file.
 *
 * @param path the file
 * @param before its content; empty if it does not exist
 * @param after its new content; if that is empty, the file is not to be there
 * @param charset the encoding of the file
 */
record TextChange(Path path, String before, String after, Charset charset) {

	/**
	 * Find out how an entry changes a file.
	 * @param path the file, which need not exist
	 * @param entry the entry
	 * @param remove whether it is removed rather than added
	 * @return the change
	 * @throws IOException if the file cannot be read, or is no UTF-8
	 */
	static TextChange of(Path path, AgentEntry entry, boolean remove) throws IOException {
		byte[] content = read(path);
		if (!isUtf8(content)) {
			throw new IOException("it is not UTF-8");
		}
		String before = new String(content, StandardCharsets.UTF_8);
		return new TextChange(path, before, remove ? entry.remove(before) : entry.add(before), StandardCharsets.UTF_8);
	}

	/**
	 * Find out how a new content changes a file.
	 * @param path the file, which need not exist
	 * @param content the new content, in which any bytes stay what they are
	 * @return the change
	 * @throws IOException if the file cannot be read
	 */
	static TextChange of(Path path, byte[] content) throws IOException {
		byte[] before = read(path);
		Charset charset = (isUtf8(before) && isUtf8(content)) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
		return new TextChange(path, new String(before, charset), new String(content, charset), charset);
	}

	private static byte[] read(Path path) throws IOException {
		return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
	}

	private static boolean isUtf8(byte[] content) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	/**
	 * Follow links.
	 * @param path a path
	 * @return the path of the file itself; the same if there is none
	 */
	static Path target(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return path;
		}
	}

	boolean isNone() {
		return this.before.equals(this.after);
	}

	/**
	 * Write the new content, all of it or nothing.
	 * @throws IOException if it cannot be written
	 */
	void write() throws IOException {
		if (this.after.isEmpty()) {
			Files.delete(this.path);
			return;
		}
		Path parent = Files.createDirectories(this.path.toAbsolutePath().getParent());
		Path temporary = Files.createTempFile(parent, "ports", ".tmp");
		try {
			if (Files.exists(this.path)) {
				Files.copy(this.path, temporary, StandardCopyOption.REPLACE_EXISTING,
						StandardCopyOption.COPY_ATTRIBUTES);
			}
			Files.writeString(temporary, this.after, this.charset);
			Files.move(temporary, this.path, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/**
	 * Return the lines that are removed and added.
	 * @return the lines, each with a sign in front
	 */
	List<String> lines() {
		List<String> old = this.before.lines().toList();
		List<String> now = this.after.lines().toList();
		int start = 0;
		while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
			start++;
		}
		int end = 0;
		while (end < Math.min(old.size(), now.size()) - start
				&& old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
			end++;
		}
		return Stream
			.concat(old.subList(start, old.size() - end).stream().map((line) -> "- " + line),
					now.subList(start, now.size() - end).stream().map((line) -> "+ " + line))
			.toList();
	}

}
