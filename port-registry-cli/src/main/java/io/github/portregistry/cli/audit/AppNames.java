package io.github.portregistry.cli.audit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.portregistry.AssignmentNames;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a project tell of its apps: how they are called, and which ports they
 * listen on.
 */
final class AppNames {

	/** No placeholder, and nothing that only a build tool can tell. */
	private static final Pattern PLAIN = Pattern.compile("[\\w .+-]{1,128}");

	private final Map<String, String> namesByModule = new HashMap<>();

	private final Map<Integer, String> namesByPort = new HashMap<>();

	private final Set<Integer> ownPorts = new HashSet<>();

	private final String project;

	/**
	 * Collect the names of a project.
	 * @param project the name of its folder
	 * @param files its files
	 */
	AppNames(String project, List<AuditedFile> files) {
		this.project = project;
		for (AuditedFile file : files) {
			String app = (file.app() != null) ? valid(file.app()) : null;
			if (app != null) {
				this.namesByModule.putIfAbsent(file.module(), app);
			}
		}
		files.stream()
			.sorted(Comparator.comparing((AuditedFile file) -> file.path().contains("src/test/")))
			.forEach((file) -> file.places().forEach((place) -> addOwn(file, place)));
		files.forEach((file) -> file.places().forEach((place) -> addPublished(file, place)));
	}

	private void addOwn(AuditedFile file, Place place) {
		if (place.form() == PortForm.OWN_PORT) {
			this.ownPorts.add(place.port());
			String name = nameOfOwn(file, place);
			if (name != null) {
				this.namesByPort.putIfAbsent(place.port(), name);
			}
		}
	}

	private void addPublished(AuditedFile file, Place place) {
		boolean server = file.kind() == FileKind.VITE || file.kind() == FileKind.PLAYWRIGHT;
		if (place.form() == PortForm.PORT && (server || file.kind() == FileKind.COMPOSE)) {
			String name = server ? nameOfModule(file) : valid(place.hint());
			if (name != null) {
				this.namesByPort.putIfAbsent(place.port(), name);
			}
		}
	}

	/**
	 * Whether an app of the project has a port as its own.
	 * @param port the port
	 * @return whether it has
	 */
	boolean isOwn(int port) {
		return this.ownPorts.contains(port);
	}

	/**
	 * Return how the app may be called that a file means by a port.
	 * @param file the file
	 * @param place where the port is
	 * @return the name, or {@code null} if it cannot be told
	 */
	@Nullable String guess(AuditedFile file, Place place) {
		if (place.form() == PortForm.OWN_PORT) {
			return nameOfOwn(file, place);
		}
		if (place.form() == PortForm.LISTEN || file.kind() == FileKind.DOCKERFILE) {
			return nameOfModule(file);
		}
		String known = this.namesByPort.get(place.port());
		String hint = valid(place.hint());
		boolean service = file.kind() == FileKind.COMPOSE && hint != null
				&& (known == null || !known.equals(AssignmentNames.ofPort(hint, AssignmentNames.MANAGEMENT)));
		String name = (service || known == null) ? hint : known;
		return (name == null && place.form() == PortForm.PORT) ? nameOfModule(file) : name;
	}

	/** The management port of an app has a name of its own. */
	private @Nullable String nameOfOwn(AuditedFile file, Place place) {
		String name = nameOfModule(file);
		boolean management = place.context().startsWith(AssignmentNames.MANAGEMENT);
		return (name != null && management) ? AssignmentNames.ofPort(name, AssignmentNames.MANAGEMENT) : name;
	}

	private @Nullable String nameOfModule(AuditedFile file) {
		String module = file.module();
		String name = this.namesByModule.get(module);
		if (name != null) {
			return name;
		}
		return valid(module.isEmpty() ? this.project : module.substring(module.lastIndexOf('/') + 1));
	}

	private static @Nullable String valid(@Nullable String name) {
		return (name != null && PLAIN.matcher(name).matches()) ? AssignmentNames.from(name).orElse(null) : null;
	}

}
