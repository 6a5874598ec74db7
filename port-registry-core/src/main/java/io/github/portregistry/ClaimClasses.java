package io.github.portregistry;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;

/**
 * Loads the classes that a claim needs by making a claim in memory.
 */
final class ClaimClasses {

	private static final String NAME = "application";

	private ClaimClasses() {
	}

	static void load() {
		RegistryDocument registry = RegistryDocument.ofNewFile().with(NAME, PortRange.DEFAULT.start(), "");
		ClaimRequest request = ClaimRequest.forName(NAME).build();
		new PortChooser(registry, (port) -> PortPlaceholder.Result.AVAILABLE, List::of, 1, request).choose();
		new ClaimOperation(List.of(), List::of).prepare();
		new RegistryFile(Path.of(NAME), PortRegistry.DEFAULT_LOCK_TIMEOUT);
		RegistryFile.loadClasses(Instance.starting(NAME, PortRange.DEFAULT.start(), null, null));
	}

}
