package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.RegistryAccessException;

/**
 * What comes of permissions that are taken away and given back. Runs as somebody whom
 * permissions apply to. Prints {@code done}.
 */
public final class PermissionsScenario {

	private PermissionsScenario() {
	}

	/**
	 * Run the scenario.
	 * @param args an empty directory
	 * @throws IOException if permissions cannot be set
	 */
	public static void main(String[] args) throws IOException {
		Path directory = Path.of(args[0]);
		Path registry = directory.resolve(".ports");
		PortRegistry client = PortRegistry.open(registry, Duration.ofSeconds(5));
		client.register("first", 21000);
		client.register("second", 21001);
		int port = 21002;
		for (String name : new String[] { ".ports", ".ports.d", ".ports.d/lock", "." }) {
			Path file = directory.resolve(name);
			String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
			String before = Files.readString(registry);
			set(file, permissions.replace('w', '-'));
			String failure = failure(client, "next", port++);
			set(file, permissions);
			check(failure.contains("permission denied"), name + ": " + failure);
			check(Files.readString(registry).equals(before), name + ": changed");
			check(failure(client, "next", port++).isEmpty(), name + ": not usable again");
			check(client.list().size() == 3, name + ": lost");
		}
		set(registry, "---------");
		String failure = failure(client, "next", port++);
		set(registry, "rw-r--r--");
		check(failure.contains("permission denied"), "unreadable: " + failure);
		check(client.get("first").isPresent(), "lost");
		System.out.println("done");
	}

	private static void set(Path file, String permissions) throws IOException {
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
	}

	private static String failure(PortRegistry client, String name, int port) {
		try {
			client.register(name, port);
			return "";
		}
		catch (RegistryAccessException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

}
