package io.github.portregistry.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.google.gson.stream.JsonWriter;
import io.github.portregistry.Assignment;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Container;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.support.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that commands print. The names and values are those of the actuator endpoint.
 */
final class Json {

	private Json() {
	}

	/**
	 * Write a value.
	 * @param value a map, a list, a number, a boolean, {@code null}, or else a value of
	 * which the text is written
	 * @return the JSON, with a line break at its end
	 */
	static String write(@Nullable Object value) {
		return write(value, "  ") + "\n";
	}

	/**
	 * Write a value in one line.
	 * @param value the value
	 * @return the JSON, without a line break
	 */
	static String compact(@Nullable Object value) {
		return write(value, "");
	}

	private static String write(@Nullable Object value, String indent) {
		StringWriter text = new StringWriter();
		try {
			JsonWriter writer = new JsonWriter(text);
			writer.setIndent(indent);
			write(writer, value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return escape(text.toString());
	}

	/** Where a value has characters that are not printable, JSON can do without. */
	private static String escape(String json) {
		StringBuilder escaped = new StringBuilder(json.length());
		for (int i = 0; i < json.length();) {
			int codePoint = json.codePointAt(i);
			int next = i + Character.charCount(codePoint);
			if (codePoint == '\n' || PrintableText.isPrintable(codePoint)) {
				escaped.append(json, i, next);
			}
			else {
				for (char ch : Character.toChars(codePoint)) {
					escaped.append("\\u").append(HexFormat.of().toHexDigits(ch));
				}
			}
			i = next;
		}
		return escaped.toString();
	}

	private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
		if (value instanceof Map<?, ?> members) {
			writer.beginObject();
			for (Map.Entry<?, ?> member : members.entrySet()) {
				writer.name(member.getKey().toString());
				write(writer, member.getValue());
			}
			writer.endObject();
		}
		else if (value instanceof List<?> elements) {
			writer.beginArray();
			for (Object element : elements) {
				write(writer, element);
			}
			writer.endArray();
		}
		else if (value instanceof Number number) {
			writer.value(number);
		}
		else if (value instanceof Boolean bool) {
			writer.value(bool);
		}
		else {
			writer.value((value != null) ? value.toString() : null);
		}
	}

	/**
	 * Make an object.
	 * @param namesAndValues the name and the value of each member in turn
	 * @return the object
	 */
	static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return object;
	}

	static Map<String, @Nullable Object> of(Assignment assignment) {
		return object("name", assignment.name(), "port", assignment.port(), "description", assignment.description());
	}

	static @Nullable Map<String, @Nullable Object> of(@Nullable ListeningProcess process) {
		return (process != null) ? object("pid", pid(process), "program", process.program(), "directory",
				process.directory(), "container", of(process.container())) : null;
	}

	private static @Nullable Map<String, @Nullable Object> of(@Nullable Container container) {
		return (container != null) ? object("name", container.name(), "image", container.image(), "project",
				container.project(), "service", container.service()) : null;
	}

	/** The process id, which may not be known where a container has a port. */
	static @Nullable Long pid(ListeningProcess process) {
		return (process.pid() > 0) ? process.pid() : null;
	}

	static @Nullable Map<String, @Nullable Object> of(@Nullable Instance instance) {
		return (instance != null) ? object("name", instance.name(), "state", lowerCase(instance.state()), "port",
				instance.port(), "pid", instance.pid(), "program", instance.program(), "startedAt",
				instance.startedAt(), "url", instance.url(), "endpoints", new TreeMap<>(instance.endpoints()),
				"directory", instance.directory(), "worktree", instance.worktree(), "checkout", of(instance.checkout()),
				"lastSeen", instance.lastSeen()) : null;
	}

	static @Nullable Map<String, @Nullable Object> of(@Nullable Checkout checkout) {
		return (checkout != null) ? object("project", checkout.project(), "directory", checkout.directory(), "worktree",
				checkout.worktree(), "branch", checkout.branch(), "commit", checkout.commit()) : null;
	}

	/** The name of a constant as people and programs see it. */
	static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
