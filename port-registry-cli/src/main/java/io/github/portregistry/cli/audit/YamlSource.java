package io.github.portregistry.cli.audit;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The documents of a YAML file as nodes, which know where they are in the text. An alias
 * is the node that it stands for, so nothing grows by aliases.
 */
final class YamlSource {

	/** What the Maven build replaces, and what templates do. */
	private static final Pattern TEMPLATE = Pattern
		.compile("(?m)(^[ \\t]*\\{\\{.*}}[ \\t]*$)|@[\\w.-]+@|\\{\\{[^\\n{}]*}}");

	private final List<Node> documents;

	private final int @Nullable [] offsets;

	private YamlSource(List<Node> documents, int @Nullable [] offsets) {
		this.documents = documents;
		this.offsets = offsets;
	}

	/**
	 * Parse a file. One that is no YAML has no documents, and its lines are scanned for
	 * addresses.
	 * @param source the text of the file
	 * @param places where to add the ports of these addresses
	 * @return the documents
	 */
	static YamlSource parse(SourceText source, Places places) {
		String text = TEMPLATE.matcher(source.text()).replaceAll(YamlSource::blank);
		List<Node> documents = compose(text);
		if (documents == null) {
			TextLines.scan(source, places, "#");
			return new YamlSource(List.of(), null);
		}
		return new YamlSource(documents, offsets(text));
	}

	/** A line of a template is left out; what stands within a line is a word. */
	private static String blank(MatchResult template) {
		return ((template.group(1) != null) ? " " : "_").repeat(template.end() - template.start());
	}

	private static @Nullable List<Node> compose(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		List<Node> documents = new ArrayList<>();
		try {
			new Yaml(options).composeAll(new StringReader(text)).forEach(documents::add);
			return documents;
		}
		catch (YAMLException ex) {
			return null;
		}
	}

	List<Node> documents() {
		return this.documents;
	}

	int start(Node node) {
		return offset(node.getStartMark());
	}

	int end(Node node) {
		return offset(node.getEndMark());
	}

	/** Marks count code points, of which some are two characters. */
	private int offset(Mark mark) {
		return (this.offsets != null) ? this.offsets[mark.getIndex()] : mark.getIndex();
	}

	private static int @Nullable [] offsets(String text) {
		int count = text.codePointCount(0, text.length());
		if (count == text.length()) {
			return null;
		}
		int[] offsets = new int[count + 1];
		for (int i = 0; i < count; i++) {
			offsets[i + 1] = text.offsetByCodePoints(offsets[i], 1);
		}
		return offsets;
	}

	/**
	 * Return the scalars of a document with their paths. What an alias stands for has the
	 * path of its anchor.
	 * @param document the document
	 * @return the entries in the order of the text
	 */
	List<Entry> entries(Node document) {
		List<Entry> entries = new ArrayList<>();
		collect(document, "", entries, Collections.newSetFromMap(new IdentityHashMap<>()));
		return entries;
	}

	private void collect(Node node, String path, List<Entry> entries, Set<Node> seen) {
		if (!seen.add(node)) {
			return;
		}
		if (node instanceof ScalarNode) {
			entries.add(new Entry(path, start(node), end(node)));
		}
		else if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((element) -> collect(element, path + "[]", entries, seen));
		}
		else if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				String key = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
				String below = path.isEmpty() ? key : path + "." + key;
				collect(tuple.getValueNode(), key.equals("<<") ? path : below, entries, seen);
			}
		}
	}

	/**
	 * Return a value of a mapping.
	 * @param node what should be a mapping
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	static @Nullable Node get(@Nullable Node node, String key) {
		if (node instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				if (tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
					return tuple.getValueNode();
				}
			}
		}
		return null;
	}

	static String text(@Nullable Node node) {
		return (node instanceof ScalarNode scalar) ? scalar.getValue() : "";
	}

}
