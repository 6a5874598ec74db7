package io.github.portregistry.cli.audit;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Finds the ports that Docker Compose publishes on this machine, and the URLs that it
 * hands to containers for browsers. All else in a container is on a network of its own.
 */
final class ComposeScanner implements FileScanner {

	/** The address before it, the first published port, and what is in the container. */
	private static final Pattern PUBLISHED = Pattern.compile("[\"']?(?:(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:]*]"
			+ "|localhost|\\$\\{[^{}]*}|\\$\\w+):)?(\\d{1,5})(?:-\\d{1,5})?:.+");

	private static final Pattern NUMBER = Pattern.compile("[\"']?(\\d{1,5})(?:-\\d{1,5})?[\"']?");

	private static final Pattern WEB = Pattern.compile("(?i)(https?|wss?)://$");

	@Override
	public void scan(String path, SourceText source, Places places) {
		YamlSource yaml = YamlSource.parse(source, places);
		for (Node document : yaml.documents()) {
			if (YamlSource.get(document, "services") instanceof MappingNode services) {
				services.getValue().forEach((service) -> new Service(yaml, source, places, service).scan());
			}
		}
	}

	/**
	 * A service, with all that is said of it.
	 */
	private static final class Service {

		private final YamlSource yaml;

		private final SourceText source;

		private final Places places;

		private final Node node;

		private final String name;

		private final String context;

		private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

		Service(YamlSource yaml, SourceText source, Places places, NodeTuple service) {
			this.yaml = yaml;
			this.source = source;
			this.places = places;
			this.node = service.getValueNode();
			this.name = YamlSource.text(service.getKeyNode());
			this.context = this.name + " " + YamlSource.text(YamlSource.get(this.node, "image"));
		}

		void scan() {
			scan(this.node);
		}

		private void scan(Node part) {
			if (part instanceof SequenceNode sequence) {
				sequence.getValue().forEach(this::scan);
			}
			if (!(part instanceof MappingNode mapping) || !this.seen.add(part)) {
				return;
			}
			for (NodeTuple tuple : mapping.getValue()) {
				switch (YamlSource.text(tuple.getKeyNode())) {
					case "ports" -> scanPorts(tuple.getValueNode());
					case "environment" -> scanEnvironment(tuple.getValueNode());
					case "<<" -> scan(tuple.getValueNode());
					default -> {
						// Of the container.
					}
				}
			}
		}

		private void scanPorts(Node ports) {
			if (!(ports instanceof SequenceNode sequence)) {
				return;
			}
			for (Node port : sequence.getValue()) {
				Node published = YamlSource.get(port, "published");
				boolean udp = YamlSource.text(port).endsWith("/udp")
						|| YamlSource.text(YamlSource.get(port, "protocol")).toLowerCase(Locale.ROOT).equals("udp");
				if (port instanceof ScalarNode && !udp) {
					scanPort(port, PUBLISHED);
				}
				else if (published != null && !udp) {
					scanPort(published, NUMBER);
				}
			}
		}

		private void scanPort(Node port, Pattern pattern) {
			Matcher matcher = pattern.matcher(this.source.text()).region(this.yaml.start(port), this.yaml.end(port));
			if (matcher.matches()) {
				this.places.add(matcher.start(1), matcher.end(1), PortForm.PORT, this.name, this.context);
			}
		}

		private void scanEnvironment(Node environment) {
			if (!this.seen.add(environment)) {
				return;
			}
			if (environment instanceof ScalarNode) {
				this.places.addAddresses(this.yaml.start(environment), this.yaml.end(environment), null, "",
						this::isOfBrowser);
			}
			else if (environment instanceof SequenceNode sequence) {
				sequence.getValue().forEach(this::scanEnvironment);
			}
			else if (environment instanceof MappingNode mapping) {
				mapping.getValue().forEach((tuple) -> scanEnvironment(tuple.getValueNode()));
			}
		}

		private boolean isOfBrowser(int host) {
			return WEB.matcher(this.source.text().substring(Math.max(0, host - 10), host)).find();
		}

	}

}
