package io.github.portregistry.cli;

/**
 * A text at the end of a file, after an empty line if the file ends with a whole line.
 */
final class AppendedText {

	private final String text;

	AppendedText(String text) {
		this.text = text;
	}

	/**
	 * Add the text.
	 * @param content the content of the file
	 * @return the content with the text at its end, in the line ends of the file
	 */
	String addTo(String content) {
		return content + (content.isEmpty() ? "" : lineEnd(content)) + in(content);
	}

	/**
	 * Return where a file has the text.
	 * @param content the content of the file
	 * @return the offset, or -1 if it does not have it
	 */
	int indexIn(String content) {
		return content.indexOf(in(content));
	}

	/**
	 * Remove the text and the line end before it.
	 * @param content the content of the file
	 * @return the content without the text
	 */
	String removeFrom(String content) {
		int at = indexIn(content);
		if (at < 0) {
			return content;
		}
		String before = content.substring(0, at);
		String end = lineEnd(content);
		return (before.endsWith(end) ? before.substring(0, before.length() - end.length()) : before)
				+ content.substring(at + in(content).length());
	}

	private String in(String content) {
		return this.text.replace("\n", lineEnd(content));
	}

	private static String lineEnd(String content) {
		return content.contains("\r\n") ? "\r\n" : "\n";
	}

}
