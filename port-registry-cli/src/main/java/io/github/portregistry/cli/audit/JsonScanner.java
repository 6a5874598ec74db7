package io.github.portregistry.cli.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports in the JSON of editors: URLs, values of ports, and the arguments of
 * commands. The ports of debuggers are left alone.
 */
final class JsonScanner implements FileScanner {

	private static final Pattern NUMBER = Pattern.compile("\"?(\\d{1,5})\"?");

	private static final Pattern OWN = Pattern
		.compile("(?:--|-D)(?:(?:management\\.)?server|quarkus\\.http)\\.port[= ](\\d{1,5})(?!\\w)");

	private static final Pattern ARGUMENT = Pattern
		.compile("(?:(?:--|-D)(?![\\w.-]{0,99}(?:debug|inspect|jmx))(?:[\\w.-]{1,99}[.-])?port[= ]|\\bPORT="
				+ "|(?<![\\w-])(?:-p|--publish)[= ](?:127\\.0\\.0\\.1:)?(?=\\d+:\\d))(\\d{1,5})(?!\\w)");

	private static final Pattern DEBUGGER = Pattern
		.compile("(?i)(.*\\.)?([^.]*(debug|inspect)[^.]*|(connect|listen)\\.port)");

	private static final Pattern ATTACH = Pattern.compile("\"request\"\\s*:\\s*\"attach\"");

	private static final int MAX_OBJECT = 2000;

	@Override
	public void scan(String path, SourceText source, Places places) {
		String text = source.text();
		String previous = "";
		for (Entry entry : JsonSource.entries(source)) {
			Matcher number = NUMBER.matcher(text).region(entry.start(), entry.end());
			boolean ofPort = previous.matches("\"--(server[.-])?port\"") || (entry.isOfPort()
					&& !DEBUGGER.matcher(entry.path()).matches() && !isAttached(text, entry.start()));
			if (number.matches()) {
				if (ofPort) {
					places.add(number.start(1), number.end(1), PortForm.PORT, null, entry.path());
				}
			}
			else {
				addAll(OWN.matcher(text).region(entry.start(), entry.end()), PortForm.OWN_PORT, places);
				addAll(ARGUMENT.matcher(text).region(entry.start(), entry.end()), PortForm.PORT, places);
				places.addAddresses(entry.start(), entry.end(), entry.hint(), entry.path());
			}
			previous = (entry.end() - entry.start() < 20) ? text.substring(entry.start(), entry.end()) : "";
		}
	}

	private static void addAll(Matcher matcher, PortForm form, Places places) {
		while (matcher.find()) {
			places.add(matcher.start(1), matcher.end(1), form, null, "");
		}
	}

	/** Whether the object around an offset tells how to attach a debugger. */
	private static boolean isAttached(String text, int offset) {
		int start = offset;
		for (int open = 0; start > 0 && open < 1 && offset - start < MAX_OBJECT; start--) {
			char ch = text.charAt(start - 1);
			open += (ch == '{') ? 1 : (ch == '}') ? -1 : 0;
		}
		int end = offset;
		for (int open = 1; end < text.length() && open > 0 && end - offset < MAX_OBJECT; end++) {
			char ch = text.charAt(end);
			open += (ch == '{') ? 1 : (ch == '}') ? -1 : 0;
		}
		return ATTACH.matcher(text).region(start, end).find();
	}

}
