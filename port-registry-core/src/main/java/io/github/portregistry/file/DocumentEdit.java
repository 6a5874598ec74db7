package io.github.portregistry.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Changes of a document that are made in one go, which takes time in proportion to its
 * length however many they are. What none of them is about stays, byte for byte. Each
 * name and line is to be changed once at most.
 */
public final class DocumentEdit {

	private static final byte[] NOTHING = {};

	private final RegistryDocument document;

	private final List<Splice> changes = new ArrayList<>();

	private final List<NewLine> newLines = new ArrayList<>();

	/**
	 * Create an edit without changes.
	 * @param document the document to start from, which stays as it is
	 */
	public DocumentEdit(RegistryDocument document) {
		this.document = document;
	}

	/**
	 * Assign a port to a name: changes the name's line, or adds one.
	 * @param name the name
	 * @param port the port
	 * @param description the description, without line breaks, or {@code null} to keep
	 * the one there is
	 */
	public void assign(String name, int port, @Nullable String description) {
		RegistryLine line = this.document.get(name);
		if (line == null) {
			String text = name + ":" + port + ":" + ((description != null) ? description : "");
			this.newLines.add(new NewLine(port, utf8(text)));
			return;
		}
		if (port != line.port()) {
			this.changes.add(new Splice(line.portStart(), line.portEnd(), utf8(Integer.toString(port))));
		}
		if (description != null && !PythonText.strip(description).equals(line.description())) {
			this.changes.add(new Splice(line.portEnd(), line.end(), utf8(":" + description)));
		}
	}

	/**
	 * Add the line of an assignment that was lost, as it was.
	 * @param lost the lost assignment, of a name that has none
	 */
	public void restore(LostAssignment lost) {
		add(lost.line(), lost.source());
	}

	/** Adds a line as it is in another document. */
	void add(RegistryLine line, RegistryDocument source) {
		this.newLines.add(new NewLine(line.port(), Arrays.copyOfRange(source.bytes(), line.start(), line.end())));
	}

	/** Takes all lines of a name away. */
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
			// In a file without an end of its last line, line ends separate lines.
			this.changes.add(new Splice(lines.get(kept).end(), lines.get(kept).next(), NOTHING));
		}
	}

	/**
	 * Make a line a comment, so that it does not count and is not lost.
	 * @param line a line of the document
	 */
	public void comment(RegistryLine line) {
		this.changes.add(new Splice(line.start(), line.start(), utf8("# ")));
	}

	/**
	 * Make the changes.
	 * @return the changed document, or the one started from if there is nothing to change
	 */
	public RegistryDocument apply() {
		RegistryDocument changed = splice(this.document, this.changes);
		Collections.sort(this.newLines);
		return splice(changed, insertions(changed));
	}

	/**
	 * Make the changes, of which one is about a name. A line whose port changes stays in
	 * its place, unless the lines are as the Python program keeps them, and would not be
	 * any more: in order of port, with nothing between them, a line a name.
	 * @param name the name
	 * @return the changed document, or the one started from if there is nothing to change
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
		edit.add(line, changed);
		return edit.apply();
	}

	private static boolean isSorted(RegistryDocument document) {
		List<Integer> ordered = assignmentsInOrder(document.lines());
		return !ordered.isEmpty() && ordered.size() == document.names().size()
				&& ordered.get(ordered.size() - 1) - ordered.get(0) == ordered.size() - 1;
	}

	/** Each new line goes behind those of lower ports if they are in order, else last. */
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

	/** The indexes of the lines with a port, none if they are not in order of port. */
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
		// A file without an end of its last line stays one.
		boolean first = index == lines.size() && index > 0 && !lines.get(index - 1).isTerminated();
		int start = (index < lines.size()) ? lines.get(index).start() : document.bytes().length;
		return new Splice(start, start, first ? concat(lineEnd, text) : concat(text, lineEnd));
	}

	/** The line end of the nearest line above, else below, the place of a new line. */
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
	 * @param port its port
	 * @param text the line without an end
	 */
	record NewLine(int port, byte[] text) implements Comparable<NewLine> {

		@Override
		public int compareTo(NewLine other) {
			return Integer.compare(this.port, other.port);
		}

	}

	/**
	 * Bytes to put in the place of others.
	 *
	 * @param start where the others start
	 * @param end where they end
	 * @param replacement what takes their place
	 */
	record Splice(int start, int end, byte[] replacement) implements Comparable<Splice> {

		@Override
		public int compareTo(Splice other) {
			return Integer.compare(this.start, other.start);
		}

	}

}
