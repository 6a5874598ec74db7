package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The content of a registry file. Immutable: an edit gives a new document that differs
 * from this one in the lines of one name only, byte for byte.
 * <p>
 * A line {@code name:port:description} is an assignment, read as leniently as the Python
 * program that the format comes from reads it: white space around the fields does not
 * count, the description may hold colons or be left out, and the last of two lines with
 * one name wins. Blank lines, comments ({@code #}) and all other lines are kept, whatever
 * bytes they hold.
 *
 * @since 0.1.0
 */
public final class RegistryDocument {

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

	private static final int MAX_TEXT = 1024;

	/** Who looks up more names than that gets all lines read. */
	private static final int MAX_SEARCHES = 4;

	/** How many bytes are searched for a name at a time, at least. */
	private static final int SEARCHED = 2048;

	/** What bytes are decoded to that are not UTF-8. */
	private static final char UNDECODABLE = '\ufffd';

	private final byte[] bytes;

	private volatile @Nullable List<RegistryLine> lines;

	private volatile @Nullable Map<String, RegistryLine> assignments;

	private int searches;

	private RegistryDocument(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads the content of a file.
	 * @param bytes the content, not changed afterwards
	 * @return the document
	 */
	public static RegistryDocument of(byte[] bytes) {
		return new RegistryDocument(bytes);
	}

	/**
	 * Return the document with another content. If what was somewhere in the first line
	 * that is left would become a byte order mark, an empty line goes before it.
	 */
	RegistryDocument changed(byte[] content) {
		if (RegistryLine.hasByteOrderMark(content) && !RegistryLine.hasByteOrderMark(this.bytes)) {
			byte[] separate = new byte[content.length + 1];
			separate[0] = '\n';
			System.arraycopy(content, 0, separate, 1, content.length);
			return new RegistryDocument(separate);
		}
		return new RegistryDocument(content);
	}

	/**
	 * Return the document that a new registry file starts from: the comment lines that
	 * explain the format.
	 * @return a document without assignments
	 */
	public static RegistryDocument ofNewFile() {
		return new RegistryDocument(HEADER.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the assignment of a name.
	 * @param name the name
	 * @return the line that counts for the name, or {@code null}
	 */
	public @Nullable RegistryLine get(String name) {
		boolean single = this.assignments == null && this.searches < MAX_SEARCHES && !name.isEmpty()
				&& name.indexOf(UNDECODABLE) < 0;
		return single ? find(name) : byName().get(name);
	}

	/**
	 * Finds one name without looking at all lines: the name is in the bytes of its line.
	 * The last line counts, so the last are searched first, some at a time, which takes
	 * less time and memory than a text of all.
	 */
	private @Nullable RegistryLine find(String name) {
		this.searches++;
		String sought = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		RegistryLine found = null;
		int end = this.bytes.length;
		while (found == null && end > RegistryLine.firstStart(this.bytes)) {
			int start = RegistryLine.startOf(this.bytes, end - SEARCHED);
			found = find(name, sought, start, end);
			end = start;
		}
		return found;
	}

	/** Finds the last of some lines that is a name's. */
	private @Nullable RegistryLine find(String name, String sought, int start, int end) {
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

	private Map<String, RegistryLine> byName() {
		Map<String, RegistryLine> assignments = this.assignments;
		if (assignments == null) {
			List<RegistryLine> lines = lines();
			assignments = new LinkedHashMap<>(2 * lines.size());
			for (RegistryLine line : lines) {
				if (line.isAssignment()) {
					assignments.put(line.name(), line);
				}
			}
			assignments = Collections.unmodifiableMap(assignments);
			this.assignments = assignments;
		}
		return assignments;
	}

	/**
	 * Return the assignment that holds a port.
	 * @param port the port
	 * @return the first assignment with that port, or {@code null}
	 */
	public @Nullable RegistryLine getByPort(int port) {
		for (RegistryLine line : assignments()) {
			if (line.port() == port) {
				return line;
			}
		}
		return null;
	}

	/**
	 * Return all assignments, one for each name, in the order of the file.
	 * @return the assignments
	 */
	public Collection<RegistryLine> assignments() {
		return byName().values();
	}

	/**
	 * Return all lines, in the order of the file.
	 * @return the lines, whatever they hold
	 */
	public List<RegistryLine> lines() {
		List<RegistryLine> lines = this.lines;
		if (lines == null) {
			lines = Collections.unmodifiableList(RegistryLine.parse(this.bytes));
			this.lines = lines;
		}
		return lines;
	}

	/**
	 * Return the text of a line, or its beginning if it is a long one.
	 * @param line a line of this document
	 * @return the text, of any characters
	 */
	public String text(RegistryLine line) {
		int length = Math.min(line.end() - line.start(), MAX_TEXT);
		return new String(this.bytes, line.start(), length, StandardCharsets.UTF_8);
	}

	/**
	 * Whether this does not look like a registry: it has NUL characters, or lines of text
	 * of which not one is an assignment.
	 * @return whether the content is probably damaged or another program's
	 */
	public boolean isForeign() {
		if (new String(this.bytes, StandardCharsets.ISO_8859_1).indexOf(0) >= 0) {
			return true;
		}
		boolean malformed = false;
		int start = RegistryLine.firstStart(this.bytes);
		while (start < this.bytes.length) {
			RegistryLine line = RegistryLine.at(this.bytes, start);
			if (line.isAssignment()) {
				return false;
			}
			malformed |= line.isMalformed();
			start = line.next();
		}
		return malformed;
	}

	/**
	 * Assign a port to a name: changes the name's line, or adds one. A line whose port
	 * changes stays in its place, unless the lines are as the Python program keeps them:
	 * in order of port, with nothing between them, a line a name.
	 * @param name the name
	 * @param port the port
	 * @param description the description, without line breaks, or {@code null} to keep
	 * the one there is
	 * @return the changed document, or this one if it says all that already
	 */
	public RegistryDocument with(String name, int port, @Nullable String description) {
		DocumentEdit edit = new DocumentEdit(this);
		edit.assign(name, port, description);
		RegistryDocument changed = edit.apply();
		boolean moved = get(name) != null && isInOrder() && !changed.isInOrder();
		return moved ? changed.withInOrder(name) : changed;
	}

	private boolean isInOrder() {
		if (lines().stream().filter(RegistryLine::isAssignment).count() > byName().size()) {
			// Of two lines with one name it matters which is the last.
			return false;
		}
		int previous = -1;
		for (int i = 0; i < lines().size(); i++) {
			if (lines().get(i).isAssignment()) {
				boolean next = previous < 0
						|| (i == previous + 1 && lines().get(i).port() >= lines().get(previous).port());
				if (!next) {
					return false;
				}
				previous = i;
			}
		}
		return true;
	}

	private RegistryDocument withInOrder(String name) {
		RegistryLine line = Objects.requireNonNull(get(name));
		DocumentEdit edit = new DocumentEdit(without(name));
		edit.add(line, this);
		return edit.apply();
	}

	/**
	 * Take a name's assignment away, with all lines that the name has.
	 * @param name the name
	 * @return the changed document, or this one if the name has no assignment
	 */
	public RegistryDocument without(String name) {
		if (get(name) == null) {
			return this;
		}
		DocumentEdit edit = new DocumentEdit(this);
		edit.remove(name);
		return edit.apply();
	}

	/**
	 * Return the bytes of the file.
	 * @return the content, not to be changed
	 */
	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return the names that another document has not. Takes little time if the documents
	 * differ in a few lines.
	 */
	Set<String> namesMissingIn(RegistryDocument other) {
		Set<String> missing = new HashSet<>();
		int different = Arrays.mismatch(this.bytes, other.bytes);
		if (different < 0) {
			return missing;
		}
		int start = RegistryLine.startOf(this.bytes, different);
		int end = this.bytes.length - commonEnd(other, different);
		while (start <= end && start < this.bytes.length) {
			RegistryLine line = RegistryLine.at(this.bytes, start);
			if (line.isAssignment() && other.get(line.name()) == null) {
				missing.add(line.name());
			}
			start = line.next();
		}
		return missing;
	}

	/**
	 * How many bytes at the end are the same, up to those before the first difference.
	 */
	private int commonEnd(RegistryDocument other, int different) {
		int end = this.bytes.length;
		int otherEnd = other.bytes.length;
		int common = 0;
		while (end - common > different && otherEnd - common > different
				&& this.bytes[end - common - 1] == other.bytes[otherEnd - common - 1]) {
			common++;
		}
		return common;
	}

	Set<String> names() {
		return byName().keySet();
	}

}
