package io.github.portregistry.cli;

import picocli.CommandLine.Option;

/**
 * The option to print JSON.
 */
final class JsonOption {

	@Option(names = "--json", description = "Print JSON.")
	private boolean json;

	boolean isSet() {
		return this.json;
	}

}
