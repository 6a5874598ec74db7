package io.github.portregistry.cli.audit;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports in files of environment variables.
 */
final class EnvScanner implements FileScanner {

	private static final Pattern VARIABLE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][\\w.-]*)\\s*[=:]\\s*");

	private static final Pattern NUMBER = Pattern.compile("[\"']?(\\d{1,5})[\"']?\\s*");

	private static final Pattern REMOTE = Pattern
		.compile("[\"']?(?!localhost|127\\.|0\\.0\\.0\\.0|\\[?::)[\\w-]+(\\.[\\w-]+)*[\"']?\\s*");

	@Override
	public void scan(String path, SourceText source, Places places) {
		Set<String> remote = new HashSet<>();
		for (int i = 1; i <= source.lines(); i++) {
			int end = TextLines.end(source, i, "#");
			Matcher variable = VARIABLE.matcher(source.text()).region(source.start(i), end);
			if (!variable.lookingAt()) {
				continue;
			}
			Entry entry = new Entry(variable.group(1), variable.end(), end);
			Matcher number = NUMBER.matcher(source.text()).region(entry.start(), end);
			if (entry.path().endsWith("HOST") && REMOTE.matcher(source.text()).region(entry.start(), end).matches()) {
				remote.add(entry.path().replaceFirst("HOST$", ""));
			}
			if (entry.isOfPort() && number.matches()) {
				if (!remote.contains(entry.path().replaceFirst("PORT(_[A-Z]+)?$", ""))) {
					places.add(number.start(1), number.end(1), PortForm.PORT, entry.hint(), entry.path());
				}
			}
			else {
				places.addAddresses(entry.start(), end, entry.hint(), entry.path());
			}
		}
	}

}
