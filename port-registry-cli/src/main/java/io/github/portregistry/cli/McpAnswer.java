package io.github.portregistry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.support.PrintableText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a tool. What others have written, such as names, descriptions and paths,
 * is in {@code data} only, short and printable; {@code next}, what to do, is our own
 * text.
 */
final class McpAnswer {

	private static final int MAX_TEXT = 200;

	static final int MAX_ELEMENTS = 20;

	private static final int MAX_RESOURCE_ELEMENTS = 500;

	private McpAnswer() {
	}

	/**
	 * Create an answer.
	 * @param next what to do next, without any text of others
	 * @param data what was found
	 * @return the answer
	 */
	static CallToolResult of(String next, Map<String, @Nullable Object> data) {
		return result(Json.object("next", next, "data", bounded(data)), false);
	}

	/**
	 * Create an answer that says why there is no other.
	 * @param problem what is wrong
	 * @param next what to do next, without any text of others
	 * @return the answer
	 */
	static CallToolResult problem(String problem, String next) {
		return result(Json.object("problem", bounded(problem), "next", next), true);
	}

	/**
	 * Return what a resource has.
	 * @param elements what there is
	 * @return the text, with {@value #MAX_RESOURCE_ELEMENTS} elements at most
	 */
	static String resource(List<?> elements) {
		List<?> shown = elements.subList(0, Math.min(elements.size(), MAX_RESOURCE_ELEMENTS));
		return Json.compact(Json.object("data", shown.stream().map(McpAnswer::bounded).toList(), "notShown",
				elements.size() - shown.size()));
	}

	private static CallToolResult result(Map<String, @Nullable Object> answer, boolean error) {
		return CallToolResult.builder()
			.addTextContent(Json.compact(answer))
			.structuredContent(answer)
			.isError(error)
			.build();
	}

	/** What is not known is left out. */
	private static @Nullable Object bounded(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			Map<String, @Nullable Object> bounded = new LinkedHashMap<>();
			members.forEach((name, member) -> {
				if (member != null) {
					bounded.put(name.toString(), bounded(member));
				}
			});
			return bounded;
		}
		if (value instanceof List<?> elements) {
			return elements.stream().limit(MAX_ELEMENTS).map(McpAnswer::bounded).toList();
		}
		if (value instanceof Number || value instanceof Boolean || value == null) {
			return value;
		}
		String text = PrintableText.of(value.toString());
		return (text.length() <= MAX_TEXT) ? text : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT / 2)) + "…"
				+ text.substring(text.offsetByCodePoints(text.length(), -MAX_TEXT / 4));
	}

}
