package io.github.portregistry.cli.audit;

import org.yaml.snakeyaml.nodes.Node;

/**
 * Finds the ports of the targets that Prometheus asks on this machine.
 */
final class PrometheusScanner implements FileScanner {

	@Override
	public void scan(String path, SourceText source, Places places) {
		YamlSource yaml = YamlSource.parse(source, places);
		for (Node document : yaml.documents()) {
			for (Entry entry : yaml.entries(document)) {
				places.addAddresses(entry.start(), entry.end(), null, entry.path());
			}
		}
	}

}
