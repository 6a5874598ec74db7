package io.github.portregistry.cli.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The ports that a scanner finds in a file, each once.
 */
final class Places {

	private static final Pattern LOCAL = Pattern
		.compile("(?i)(?<![\\w.]|[\\w.]-)(?:(?:[\\w-]{1,63}+\\.){0,8}+localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0"
				+ "|\\[::1?\\]|host\\.docker\\.internal|10\\.0\\.2\\.2)\\}?:(\\d{1,5})(?!\\w|\\.\\d|:\\d)");

	/** Other URLs, such as those of JDBC, are not those of apps. */
	private static final Pattern WEB = Pattern.compile("(?i)\\b(https?|wss?)://([^\\s/\"'@]{0,200}@)?$");

	private static final String IGNORE = "ports:ignore";

	private static final int LOOK_BACK = 300;

	private final SourceText source;

	private final Map<Integer, Place> places = new TreeMap<>();

	private @Nullable String app;

	Places(SourceText source) {
		this.source = source;
	}

	/**
	 * Add a port, if it is one and no default behind a placeholder.
	 * @param offset where its first digit is
	 * @param end where its digits end
	 * @param form what it is part of
	 * @param hint how its app may be called
	 * @param context what is around it
	 */
	void add(int offset, int end, PortForm form, @Nullable String hint, String context) {
		int port = Place.parse(this.source.text().substring(offset, end));
		if (port > 0 && !isInPlaceholder(offset)) {
			int line = this.source.line(offset);
			this.places.putIfAbsent(offset, new Place(line, this.source.column(offset), port, form, hint, context));
		}
	}

	/**
	 * Add the ports of all addresses of this machine in a part of the text.
	 * @param start the start of the part
	 * @param end its end
	 * @param hint how their app may be called
	 * @param context what is around them
	 */
	void addAddresses(int start, int end, @Nullable String hint, String context) {
		addAddresses(start, end, hint, context, (offset) -> true);
	}

	/**
	 * Add the ports of the addresses of this machine in a part of the text.
	 * @param start the start of the part
	 * @param end its end
	 * @param hint how their app may be called
	 * @param context what is around them
	 * @param filter which of them, by the offset of the host
	 */
	void addAddresses(int start, int end, @Nullable String hint, String context, IntPredicate filter) {
		Matcher matcher = LOCAL.matcher(this.source.text()).region(start, end).useTransparentBounds(true);
		while (matcher.find()) {
			if (filter.test(matcher.start())) {
				add(matcher.start(1), matcher.end(1), isUrl(matcher.start()) ? PortForm.URL : PortForm.ADDRESS, hint,
						context);
			}
		}
	}

	private boolean isUrl(int host) {
		return WEB.matcher(this.source.text().substring(Math.max(0, host - LOOK_BACK), host)).find();
	}

	/** Whether an offset is within {@code ${...}}, in the same line. */
	private boolean isInPlaceholder(int offset) {
		String text = this.source.text();
		int first = Math.max(this.source.start(this.source.line(offset)), offset - LOOK_BACK);
		int closed = 0;
		for (int i = offset - 1; i > first; i--) {
			char ch = text.charAt(i);
			if (ch == '}') {
				closed++;
			}
			else if (ch == '{' && closed > 0) {
				closed--;
			}
			else if (ch == '{' && text.charAt(i - 1) == '$') {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the ports that are not to be ignored.
	 * @return the places in the order of the text
	 */
	List<Place> all() {
		Set<Integer> ignored = new HashSet<>();
		String text = this.source.text();
		for (int i = text.indexOf(IGNORE); i >= 0; i = text.indexOf(IGNORE, i + 1)) {
			ignored.add(this.source.line(i));
		}
		return this.places.values().stream().filter((place) -> !ignored.contains(place.line())).toList();
	}

	/**
	 * Return the name of the app whose file it is.
	 * @return the name, or {@code null} if the file does not tell
	 */
	@Nullable String app() {
		return this.app;
	}

	void setApp(String app) {
		this.app = app;
	}

}
