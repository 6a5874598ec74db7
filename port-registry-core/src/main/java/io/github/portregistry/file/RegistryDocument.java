package io.github.portregistry.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The content of a registry file. Immutable: an edit returns a new document in which only
 * the lines of one name differ, byte for byte.
 * <p>
 * A line {@code name:port:description} is an assignment. It is parsed as leniently as by
 * the Python program that the format comes from: white space around the fields is
 * ignored, the description may contain colons or be omitted, and if two lines have the
 * same name, the last one counts. Blank lines, comments ({@code #}) and all other lines
 * are kept, whatever bytes they contain.
 */
public final class RegistryDocument {

	/**
	 * The maximum length of a registry in bytes, 16 MiB.
	 */
	public static final int MAX_LENGTH = RegistryLimits.MAX_LENGTH;

	private static final String HEADER = """
			# Global Port Registry
			# Format: application_name:port_number:description
			# This file tracks port assignments across all development applications

			""";

	/** A document without any content. */
	static final RegistryDocument EMPTY = new RegistryDocument(new byte[0]);

	private final byte[] bytes;

	private final NameSearch search;

	private volatile @Nullable List<RegistryLine> lines;

	private volatile @Nullable Map<String, RegistryLine> assignments;

	private RegistryDocument(byte[] bytes) {
		this.bytes = bytes;
		this.search = new NameSearch(bytes);
	}

	/**
	 * Check whether content is within the limits of a registry.
	 * @param content the content
	 * @return how the content exceeds the limits and what to do, or {@code null} if it
	 * does not exceed them
	 */
	public static @Nullable String checkLimits(byte[] content) {
		// Spares the usual registry the loading of a class.
		return (content.length > RegistryLimits.MAX_LINES) ? RegistryLimits.check(content) : null;
	}

	/**
	 * Create a document from the content of a file.
	 * @param bytes the content, which must not be changed afterwards
	 * @return the document
	 */
	public static RegistryDocument of(byte[] bytes) {
		return new RegistryDocument(bytes);
	}

	/**
	 * Create a document from the content of a registry that may not exist.
	 * @param content the content, or {@code null} if there is no file
	 * @return the document, or the document of a new file if there is no file
	 */
	static RegistryDocument ofFile(byte @Nullable [] content) {
		return (content != null) ? new RegistryDocument(content) : ofNewFile();
	}

	/**
	 * Return the document with another content. If bytes at the start of the first
	 * remaining line would become a byte order mark, an empty line is added before it.
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
	 * Return the document of a new registry file: the comment lines that explain the
	 * format.
	 * @return a document without assignments
	 */
	public static RegistryDocument ofNewFile() {
		return new RegistryDocument(HEADER.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return the assignment of a name.
	 * @param name the name
	 * @return the line that counts for the name, or {@code null} if the name has no
	 * assignment
	 */
	public @Nullable RegistryLine get(String name) {
		boolean single = this.assignments == null && this.search.isPossible(name);
		return single ? this.search.find(name) : byName().get(name);
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
	 * Return the assignment of a port.
	 * @param port the port
	 * @return the first assignment of the port, or {@code null} if it is not assigned
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
	 * @return the lines, whatever they contain
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
	 * Return whether the content does not look like a registry: it has NUL characters, or
	 * it has lines of text but no assignment.
	 * @return {@code true} if the content is probably damaged or belongs to another
	 * program
	 */
	public boolean isForeign() {
		if (hasNul()) {
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

	private boolean hasNul() {
		for (byte b : this.bytes) {
			if (b == 0) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Assign a port to a name: change the line of the name, or add one. A line whose port
	 * changes stays in its place, unless the lines are arranged as the Python program
	 * keeps them: sorted by port, with nothing between them and one line per name.
	 * @param name the name
	 * @param port the port
	 * @param description the description, without line breaks, or {@code null} to keep
	 * the existing one
	 * @return the changed document, or this document if there is nothing to change
	 */
	public RegistryDocument with(String name, int port, @Nullable String description) {
		DocumentEdit edit = new DocumentEdit(this);
		edit.assign(name, port, description);
		return edit.applyInOrder(name);
	}

	/**
	 * Remove the assignment of a name, with all lines that have the name.
	 * @param name the name
	 * @return the changed document, or this document if the name has no assignment
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
	 * Return the content.
	 * @return a copy of the bytes
	 */
	public byte[] toBytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the bytes of the file.
	 * @return the content, which must not be changed
	 */
	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return the names that another document does not have. This takes little time if the
	 * documents differ in a few lines.
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
	 * Return how many bytes at the end are the same, without those before the first
	 * difference.
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

	int length() {
		return this.bytes.length;
	}

	Set<String> names() {
		return byName().keySet();
	}

}
