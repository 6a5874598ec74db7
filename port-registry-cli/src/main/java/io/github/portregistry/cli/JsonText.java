package io.github.portregistry.cli;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A text of JSON with comments, and where in it each member stands.
 */
final class JsonText {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
		.enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
		.build();

	private final JsonParser parser;

	private JsonText(JsonParser parser) {
		this.parser = parser;
	}

	/**
	 * Read a text.
	 * @param text the text
	 * @return the object that it has
	 * @throws IllegalArgumentException if it is no JSON, or no object
	 */
	static Value of(String text) {
		String content = text.startsWith("\ufeff") ? " " + text.substring(1) : text;
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), content)) {
			JsonText json = new JsonText(parser);
			parser.nextToken();
			Value root = json.value();
			if (!root.isObject() || parser.nextToken() != null) {
				throw new IllegalArgumentException("it is not one JSON object");
			}
			return root;
		}
		catch (JacksonException ex) {
			TokenStreamLocation at = ex.getLocation();
			throw new IllegalArgumentException("it is not JSON: " + ex.getOriginalMessage()
					+ ((at != null) ? " (line " + at.getLineNr() + ")" : ""));
		}
	}

	private Value value() {
		int start = offset(this.parser.currentTokenLocation());
		List<Member> members = new ArrayList<>();
		boolean object = this.parser.currentToken() == JsonToken.START_OBJECT;
		if (object) {
			while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = this.parser.currentName();
				int nameStart = offset(this.parser.currentTokenLocation());
				this.parser.nextToken();
				members.add(new Member(name, nameStart, value()));
			}
		}
		else {
			this.parser.skipChildren();
			this.parser.finishToken();
		}
		return new Value(start, offset(this.parser.currentLocation()), object, members);
	}

	private static int offset(TokenStreamLocation location) {
		return (int) location.getCharOffset();
	}

	/**
	 * A value.
	 *
	 * @param start where it starts
	 * @param end where it ends
	 * @param isObject whether it is an object
	 * @param members its members
	 */
	record Value(int start, int end, boolean isObject, List<Member> members) {

		@Nullable Member member(String name) {
			return this.members.stream().filter((member) -> member.name().equals(name)).findFirst().orElse(null);
		}

		boolean isEmpty() {
			return this.members.isEmpty();
		}

	}

	/**
	 * A member of an object.
	 *
	 * @param name its name
	 * @param start where its name starts
	 * @param value its value
	 */
	record Member(String name, int start, Value value) {
	}

}
