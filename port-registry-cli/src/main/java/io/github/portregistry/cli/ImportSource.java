package io.github.portregistry.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import io.github.portregistry.Assignment;
import io.github.portregistry.AssignmentNames;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import picocli.CommandLine.TypeConversionException;

/**
 * What a file has to import.
 *
 * @param assignments the assignments, in the order of the file
 * @param problems what cannot be imported, and why
 */
record ImportSource(List<Assignment> assignments, List<String> problems) {

	private static final String BYTE_ORDER_MARK = "\ufeff";

	static ImportSource of(byte[] content) {
		String text = new String(content, StandardCharsets.UTF_8).replaceFirst("^" + BYTE_ORDER_MARK, "");
		boolean json = text.stripLeading().startsWith("[");
		ImportSource source = new ImportSource(new ArrayList<>(), new ArrayList<>());
		if (json) {
			source.readJson(text);
		}
		else {
			source.readRegistry(content);
		}
		return source;
	}

	private void readRegistry(byte[] content) {
		String problem = RegistryDocument.checkLimits(content);
		if (problem != null) {
			this.problems.add("The file " + problem);
			return;
		}
		RegistryDocument document = RegistryDocument.of(content);
		List<RegistryLine> lines = document.lines();
		for (int i = 0; i < lines.size(); i++) {
			RegistryLine line = lines.get(i);
			String place = "Line " + (i + 1);
			if (line.isAssignment()) {
				add(place, line.name(), line.port(), line.description());
			}
			else if (line.isMalformed()) {
				this.problems.add(place + ": '" + shorten(line.text())
						+ "' is not an assignment: write name:port:description, with a port from 1 to 65535");
			}
		}
	}

	private void readJson(String text) {
		try {
			JsonReader reader = new JsonReader(new StringReader(text));
			reader.setStrictness(Strictness.STRICT);
			TypeAdapter<JsonElement> elements = new Gson().getAdapter(JsonElement.class);
			reader.beginArray();
			for (int i = 1; reader.hasNext(); i++) {
				readJson("Element " + i, elements.read(reader));
			}
			reader.endArray();
			reader.peek();
		}
		catch (IOException | JsonParseException | IllegalStateException ex) {
			this.problems.add("Not the JSON of 'ports export': " + ex.getMessage());
		}
	}

	private void readJson(String place, JsonElement element) {
		JsonObject object = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
		JsonElement name = object.get("name");
		JsonElement port = object.get("port");
		JsonElement description = object.has("description") ? object.get("description") : new JsonPrimitive("");
		if (!isString(name) || !isNumber(port) || !isString(description)) {
			this.problems.add(place + ": '" + shorten(element.toString())
					+ "' is not an assignment: it needs a name and a port, and can have a description");
			return;
		}
		try {
			add(place, name.getAsString(), new PortConverter().convert(port.getAsString()), description.getAsString());
		}
		catch (TypeConversionException ex) {
			this.problems.add(place + ": " + ex.getMessage());
		}
	}

	private static boolean isString(JsonElement element) {
		return element instanceof JsonPrimitive primitive && primitive.isString();
	}

	private static boolean isNumber(JsonElement element) {
		return element instanceof JsonPrimitive primitive && primitive.isNumber();
	}

	private void add(String place, String name, int port, String description) {
		if (AssignmentNames.isValid(name)) {
			this.assignments.add(new Assignment(name, port, description));
		}
		else {
			this.problems.add(place + ": '" + shorten(name) + "' is not a valid name: " + AssignmentNames.RULE);
		}
	}

	private static String shorten(String text) {
		return (text.length() > 80) ? text.substring(0, 80) + "..." : text;
	}

}
