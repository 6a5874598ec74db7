package io.github.portregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.PortChooser.Choice;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Edit;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.net.PortProbe;
import io.github.portregistry.net.PortProbe.Result;
import org.jspecify.annotations.Nullable;

/**
 * One step in which an app claims ports, for itself first and then for what else it
 * opens. A port is held from the probe that found it available. Whatever comes after the
 * app's own port has at least its instance number.
 */
final class ClaimOperation {

	private static final long PAUSE_NANOS = 20_000_000;

	private final List<ClaimRequest> requests;

	private final Supplier<List<Instance>> instances;

	private final List<PortPlaceholder> placeholders = new ArrayList<>();

	ClaimOperation(List<ClaimRequest> requests, Supplier<List<Instance>> instances) {
		this.requests = requests;
		this.instances = instances;
		for (ClaimRequest request : requests) {
			this.placeholders.add(new PortPlaceholder(request.address()));
		}
	}

	/**
	 * Claim the registered ports if that is all there is to do: the usual case.
	 * @param registry the registry
	 * @return the claims, or {@code null}
	 */
	@Nullable List<Claim> keep(RegistryDocument registry) {
		List<Claim> claims = new ArrayList<>();
		for (int i = 0; i < this.requests.size(); i++) {
			PortPlaceholder placeholder = this.placeholders.get(i);
			Choice kept = new PortChooser(registry, placeholder::hold, this.instances, 1).keep(this.requests.get(i));
			if (kept == null) {
				return null;
			}
			claims.add(claim(kept, registry, registry.get(kept.name()), i));
		}
		return claims;
	}

	/**
	 * Have the JVM load what it takes to bind a port: the first time it looks through the
	 * whole class path, and others would wait for the registry's lock meanwhile.
	 */
	void prepare() {
		new PortProbe(null).probe(0);
	}

	/**
	 * Claim ports.
	 * @param registry the registry
	 * @return the registry as it is to be, and the claims
	 */
	Edit<List<Claim>> choose(RegistryDocument registry) {
		List<Claim> claims = new ArrayList<>();
		RegistryDocument document = registry;
		int instance = 1;
		for (int i = 0; i < this.requests.size(); i++) {
			ClaimRequest request = this.requests.get(i);
			PortPlaceholder placeholder = this.placeholders.get(i);
			Choice choice = new PortChooser(document, placeholder::hold, this.instances, instance).choose(request);
			claims.add(claim(choice, registry, document.get(choice.name()), i));
			document = apply(choice, document, request);
			instance = Math.max(instance, choice.instance());
		}
		return new Edit<>(document, claims);
	}

	private static RegistryDocument apply(Choice choice, RegistryDocument document, ClaimRequest request) {
		if (choice.outcome() == Outcome.MOVED) {
			return document.with(choice.name(), choice.port(), null);
		}
		if (choice.outcome() == Outcome.LEFT_ALONE || document.get(choice.name()) != null) {
			return document;
		}
		RegistryDocument cleared = (choice.reclaimed() != null) ? document.without(choice.reclaimed()) : document;
		return cleared.with(choice.name(), choice.port(), Assignment.cleanDescription(request.description()));
	}

	/**
	 * Undo what {@link #choose} has done to the name of a claim, unless somebody else has
	 * changed it since.
	 * @param claim the claim, a {@linkplain Claim#isChange() change}
	 * @param registry the registry
	 * @return the registry as it is to be
	 */
	static RegistryDocument undo(Claim claim, RegistryDocument registry) {
		RegistryLine line = registry.get(claim.name());
		if (line == null || line.port() != claim.port()) {
			return registry;
		}
		Assignment previous = claim.previous();
		if (previous == null) {
			return registry.without(claim.name());
		}
		boolean taken = registry.getByPort(previous.port()) != null;
		return taken ? registry : registry.with(claim.name(), previous.port(), null);
	}

	private Claim claim(Choice choice, RegistryDocument registry, @Nullable RegistryLine previous, int index) {
		PortPlaceholder placeholder = this.requests.get(index).isHold() ? this.placeholders.get(index) : null;
		return new Claim(choice.name(), choice.port(), choice.outcome(), choice.conflict(), registry.isForeign(),
				choice.instance(), (previous != null) ? Assignment.of(previous) : null, placeholder);
	}

	/**
	 * Wait for instances that are stopping and still have a registered port.
	 * @param registry the registry
	 */
	void awaitStopping(RegistryDocument registry) {
		for (int i = 0; i < this.requests.size(); i++) {
			ClaimRequest request = this.requests.get(i);
			RegistryLine registered = registry.get(request.name());
			boolean waits = request.instance() == 1 && !request.stoppingTimeout().isZero();
			if (waits && registered != null) {
				awaitStopping(request, registered.port(), this.placeholders.get(i));
			}
		}
	}

	private void awaitStopping(ClaimRequest request, int port, PortPlaceholder placeholder) {
		long start = System.nanoTime();
		boolean told = false;
		while (placeholder.hold(port) == Result.IN_USE
				&& System.nanoTime() - start < TimeUnit.NANOSECONDS.convert(request.stoppingTimeout())) {
			Instance stopping = findStopping(request.name(), port);
			if (stopping == null) {
				return;
			}
			Consumer<Instance> onStopping = request.onStopping();
			if (onStopping != null && !told) {
				onStopping.accept(stopping);
				told = true;
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private @Nullable Instance findStopping(String name, int port) {
		for (Instance instance : this.instances.get()) {
			if (instance.state() == Instance.State.STOPPING && instance.name().equals(name)
					&& instance.port() == port) {
				return instance;
			}
		}
		return null;
	}

	/**
	 * Release all ports that are not to be held further.
	 * @param held the claims whose ports stay held
	 */
	void releaseAllBut(List<Claim> held) {
		List<PortPlaceholder> released = new ArrayList<>(this.placeholders);
		for (Claim claim : held) {
			released.remove(claim.placeholder());
		}
		for (PortPlaceholder placeholder : released) {
			placeholder.close();
		}
	}

}
