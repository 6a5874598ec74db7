package io.github.portregistry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.Trait;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryFile.Change;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.Listeners;
import io.github.portregistry.net.PortPlaceholder;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.jspecify.annotations.Nullable;

/**
 * One step in which an app claims its own port first and then its further ports. A port
 * is held from the moment it is found available. The further ports have at least the
 * instance number of the app's own port.
 */
final class ClaimOperation {

	private static final long PAUSE_NANOS = 20_000_000;

	private static final long BRIEF_PAUSE_NANOS = 5_000_000;

	/**
	 * The longest time to wait for another claim. A claim that holds a port for longer
	 * belongs to a server that will start.
	 */
	private static final long BRIEF_NANOS = 500_000_000;

	/** Whether this JVM has loaded the classes that are needed to bind a port. */
	private static volatile boolean prepared;

	private final List<ClaimRequest> requests;

	private final Supplier<List<Instance>> instances;

	private final List<PortPlaceholder> placeholders = new ArrayList<>();

	/** The registered ports that this operation has already waited for. */
	private final Set<Integer> awaited = new HashSet<>();

	/** The index of the request that is being decided. */
	private int current;

	private @Nullable RegistryLine blocked;

	/** Why nothing can be registered. */
	private @Nullable RegistryAccessException failure;

	ClaimOperation(List<ClaimRequest> requests, Supplier<List<Instance>> instances) {
		this.requests = requests;
		this.instances = instances;
		for (ClaimRequest request : requests) {
			this.placeholders.add(new PortPlaceholder(request.address()));
		}
	}

	/**
	 * Return the request that was decided last.
	 * @return the request
	 */
	ClaimRequest current() {
		return this.requests.get(this.current);
	}

	/**
	 * Claim the registered ports if the registry does not have to change: the usual case.
	 * @param registry the registry
	 * @return the claims, or {@code null} if the registry may have to change
	 */
	@Nullable List<Claim> keep(RegistryDocument registry) {
		List<Claim> claims = new ArrayList<>();
		int instance = 1;
		for (int i = 0; i < this.requests.size(); i++) {
			Choice kept = chooser(registry, i, instance).keep();
			if (kept == null) {
				return null;
			}
			instance = Math.max(instance, kept.instance());
			claims.add(claim(kept, registry, registry.get(kept.name()), i));
		}
		return claims;
	}

	/**
	 * Load the classes that are needed to bind a port, if no port has been bound yet. The
	 * JVM searches the whole class path for them, and under the lock this would keep
	 * other processes waiting.
	 */
	void prepare() {
		if (!prepared) {
			PortPlaceholder.probe(null, 0);
			prepared = true;
		}
	}

	/**
	 * Have the next choice register nothing, if all requests allow that.
	 * @param failure why the registry could not be changed
	 * @return whether they allow it
	 */
	boolean leaveUnregistered(RegistryAccessException failure) {
		this.failure = failure;
		return this.requests.stream().allMatch((request) -> request.has(Trait.MAY_BE_UNREGISTERED));
	}

	/**
	 * Claim ports.
	 * @param registry the registry
	 * @return the changed registry and the claims. If a registered port that was not
	 * {@linkplain #await() awaited} is in use, the same registry and no claims
	 */
	Change<@Nullable List<Claim>> choose(RegistryDocument registry) {
		List<Claim> claims = new ArrayList<>();
		RegistryDocument document = registry;
		int instance = 1;
		for (this.current = 0; this.current < this.requests.size(); this.current++) {
			PortChooser chooser = chooser(document, this.current, instance);
			if (isToBeAwaited(chooser)) {
				return new Change<>(registry, null);
			}
			Choice choice = chooser.choose();
			claims.add(claim(choice, registry, document.get(choice.name()), this.current));
			document = apply(choice, document, current());
			instance = Math.max(instance, choice.instance());
		}
		return new Change<>(document, claims);
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

	private Claim claim(Choice choice, RegistryDocument registry, @Nullable RegistryLine previous, int index) {
		return new Claim(choice, choice.conflict(), registry, (previous != null) ? Assignment.of(previous) : null,
				this.placeholders.get(index), this.failure);
	}

	private PortChooser chooser(RegistryDocument registry, int index, int instance) {
		return new PortChooser(registry, (port) -> hold(index, port), this.instances, instance,
				this.requests.get(index), this.failure == null);
	}

	/** Hold a port, unless it is still open and may be. */
	private Result hold(int index, int port) {
		Result result = this.placeholders.get(index).hold(port);
		boolean open = result == Result.IN_USE && this.requests.get(index).has(Trait.MAY_BE_OPEN)
				&& LivePorts.isLeftByThisProcess(port, this.instances.get());
		return open ? Result.AVAILABLE : result;
	}

	private boolean isToBeAwaited(PortChooser chooser) {
		RegistryLine registered = chooser.registered();
		this.blocked = registered;
		return registered != null && !current().has(Trait.EVEN_IF_IN_USE) && !this.awaited.contains(registered.port())
				&& hold(this.current, registered.port()) == Result.IN_USE;
	}

	/**
	 * Wait for the registered port that {@link #choose} could not get, if an instance of
	 * the same name that is stopping, or another claim, is likely to release it soon. A
	 * claim only holds the port: no process listens on it, and no instance has recorded
	 * it. An interrupted thread does not wait.
	 */
	void await() {
		RegistryLine registered = this.blocked;
		if (registered == null) {
			return;
		}
		this.awaited.add(registered.port());
		long start = System.nanoTime();
		boolean reported = false;
		while (hold(this.current, registered.port()) == Result.IN_USE && !Thread.currentThread().isInterrupted()) {
			List<Instance> running = findRunning(registered.port());
			Instance stopping = findStopping(running, registered.name());
			long longest = (stopping != null) ? TimeUnit.NANOSECONDS.convert(current().stoppingTimeout()) : BRIEF_NANOS;
			boolean explained = stopping == null && (!running.isEmpty() || Listeners.isListening(registered.port()));
			if (explained || System.nanoTime() - start >= longest) {
				return;
			}
			Consumer<Instance> onStopping = current().onStopping();
			if (stopping != null && onStopping != null && !reported) {
				onStopping.accept(stopping);
				reported = true;
			}
			LockSupport.parkNanos((stopping != null) ? PAUSE_NANOS : BRIEF_PAUSE_NANOS);
		}
	}

	/** Find the instances that have a port for longer than a moment. */
	private List<Instance> findRunning(int port) {
		return this.instances.get()
			.stream()
			.filter((instance) -> instance.port() == port && instance.isAlive())
			.toList();
	}

	private @Nullable Instance findStopping(List<Instance> running, String name) {
		if (current().instance() > 1 || current().stoppingTimeout().isZero()) {
			return null;
		}
		return running.stream()
			.filter((instance) -> instance.state() == Instance.State.STOPPING && instance.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Release all ports except those of some claims.
	 * @param claims the claims whose ports stay held
	 */
	void releaseAllBut(List<Claim> claims) {
		for (PortPlaceholder placeholder : this.placeholders) {
			boolean kept = false;
			for (Claim claim : claims) {
				kept |= claim.isOf(placeholder);
			}
			if (!kept) {
				placeholder.close();
			}
		}
	}

}
