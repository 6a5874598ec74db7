package io.github.portregistry.cli.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports in the strings of programs and, in files that set servers up, numbers of
 * ports too. What is a default of something else is left alone, and so is generated code.
 */
final class CodeScanner implements FileScanner {

	private static final int MAX_LINE = 2000;

	private static final int LOOK_BACK = 300;

	/** What is before a default, without what is in strings. */
	private static final Pattern BEFORE_DEFAULT = Pattern
		.compile("(\\|\\||\\?\\?|\\?:)\\s*[\"'`]+$|(\\.(orElse|default|withDefault)|@DefaultValue)\\(\\s*[\"'`]+$"
				+ "|\\bdefault(Value)?\\s*[=:]\\s*[\"'`]+$|(getOrDefault|get[A-Za-z]*Property|requireNonNullElse|[gG]et[eE]nv|envOr|env)\\(([^();]|\\([^();]*\\))*,\\s*[\"'`]+$");

	/** What is before a message for people. */
	private static final Pattern BEFORE_MESSAGE = Pattern
		.compile("(\\b(console|log|logger)\\.\\w{1,20}|\\bprint(ln)?)\\(\\s*[\"'`]+$", Pattern.CASE_INSENSITIVE);

	private static final Pattern PORT = Pattern
		.compile("(?<![\\w$.])[\"']?([a-zA-Z]{0,99}[pP]ort)[\"']?\\s*:\\s*(\\d{1,5})(?![\\w.])");

	private static final Pattern ARGUMENT = Pattern.compile("(?:--port[= ]|(?<!\\S)-p |\\bPORT=)(\\d{1,5})(?!\\w)");

	private final boolean servers;

	/**
	 * Create a scanner.
	 * @param servers whether the files set servers up
	 */
	CodeScanner(boolean servers) {
		this.servers = servers;
	}

	@Override
	public void scan(String path, SourceText source, Places places) {
		for (int i = 1; i <= source.lines(); i++) {
			if (source.end(i) - source.start(i) > MAX_LINE) {
				return;
			}
		}
		CodeText text = new CodeText(source.text());
		String code = text.code();
		for (int[] string : text.strings()) {
			String before = code.substring(Math.max(0, string[0] - LOOK_BACK), string[0]);
			if (!BEFORE_DEFAULT.matcher(before).find() && !BEFORE_MESSAGE.matcher(before).find()) {
				places.addAddresses(string[0], string[1], null, "");
				if (this.servers) {
					addArguments(ARGUMENT.matcher(source.text()).region(string[0], string[1]), places);
				}
			}
		}
		if (this.servers) {
			addPorts(source.text(), code, places);
		}
	}

	private static void addPorts(String text, String code, Places places) {
		Matcher port = PORT.matcher(text);
		while (port.find()) {
			boolean inCode = text.charAt(port.start(2)) == code.charAt(port.start(2));
			if (inCode && new Entry(port.group(1), 0, 0).isOfPort()) {
				places.add(port.start(2), port.end(2), PortForm.PORT, null, "");
			}
		}
	}

	private static void addArguments(Matcher argument, Places places) {
		while (argument.find()) {
			places.add(argument.start(1), argument.end(1), PortForm.PORT, null, "");
		}
	}

}
