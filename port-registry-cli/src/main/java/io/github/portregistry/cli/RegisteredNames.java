package io.github.portregistry.cli;

import java.util.Iterator;
import java.util.List;

/**
 * Stands for the registered names in what completes a command line: which there are is
 * known only when somebody completes one.
 *
 * @see CompletionCommand
 */
final class RegisteredNames implements Iterable<String> {

	static final String PLACEHOLDER = "__registered_names__";

	@Override
	public Iterator<String> iterator() {
		return List.of(PLACEHOLDER).iterator();
	}

}
