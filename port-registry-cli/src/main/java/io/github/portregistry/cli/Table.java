package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.support.PrintableText;

/**
 * A table for people, its columns as wide as they need to be.
 */
final class Table {

	private static final String GAP = "  ";

	private final List<String[]> rows = new ArrayList<>();

	private final List<String> colors = new ArrayList<>();

	Table(String... head) {
		add("", head);
	}

	/**
	 * Add a row.
	 * @param color the colour of the line, as a control sequence has it; empty for none
	 * @param cells the text of each column; made printable
	 */
	void add(String color, String... cells) {
		String[] row = new String[cells.length];
		for (int i = 0; i < cells.length; i++) {
			row[i] = PrintableText.of(cells[i]);
		}
		this.rows.add(row);
		this.colors.add(color);
	}

	@Override
	public String toString() {
		int[] widths = new int[this.rows.get(0).length];
		for (String[] row : this.rows) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], width(row[i]));
			}
		}
		StringBuilder table = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			String color = this.colors.get(i);
			String line = line(this.rows.get(i), widths);
			table.append(color.isEmpty() ? line : "\u001b[" + color + "m" + line + "\u001b[0m").append('\n');
		}
		return table.toString();
	}

	private static String line(String[] row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.length; i++) {
			line.append(row[i]).append(" ".repeat(widths[i] - width(row[i]))).append(GAP);
		}
		return line.toString().stripTrailing();
	}

	private static int width(String text) {
		return text.codePointCount(0, text.length());
	}

}
