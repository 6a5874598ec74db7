package io.github.portregistry;

import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.instance.Checkout;
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
		int port = PortRange.DEFAULT.start();
		Checkout checkout = Checkout.ofThisProgram().orElse(null);
		Instance instance = Instance.starting(NAME, port, port, checkout);
		RegistryFile.loadClasses(instance);
		new CheckoutNames(List.of(instance)).find(NAME, checkout);
		RegistryDocument registry = RegistryDocument.ofNewFile().with(NAME, port, "");
		ClaimRequest request = ClaimRequest.forName(NAME).preferredPort(port + 1).build();
		new PortChooser(registry, (any) -> PortPlaceholder.Result.AVAILABLE, () -> List.of(instance), 1, request, true)
			.choose();
		new ClaimOperation(List.of(), List::of).prepare();
		new RegistryFile(Path.of(NAME), PortRegistry.DEFAULT_LOCK_TIMEOUT);
	}

}
