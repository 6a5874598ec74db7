package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line of a name without reading all lines, by searching for the bytes of the
 * name. The last line of a name counts, so the search starts at the end of the file and
 * covers some lines at a time. This takes less time and memory than decoding the whole
 * file.
 */
final class NameSearch {

	/** For more names than this, it takes less time to read all lines. */
	private static final int MAX_SEARCHES = 4;

	/** The minimum number of bytes that are searched at a time. */
	private static final int SEARCHED = 2048;

	/** The character that bytes that are not UTF-8 are decoded to. */
	private static final char UNDECODABLE = '\ufffd';

	private final byte[] bytes;

	private int searches;

	private volatile @Nullable Found last;

	NameSearch(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Return whether this search can be used for a name.
	 * @param name the name
	 * @return {@code true} if the name can be searched for and not too many names have
	 * been searched
	 */
	boolean isPossible(String name) {
		Found last = this.last;
		if (last != null && last.name().equals(name)) {
			return true;
		}
		return this.searches < MAX_SEARCHES && !name.isEmpty() && name.indexOf(UNDECODABLE) < 0;
	}

	/**
	 * Find a name. The last name is not searched for again.
	 * @param name the name
	 * @return the line that counts for the name, or {@code null}
	 */
	@Nullable RegistryLine find(String name) {
		Found last = this.last;
		if (last == null || !last.name().equals(name)) {
			this.searches++;
			last = new Found(name, search(name));
			this.last = last;
		}
		return last.line();
	}

	private @Nullable RegistryLine search(String name) {
		String sought = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		int first = RegistryLine.firstStart(this.bytes);
		int end = this.bytes.length;
		RegistryLine found = null;
		while (found == null && end > first) {
			int start = RegistryLine.startOf(this.bytes, end - SEARCHED);
			found = search(name, sought, start, end);
			end = start;
		}
		return found;
	}

	/** Find the last line of a name in a part of the file. */
	private @Nullable RegistryLine search(String name, String sought, int start, int end) {
		String text = new String(this.bytes, start, end - start, StandardCharsets.ISO_8859_1);
		RegistryLine found = null;
		int index = text.indexOf(sought);
		while (index >= 0) {
			RegistryLine line = RegistryLine.around(this.bytes, start + index);
			if (line.isAssignment() && line.name().equals(name)) {
				found = line;
			}
			index = text.indexOf(sought, Math.max(line.next() - start, index + 1));
		}
		return found;
	}

	private record Found(String name, @Nullable RegistryLine line) {

	}

}
