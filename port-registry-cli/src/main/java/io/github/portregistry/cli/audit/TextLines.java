package io.github.portregistry.cli.audit;

/**
 * Finds addresses in the lines of a text of which not more is known than how its comments
 * start.
 */
final class TextLines {

	private TextLines() {
	}

	static void scan(SourceText source, Places places, String... comments) {
		for (int i = 1; i <= source.lines(); i++) {
			places.addAddresses(source.start(i), end(source, i, comments), null, "");
		}
	}

	/**
	 * Return where a line ends, without a comment.
	 * @param source the text
	 * @param line the number of the line
	 * @param comments what starts a comment, at the start of a line or behind a blank
	 * @return the offset of the end
	 */
	static int end(SourceText source, int line, String... comments) {
		String text = source.lineText(line);
		int end = text.length();
		for (String comment : comments) {
			int index = text.indexOf(comment);
			while (index > 0 && !Character.isWhitespace(text.charAt(index - 1))) {
				index = text.indexOf(comment, index + 1);
			}
			end = (index >= 0) ? Math.min(end, index) : end;
		}
		return source.start(line) + end;
	}

}
