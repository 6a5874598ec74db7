package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Finds the line of one name without looking at all lines: the bytes of the name are in
 * its line. The last line of a name counts, so the last are searched first, some at a
 * time, which takes less time and memory than a text of all.
 */
final class NameSearch {

	/** For more names than that it takes less time to read all lines. */
	private static final int MAX_SEARCHES = 4;

	/** How many bytes are searched first, at least; then twice as many each time. */
	private static final int FIRST_SEARCHED = 2048;

	private static final int MAX_SEARCHED = 64 * 1024;

	/** What bytes are decoded to that are not UTF-8. */
	private static final char UNDECODABLE = '\ufffd';

	private final byte[] bytes;

	private int searches;

	private volatile @Nullable Found last;

	NameSearch(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Whether this is the way to find a name.
	 * @param name the name
	 * @return whether the name can be searched for, and not too many have been
	 */
	boolean isPossible(String name) {
		Found last = this.last;
		if (last != null && last.name().equals(name)) {
			return true;
		}
		return this.searches < MAX_SEARCHES && !name.isEmpty() && name.indexOf(UNDECODABLE) < 0;
	}

	/**
	 * Find a name. The same name is not searched twice.
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
		int length = FIRST_SEARCHED;
		RegistryLine found = null;
		while (found == null && end > first) {
			int start = RegistryLine.startOf(this.bytes, end - length);
			found = search(name, sought, start, end);
			end = start;
			length = Math.min(2 * length, MAX_SEARCHED);
		}
		return found;
	}

	/** Finds the last of some lines that is a name's. */
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
