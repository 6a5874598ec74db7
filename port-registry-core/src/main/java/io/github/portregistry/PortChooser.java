package io.github.portregistry;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.ClaimRequest.Trait;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.jspecify.annotations.Nullable;

/**
 * Decides which port an app gets, based on the content of the registry, the results of
 * probing ports, and the instances. The registry is not changed. The probe may hold one
 * port at a time: the last port that it finds available is the port that is chosen.
 */
final class PortChooser {

	private final RegistryDocument registry;

	private final IntFunction<Result> probe;

	private final Supplier<List<Instance>> instances;

	private final ClaimRequest request;

	private final InstanceChooser chooser;

	/** The lowest number that the instance may have. */
	private final int lowest;

	private final int number;

	private final RangeChooser range;

	/** Whether the choice can be registered. */
	private final boolean registers;

	/**
	 * Create a chooser.
	 * @param registry the registry's content
	 * @param probe probes a port
	 * @param instances supplies the running instances, and the last one of each name that
	 * has none
	 * @param instance the number of the instance, if the request does not have a higher
	 * one
	 * @param request the request
	 * @param registers whether the choice can be registered
	 */
	PortChooser(RegistryDocument registry, IntFunction<Result> probe, Supplier<List<Instance>> instances, int instance,
			ClaimRequest request, boolean registers) {
		this.registry = registry;
		this.probe = probe;
		this.instances = instances;
		this.request = request;
		this.chooser = new InstanceChooser(registry, instances, request);
		this.lowest = Math.max(instance, request.instance());
		this.number = this.chooser.choose(this.lowest);
		this.registers = registers;
		this.range = new RangeChooser(registry, probe, instances, this.number, request, registers);
	}

	/**
	 * Choose a port.
	 * @return the choice
	 * @throws PortConflictException if the port belongs to another name or process and
	 * the policy of the request is {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Choice choose() {
		RegistryLine registered = registered();
		if (registered == null) {
			return register();
		}
		Result result = probe(registered);
		if (isRefusal(result)) {
			return moveAside(registered.port(), result);
		}
		Choice kept = kept(registered);
		return (this.registers && this.chooser.isEdited(registered)) ? moveToPreferred(kept) : kept;
	}

	/**
	 * Choose the registered port if the registry does not have to change.
	 * @return the choice, which does not change the registry, or {@code null}
	 */
	@Nullable Choice keep() {
		RegistryLine registered = registered();
		return (registered != null && !this.chooser.isEdited(registered) && !isRefusal(probe(registered)))
				? kept(registered) : null;
	}

	/**
	 * Return the assignment of the instance.
	 * @return the assignment, or {@code null} if it is not registered
	 */
	@Nullable RegistryLine registered() {
		return this.registry.get(name());
	}

	private Result probe(RegistryLine registered) {
		return this.request.has(Trait.EVEN_IF_IN_USE) ? Result.AVAILABLE : this.probe.apply(registered.port());
	}

	private static boolean isRefusal(Result result) {
		return result == Result.IN_USE || result == Result.NOT_PERMITTED;
	}

	private Choice kept(RegistryLine registered) {
		return new Choice(registered.name(), registered.port(), Outcome.KEPT, this.number);
	}

	private String name() {
		return AssignmentNames.ofInstance(this.request.name(), this.number);
	}

	private Choice moveToPreferred(Choice kept) {
		int port = Objects.requireNonNull(this.request.port());
		RegistryLine holder = this.registry.getByPort(port);
		Result result = (holder != null) ? Result.IN_USE : this.probe.apply(port);
		if (result == Result.AVAILABLE) {
			return new Choice(kept.name(), port, Outcome.MOVED, kept.instance());
		}
		// The probe holds one port at a time: hold the registered one again.
		Result back = this.probe.apply(kept.port());
		if (isRefusal(back)) {
			return moveAside(kept.port(), back);
		}
		if (result == Result.UNKNOWN) {
			return kept;
		}
		return kept.with(kept.instance(), conflict(port, (holder != null) ? holder.name() : null, result));
	}

	private Choice register() {
		Integer port = this.request.port();
		RegistryLine holder = (port != null) ? this.registry.getByPort(port) : null;
		boolean later = this.number > 1 && (!this.request.isAskedFor() || this.number == this.lowest);
		if (this.range.isAlone() || port == null || (later && (holder != null || !this.request.isAskedFor()))) {
			return inRange(Outcome.REGISTERED_IN_RANGE);
		}
		if (holder != null) {
			return leave(port, holder.name(), Result.IN_USE);
		}
		if (!this.request.isAskedFor() && this.request.excludedPorts().contains(port)) {
			return inRange(Outcome.REGISTERED_IN_RANGE);
		}
		Result result = this.probe.apply(port);
		return switch (result) {
			case IN_USE, NOT_PERMITTED -> later ? inRange(Outcome.REGISTERED_IN_RANGE) : leave(port, null, result);
			case UNKNOWN -> this.range.leaveAlone(name());
			case AVAILABLE -> new Choice(name(), port, Outcome.REGISTERED, this.number);
		};
	}

	/** Choose another port because the preferred or default port is not available. */
	private Choice leave(int port, @Nullable String holder, Result result) {
		PortConflict conflict = conflict(port, holder, result);
		if (!this.request.isAskedFor()) {
			return inRange(Outcome.REGISTERED_IN_RANGE).with(this.number, conflict);
		}
		failIfWanted(conflict);
		return inRange(Outcome.FELL_BACK).with(this.number, conflict);
	}

	/** Choose a derived name because the registered port is not available. */
	private Choice moveAside(int port, Result result) {
		PortConflict conflict = conflict(port, name(), result);
		failIfWanted(conflict);
		for (int other = this.number + 1;; other++) {
			String name = AssignmentNames.ofInstance(this.request.name(), other);
			RegistryLine line = this.registry.get(name);
			if (line == null) {
				return this.range.choose(name, Outcome.MOVED_ASIDE).with(other, conflict);
			}
			if (!this.chooser.isPreferred(line) && this.probe.apply(line.port()) == Result.AVAILABLE) {
				return new Choice(name, line.port(), Outcome.MOVED_ASIDE, other).with(other, conflict);
			}
		}
	}

	private void failIfWanted(PortConflict conflict) {
		if (this.request.onConflict() == ConflictPolicy.FAIL) {
			throw new PortConflictException(conflict, conflict.describe());
		}
	}

	private PortConflict conflict(int port, @Nullable String holder, Result result) {
		Wish wish = this.request.wish();
		String wishedBy = (wish != null && wish.port() == port && !name().equals(holder)) ? wish.file().toString()
				: null;
		return new PortConflict(name(), port, holder, null, null, null, result != Result.NOT_PERMITTED, wishedBy);
	}

	private Choice inRange(Outcome outcome) {
		return this.range.choose(name(), outcome);
	}

}
