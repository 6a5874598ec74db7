package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortChooser.Choice;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile;
import io.github.portregistry.file.RegistryFile.Edit;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.net.PortProbe;
import org.jspecify.annotations.Nullable;

/**
 * {@link PortRegistry} kept in a file.
 */
final class FilePortRegistry implements PortRegistry {

	private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

	private final RegistryFile file;

	FilePortRegistry(Path location, Duration lockTimeout) {
		this.file = new RegistryFile(location, lockTimeout);
	}

	@Override
	public Path getLocation() {
		return this.file.path();
	}

	@Override
	public List<Assignment> list() {
		return read().assignments()
			.stream()
			.map(FilePortRegistry::assignment)
			.sorted(Comparator.comparing(Assignment::name))
			.toList();
	}

	@Override
	public Optional<Assignment> get(String name) {
		return find(read(), name);
	}

	@Override
	public Optional<Assignment> register(String name, int port) {
		return assign(name, port, null);
	}

	@Override
	public Optional<Assignment> register(String name, int port, String description) {
		return assign(name, port, clean(description));
	}

	private Optional<Assignment> assign(String name, int port, @Nullable String description) {
		AssignmentNames.check(name);
		InvalidPortException.check(port);
		return update((document) -> {
			RegistryLine holder = document.getByPort(port);
			if (holder != null && !holder.name().equals(name)) {
				PortConflict conflict = new PortConflict(name, port, holder.name(), null, null);
				throw new PortConflictException(conflict,
						"Port " + port + " is already assigned to '" + AssignmentNames.printable(holder.name())
								+ "'. Choose a different port or unregister that application first.");
			}
			return new Edit<>(document.with(name, port, description), find(document, name));
		});
	}

	@Override
	public Optional<Assignment> unregister(String name) {
		return update((document) -> new Edit<>(document.without(name), find(document, name)));
	}

	@Override
	public int findAvailablePort(PortRange range) {
		return new PortChooser(read(), new PortProbe(null)::probe).findAvailable(range, ExcludedPorts.DEFAULT);
	}

	@Override
	public Claim claim(ClaimRequest request) {
		PortProbe probe = new PortProbe(request.address());
		RegistryDocument registry = read();
		Choice kept = new PortChooser(registry, probe::probe).keep(request);
		if (kept != null) {
			return claim(kept, null, registry);
		}
		try {
			Claim claim = update((document) -> {
				Choice choice = new PortChooser(document, probe::probe).choose(request);
				return new Edit<>(apply(choice, document, request), claim(choice, choice.conflict(), document));
			});
			return complete(claim, request);
		}
		catch (PortConflictException ex) {
			PortConflict conflict = complete(ex.getConflict(), request);
			throw new PortConflictException(conflict, conflict.describe());
		}
	}

	private static RegistryDocument apply(Choice choice, RegistryDocument document, ClaimRequest request) {
		if (choice.outcome() == Outcome.LEFT_ALONE || document.get(choice.name()) != null) {
			return document;
		}
		return document.with(choice.name(), choice.port(), clean(request.description()));
	}

	private static Claim claim(Choice choice, @Nullable PortConflict conflict, RegistryDocument document) {
		return new Claim(choice.name(), choice.port(), choice.outcome(), conflict, document.isForeign());
	}

	/** Finds out about a conflict what takes time, so not under the lock. */
	private Claim complete(Claim claim, ClaimRequest request) {
		PortConflict conflict = claim.conflict();
		if (conflict == null || claim.outcome() == Outcome.REGISTERED_IN_RANGE) {
			return claim;
		}
		return new Claim(claim.name(), claim.port(), claim.outcome(), complete(conflict, request),
				claim.foreignContent());
	}

	private PortConflict complete(PortConflict conflict, ClaimRequest request) {
		ListeningProcess process = ListeningProcess.find(conflict.port()).orElse(null);
		return new PortConflict(conflict.name(), conflict.port(), conflict.assignedTo(), process, alternative(request));
	}

	private @Nullable Integer alternative(ClaimRequest request) {
		PortProbe probe = new PortProbe(request.address());
		try {
			return new PortChooser(read(), probe::probe).findAvailable(request.range(), request.excludedPorts());
		}
		catch (PortRegistryException ex) {
			return null;
		}
	}

	private static Optional<Assignment> find(RegistryDocument document, String name) {
		return Optional.ofNullable(document.get(name)).map(FilePortRegistry::assignment);
	}

	private static Assignment assignment(RegistryLine line) {
		return new Assignment(line.name(), line.port(), line.description());
	}

	private static String clean(String description) {
		return NOT_PRINTABLE.matcher(description).replaceAll(" ");
	}

	private RegistryDocument read() {
		try {
			return this.file.read();
		}
		catch (IOException ex) {
			throw new RegistryAccessException("read", getLocation(), ex);
		}
	}

	private <T> T update(Function<RegistryDocument, Edit<T>> operation) {
		try {
			return this.file.update(operation);
		}
		catch (IOException ex) {
			throw new RegistryAccessException("change", getLocation(), ex);
		}
	}

}
