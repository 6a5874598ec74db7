package io.github.portregistry.cli.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports in the configuration of nginx: where it passes requests on to, the origins
 * that it allows, and where it listens.
 */
final class NginxScanner implements FileScanner {

	private static final Pattern LISTEN = Pattern
		.compile("\\blisten\\s+(?:[\\w.*]{1,100}:|\\[[0-9a-fA-F:]*]:)?(\\d{1,5})(?=[\\s;])");

	private static final Pattern DIRECTIVE = Pattern.compile("\\s*([a-z_]+)\\s");

	@Override
	public void scan(String path, SourceText source, Places places) {
		for (int i = 1; i <= source.lines(); i++) {
			int start = source.start(i);
			int end = TextLines.end(source, i, "#");
			Matcher listen = LISTEN.matcher(source.text()).region(start, end);
			while (listen.find()) {
				places.add(listen.start(1), listen.end(1), PortForm.LISTEN, null, "");
			}
			Matcher directive = DIRECTIVE.matcher(source.text()).region(start, end);
			places.addAddresses(start, end, null, directive.lookingAt() ? directive.group(1) : "");
		}
	}

}
