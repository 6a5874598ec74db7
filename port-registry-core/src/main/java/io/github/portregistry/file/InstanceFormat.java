package io.github.portregistry.file;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceProcess;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * The text format of a record: lines {@code key=value}, as read by {@link Properties}.
 */
final class InstanceFormat {

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

	private static final String ENDPOINT = "endpoint.";

	private static final Pattern KIND = Pattern.compile("[a-z]{1,32}");

	private static final Instant MAX_TIME = Instant.parse("9999-01-01T00:00:00Z");

	private InstanceFormat() {
	}

	static String write(Instance instance) {
		StringBuilder text = new StringBuilder(512);
		append(text, "name", instance.name());
		append(text, "service", instance.service());
		append(text, "purpose", instance.purpose());
		append(text, "state", instance.state().name().toLowerCase(Locale.ROOT));
		append(text, "port", instance.port());
		append(text, "preferred-port", instance.preferredPort());
		append(text, "claimed", instance.claimed() ? null : Boolean.FALSE);
		append(text, "configuration", instance.configuration());
		append(text, "host", instance.host());
		append(text, "pid", instance.pid());
		append(text, "process-start", instance.process().start());
		append(text, "process-space", instance.process().space());
		append(text, "program", instance.program());
		append(text, "directory", instance.directory());
		append(text, "url", instance.url());
		new TreeMap<>(instance.endpoints()).forEach((kind, url) -> append(text, ENDPOINT + kind, url));
		append(text, "worktree", instance.worktree());
		append(text, instance.checkout());
		append(text, "started-at", instance.startedAt());
		append(text, "last-seen", instance.lastSeen());
		return text.toString();
	}

	private static void append(StringBuilder text, @Nullable Checkout checkout) {
		if (checkout != null) {
			append(text, "project", checkout.project());
			append(text, "checkout", checkout.directory());
			append(text, "worktree-name", checkout.worktree());
			append(text, "branch", checkout.branch());
			append(text, "commit", checkout.commit());
		}
	}

	private static void append(StringBuilder text, String key, @Nullable Object value) {
		if (value == null) {
			return;
		}
		text.append(key).append('=');
		String string = value.toString();
		for (int i = 0; i < string.length(); i++) {
			char ch = string.charAt(i);
			switch (ch) {
				case '\\' -> text.append("\\\\");
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case ' ', '\t', '\f' -> text.append((i == 0) ? "\\" : "").append(ch);
				default -> text.append(ch);
			}
		}
		text.append('\n');
	}

	/**
	 * Read a record. All values are made printable, so that none of them can inject text
	 * into a terminal or a log. The exceptions are the folders of the checkout, which
	 * must stay usable paths.
	 * @param text the text
	 * @return the instance, or {@code null} if the text is not a record
	 */
	static @Nullable Instance read(String text) {
		Properties values = new Properties();
		try {
			values.load(new StringReader(text));
			Checkout checkout = checkout(values);
			String url = url(values.getProperty("url", ""));
			Map<String, String> endpoints = endpoints(values);
			values.replaceAll((key, value) -> PrintableText.of(value.toString()));
			String preferredPort = values.getProperty("preferred-port");
			String name = get(values, "name");
			return new Instance(name, values.getProperty("service", name), values.getProperty("purpose"),
					State.valueOf(get(values, "state").toUpperCase(Locale.ROOT)), port(get(values, "port")),
					(preferredPort != null) ? Integer.valueOf(port(preferredPort)) : null,
					!"false".equals(values.getProperty("claimed")), values.getProperty("configuration"),
					process(values), url, endpoints, checkout, time(get(values, "started-at")),
					time(get(values, "last-seen")));
		}
		catch (IOException | IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Checkout checkout(Properties values) {
		String worktree = values.getProperty("worktree");
		String directory = values.getProperty("checkout", worktree);
		if (directory == null) {
			return null;
		}
		String name = (worktree != null) ? values.getProperty("worktree-name", "") : null;
		String branch = values.getProperty("branch");
		String commit = values.getProperty("commit", "");
		return new Checkout(values.getProperty("project", directory), directory,
				(name != null) ? PrintableText.of(name) : null, (branch != null) ? PrintableText.of(branch) : null,
				HASH.matcher(commit).matches() ? commit : null);
	}

	private static InstanceProcess process(Properties values) {
		return new InstanceProcess(pid(get(values, "pid")), values.getProperty("process-start"),
				values.getProperty("process-space"), values.getProperty("host", ""), values.getProperty("program"),
				values.getProperty("directory", ""));
	}

	private static int port(String text) {
		int port = Integer.parseInt(text);
		return check(port >= 1 && port <= PythonText.MAX_PORT, port, text);
	}

	private static long pid(String text) {
		long pid = Long.parseLong(text);
		return check(pid > 0, pid, text);
	}

	/**
	 * Read a time. Clocks can be wrong, so an invalid time does not invalidate the
	 * record.
	 */
	private static Instant time(String text) {
		Instant time = Instant.parse(text);
		if (time.isBefore(Instant.EPOCH)) {
			return Instant.EPOCH;
		}
		return time.isBefore(MAX_TIME) ? time : MAX_TIME;
	}

	private static <T> T check(boolean valid, T value, String text) {
		if (!valid) {
			throw new IllegalArgumentException(text);
		}
		return value;
	}

	/**
	 * Read a URL. Any program can write a record, and others open the URL or use it in a
	 * configuration. It must therefore be the URL of a web server, without the characters
	 * of a placeholder.
	 */
	private static @Nullable String url(String url) {
		try {
			URI uri = new URI(url);
			boolean web = uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
			return (web && PrintableText.of(url).equals(url)) ? url : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static Map<String, String> endpoints(Properties values) {
		Map<String, String> endpoints = new HashMap<>();
		for (String key : values.stringPropertyNames()) {
			String url = key.startsWith(ENDPOINT) ? url(values.getProperty(key)) : null;
			if (url != null && KIND.matcher(key.substring(ENDPOINT.length())).matches()) {
				endpoints.put(key.substring(ENDPOINT.length()), url);
			}
		}
		return endpoints;
	}

	private static String get(Properties values, String key) {
		String value = values.getProperty(key);
		return check(value != null && !value.isEmpty(), Objects.requireNonNullElse(value, ""), key);
	}

}
