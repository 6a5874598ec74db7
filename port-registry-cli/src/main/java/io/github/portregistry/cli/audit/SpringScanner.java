package io.github.portregistry.cli.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Finds ports in the properties of Spring Boot apps, as YAML or not. What applies in
 * containers only has a network of its own, and is left alone but for URLs.
 */
final class SpringScanner implements FileScanner {

	private static final Pattern OWN = Pattern
		.compile("((management|grpc|spring\\.grpc|spring\\.rsocket)\\.)?server\\.port|management\\.port");

	private static final Pattern PROFILE = Pattern
		.compile("spring\\.(profiles|config\\.activate\\.on(profile|cloudplatform))(\\[])?");

	private static final Pattern NUMBER = Pattern.compile("(?:[!&]\\S{0,99}\\s+){0,2}[\"']?(\\d{1,5})[\"']?\\s*");

	private static final Pattern CONTAINER = Pattern
		.compile("(^|[^a-z!])(docker|container|compose|kubernetes|k8s)([^a-z]|$)");

	private static final Pattern LOCAL_HOST = Pattern
		.compile("localhost|127\\..*|0\\.0\\.0\\.0|\\[?::1?]?|.*\\$\\{.*|");

	private static final int MAX_NAME = 300;

	@Override
	public void scan(String path, SourceText source, Places places) {
		String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
		if (name.endsWith(".properties")) {
			PropertiesSource.documents(source).forEach((entries) -> scan(name, entries, source, places));
			return;
		}
		YamlSource yaml = YamlSource.parse(source, places);
		for (Node document : yaml.documents()) {
			scan(name, yaml.entries(document), source, places);
		}
	}

	private static void scan(String file, List<Entry> entries, SourceText source, Places places) {
		boolean container = CONTAINER.matcher(file).find();
		Set<String> remote = new HashSet<>();
		for (Entry entry : entries) {
			String path = entry.canonicalPath();
			String value = (entry.end() - entry.start() <= MAX_NAME) ? entry.text(source) : "";
			if (path.equals("spring.application.name")) {
				places.setApp(value);
			}
			else if (PROFILE.matcher(path).matches()) {
				container |= CONTAINER.matcher(value.toLowerCase(Locale.ROOT)).find();
			}
			else if (path.matches(".*host(name)?") && !LOCAL_HOST.matcher(value).matches()) {
				remote.add(path.replaceFirst("host(name)?$", ""));
			}
		}
		for (Entry entry : entries) {
			Matcher number = NUMBER.matcher(source.text()).region(entry.start(), entry.end());
			if (!entry.isOfPort() || !number.matches()) {
				places.addAddresses(entry.start(), entry.end(), entry.hint(), entry.path());
				continue;
			}
			String path = entry.canonicalPath();
			boolean own = OWN.matcher(path).matches();
			if (!container && (own || !remote.contains(path.replaceFirst("port$", "")))) {
				places.add(number.start(1), number.end(1), own ? PortForm.OWN_PORT : PortForm.PORT,
						own ? null : entry.hint(), entry.path());
			}
		}
	}

}
