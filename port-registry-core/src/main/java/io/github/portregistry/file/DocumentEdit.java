package io.github.portregistry.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Changes to a document that are made together, in time proportional to its length,
 * whatever the number of changes. Everything else stays unchanged, byte for byte. Each
 * name and each line must be changed at most once.
 */
public final class DocumentEdit {

	private static final byte[] NOTHING = {};

	private final RegistryDocument document;

	private final List<Splice> changes = new ArrayList<>();

	private final List<NewLine> newLines = new ArrayList<>();

	/**
	 * Create an edit without changes.
	 * @param document the original document, which does not change
	 */
	public DocumentEdit(RegistryDocument document) {
		this.document = document;
	}

	/**
	 * Assign a port to a name: change the line of the name, or add one.
	 * @param name the name
	 * @param port the port
	 * @param description the description, without line breaks, or {@code null} to keep
	 * the existing one
	 */
	public void assign(String name, int port, @Nullable String description) {
		RegistryLine line = this.document.get(name);
		if (line == null) {
			String text = name + ":" + port + ":" + ((description != null) ? description : "");
			this.newLines.add(new NewLine(port, utf8(text)));
			return;
		}
		if (port != line.port()) {
			setPort(line, port);
		}
		if (description != null && !PythonText.strip(description).equals(line.description())) {
			this.changes.add(new Splice(line.portEnd(), line.end(), utf8(":" + description)));
		}
	}

	/**
	 * Change the port of a line.
	 * @param line a line of the document that has a number
	 * @param port the port
	 */
	public void setPort(RegistryLine line, int port) {
		this.changes.add(new Splice(line.portStart(), line.portEnd(), utf8(Integer.toString(port))));
	}

	/**
	 * Add a line as it is in another document.
	 * @param line an assignment whose name has no assignment in this document
	 */
	public void add(RegistryLine line) {
		this.newLines.add(new NewLine(line.port(), line.toBytes()));
	}

	/** Remove all lines of a name. */
	void remove(String name) {
		List<RegistryLine> lines = this.document.lines();
		int kept = -1;
		for (int i = 0; i < lines.size(); i++) {
			RegistryLine line = lines.get(i);
			if (line.isAssignment() && line.name().equals(name)) {
				this.changes.add(new Splice(line.start(), line.next(), NOTHING));
			}
			else {
				kept = i;
			}
		}
		int last = lines.size() - 1;
		if (kept >= 0 && kept < last && !lines.get(last).isTerminated()) {
			// If the last line has no line end, line ends separate lines.
			this.changes.add(new Splice(lines.get(kept).end(), lines.get(kept).next(), NOTHING));
		}
	}

	/**
	 * Turn a line into a comment, so that it is ignored but not lost.
	 * @param line a line of the document
	 */
	public void comment(RegistryLine line) {
		this.changes.add(new Splice(line.start(), line.start(), utf8("# ")));
	}

	/**
	 * Make the changes.
	 * @return the changed document, or the original one if there is nothing to change
	 */
	public RegistryDocument apply() {
		RegistryDocument changed = splice(this.document, this.changes);
		Collections.sort(this.newLines);
		return splice(changed, insertions(changed));
	}

	/**
	 * Make the changes, one of which changes a name. A line whose port changes stays in
	 * its place, unless the lines are arranged as the Python program keeps them (sorted
	 * by port, with nothing between them and one line per name) and would not be any
	 * longer.
	 * @param name the name
	 * @return the changed document, or the original one if there is nothing to change
	 */
	RegistryDocument applyInOrder(String name) {
		RegistryDocument changed = apply();
		RegistryLine line = changed.get(name);
		boolean moved = line != null && this.document.get(name) != null && isSorted(this.document)
				&& !isSorted(changed);
		if (line == null || !moved) {
			return changed;
		}
		DocumentEdit edit = new DocumentEdit(changed.without(name));
		edit.add(line);
		return edit.apply();
	}

	private static boolean isSorted(RegistryDocument document) {
		List<Integer> ordered = assignmentsInOrder(document.lines());
		return !ordered.isEmpty() && ordered.size() == document.names().size()
				&& ordered.get(ordered.size() - 1) - ordered.get(0) == ordered.size() - 1;
	}

	/**
	 * Find the places of the new lines: after the lines with lower or equal ports if the
	 * lines are sorted by port, otherwise at the end.
	 */
	private List<Splice> insertions(RegistryDocument document) {
		List<RegistryLine> lines = document.lines();
		List<Integer> ordered = assignmentsInOrder(lines);
		List<Splice> insertions = new ArrayList<>();
		int lower = 0;
		for (NewLine line : this.newLines) {
			while (lower < ordered.size() && lines.get(ordered.get(lower)).port() <= line.port()) {
				lower++;
			}
			int first = ordered.isEmpty() ? lines.size() : ordered.get(0);
			insertions.add(insertion(document, (lower > 0) ? ordered.get(lower - 1) + 1 : first, line.text()));
		}
		return insertions;
	}

	/** Return the indexes of the assignments, or none if they are not sorted by port. */
	private static List<Integer> assignmentsInOrder(List<RegistryLine> lines) {
		List<Integer> indexes = new ArrayList<>();
		int previous = 0;
		for (int i = 0; i < lines.size(); i++) {
			RegistryLine line = lines.get(i);
			if (line.isAssignment()) {
				if (line.port() < previous) {
					return List.of();
				}
				previous = line.port();
				indexes.add(i);
			}
		}
		return indexes;
	}

	private static Splice insertion(RegistryDocument document, int index, byte[] text) {
		List<RegistryLine> lines = document.lines();
		byte[] lineEnd = lineEnd(document, index);
		// If the last line has no line end, the new last line has none either.
		boolean first = index == lines.size() && index > 0 && !lines.get(index - 1).isTerminated();
		int start = (index < lines.size()) ? lines.get(index).start() : document.bytes().length;
		return new Splice(start, start, first ? concat(lineEnd, text) : concat(text, lineEnd));
	}

	/**
	 * Return the line end of the nearest line above the place of a new line, otherwise of
	 * the line below it.
	 */
	private static byte[] lineEnd(RegistryDocument document, int index) {
		List<RegistryLine> lines = document.lines();
		for (int i = Math.min(index, lines.size()) - 1; i >= 0; i--) {
			if (lines.get(i).isTerminated()) {
				return lineEnd(document, lines.get(i));
			}
		}
		boolean below = index < lines.size() && lines.get(index).isTerminated();
		return below ? lineEnd(document, lines.get(index)) : utf8("\n");
	}

	private static byte[] lineEnd(RegistryDocument document, RegistryLine line) {
		return Arrays.copyOfRange(document.bytes(), line.end(), line.next());
	}

	private static byte[] concat(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static RegistryDocument splice(RegistryDocument document, List<Splice> splices) {
		if (splices.isEmpty()) {
			return document;
		}
		byte[] bytes = document.bytes();
		ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 32 * splices.size());
		Collections.sort(splices);
		int copied = 0;
		for (Splice splice : splices) {
			result.write(bytes, copied, splice.start() - copied);
			result.writeBytes(splice.replacement());
			copied = splice.end();
		}
		result.write(bytes, copied, bytes.length - copied);
		return document.changed(result.toByteArray());
	}

	/**
	 * A line to add.
	 *
	 * @param port the port of the line
	 * @param text the line without its line end
	 */
	record NewLine(int port, byte[] text) implements Comparable<NewLine> {

		@Override
		public int compareTo(NewLine other) {
			return Integer.compare(this.port, other.port);
		}

	}

	/**
	 * Bytes that replace others.
	 *
	 * @param start the offset of the first byte to replace
	 * @param end the offset after the last byte to replace
	 * @param replacement the new bytes
	 */
	record Splice(int start, int end, byte[] replacement) implements Comparable<Splice> {

		@Override
		public int compareTo(Splice other) {
			return Integer.compare(this.start, other.start);
		}

	}

}
