package io.github.portregistry.cli.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports in the requests of editors' HTTP clients.
 */
final class HttpScanner implements FileScanner {

	private static final Pattern VARIABLE = Pattern.compile("\\s*@([\\w.-]*)\\s*=\\s*(\\d{1,5})\\s*");

	private static final Pattern COMMENT = Pattern.compile("\\s*(#|//).*");

	@Override
	public void scan(String path, SourceText source, Places places) {
		for (int i = 1; i <= source.lines(); i++) {
			String line = source.lineText(i);
			Matcher variable = VARIABLE.matcher(line);
			if (COMMENT.matcher(line).matches()) {
				continue;
			}
			places.addAddresses(source.start(i), source.end(i), null, "");
			if (variable.matches() && new Entry(variable.group(1), 0, 0).isOfPort()) {
				places.add(source.start(i) + variable.start(2), source.start(i) + variable.end(2), PortForm.PORT, null,
						"");
			}
		}
	}

}
