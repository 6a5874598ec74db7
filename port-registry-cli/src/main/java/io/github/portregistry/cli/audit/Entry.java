package io.github.portregistry.cli.audit;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value and what it is the value of.
 *
 * @param path the keys down to the value, with dots between them
 * @param start where the value starts, with its quotation marks
 * @param end where it ends
 */
record Entry(String path, int start, int end) {

	/** Words that end like a key of a port. */
	private static final Pattern OTHER_WORDS = Pattern
		.compile("(.*[-_.])?(?i:(sup|re|trans|im|ex|pass|view|air|rap)port)|.*(Sup|Re|Trans|Im|Ex|Pass|View|Air)port");

	private static final Pattern PORT = Pattern.compile("(.*[-_.a-z0-9])?[pP]ort|(.*_)?PORT(_[A-Z]+)?");

	/** What build tools ask of the names of variables. */
	private static final Pattern PREFIX = Pattern.compile("^(vite|react-app|next-public|ng-app)-");

	private static final Pattern SUFFIX = Pattern.compile(
			"-?((base|public|server|service|root)-)?(ur[li]|port|host|address(?:es)?|origin|endpoint)s?(-[a-z]+)?$");

	/** What keys are called that say nothing of an app. */
	private static final Pattern NO_NAME = Pattern
		.compile("|allowed|routes?|base|public|server|service|app|apps|https?|web|default"
				+ "|default-?zone|service-?|target|import|env|environments?|url|args|configurations?|dev|local|client|clients|spring|cors|www");

	/**
	 * Return whether the value is a port by its key.
	 * @return whether it is
	 */
	boolean isOfPort() {
		String key = key();
		return PORT.matcher(key).matches() && !OTHER_WORDS.matcher(key).matches();
	}

	/**
	 * Return the value.
	 * @param source the text that it is in
	 * @return the value without quotation marks
	 */
	String text(SourceText source) {
		return source.text().substring(this.start, this.end).strip().replaceAll("^[\"']|[\"']$", "");
	}

	/**
	 * Return the last of the keys.
	 * @return the key
	 */
	String key() {
		return this.path.substring(this.path.lastIndexOf('.') + 1);
	}

	/**
	 * Return the path as Spring Boot compares it.
	 * @return the path in lower case, without hyphens and underscores
	 */
	String canonicalPath() {
		return this.path.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
	}

	/**
	 * Return how an app may be called whose address the value is, by the last key that
	 * tells.
	 * @return the name, or {@code null} if none does
	 */
	@Nullable String hint() {
		String[] keys = this.path.split("\\.");
		boolean list = this.path.contains("[]") || this.path.toLowerCase(Locale.ROOT).contains("origin");
		int first = Math.max(0, keys.length - (list ? 1 : 4));
		for (int i = keys.length - 1; i >= first; i--) {
			String name = keys[i].replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT).replace('_', '-');
			name = PREFIX.matcher(name).replaceFirst("");
			name = SUFFIX.matcher(name).replaceFirst("");
			if (!NO_NAME.matcher(name).matches()) {
				return name;
			}
		}
		return null;
	}

}
