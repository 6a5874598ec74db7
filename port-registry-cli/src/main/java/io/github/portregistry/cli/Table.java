package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.portregistry.support.PrintableText;

/**
 * A table for people, its columns as wide as they need to be.
 */
final class Table {

	private static final String GAP = "  ";

	private final List<String[]> rows = new ArrayList<>();

	private final List<UnaryOperator<String>> styles = new ArrayList<>();

	Table(String... head) {
		add(UnaryOperator.identity(), head);
	}

	/**
	 * Add a row.
	 * @param style applied to the finished line
	 * @param cells the text of each column; made printable
	 */
	void add(UnaryOperator<String> style, String... cells) {
		String[] row = new String[cells.length];
		for (int i = 0; i < cells.length; i++) {
			row[i] = PrintableText.of(cells[i]);
		}
		this.rows.add(row);
		this.styles.add(style);
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
			table.append(this.styles.get(i).apply(line(this.rows.get(i), widths))).append('\n');
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
