package io.github.portregistry.cli.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the ports that {@code EXPOSE} tells of images.
 */
final class DockerfileScanner implements FileScanner {

	private static final Pattern EXPOSE = Pattern.compile("(?i)\\s*EXPOSE\\s.*");

	private static final Pattern NUMBER = Pattern
		.compile("(?<=\\s)[\"']?(\\d{1,5})(?:-\\d{1,5})?(?:/tcp)?[\"']?(?=\\s|$)");

	@Override
	public void scan(String path, SourceText source, Places places) {
		boolean continued = false;
		for (int i = 1; i <= source.lines(); i++) {
			int end = TextLines.end(source, i, "#");
			String line = source.text().substring(source.start(i), end);
			boolean expose = continued || EXPOSE.matcher(line).matches();
			Matcher number = NUMBER.matcher(" " + line);
			while (expose && number.find()) {
				places.add(source.start(i) + number.start(1) - 1, source.start(i) + number.end(1) - 1, PortForm.PORT,
						null, "");
			}
			continued = expose && line.endsWith("\\");
		}
	}

}
