package io.github.portregistry;

import java.util.BitSet;
import java.util.Set;
import java.util.function.IntFunction;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.net.PortProbe.Result;
import org.jspecify.annotations.Nullable;

/**
 * Decides which port an app gets. A function of the registry's content and of what
 * probing a port gives; it changes nothing.
 */
final class PortChooser {

	private final RegistryDocument registry;

	private final IntFunction<Result> probe;

	PortChooser(RegistryDocument registry, IntFunction<Result> probe) {
		this.registry = registry;
		this.probe = probe;
	}

	/**
	 * Choose a port.
	 * @param request the name and what it wants
	 * @return the choice
	 * @throws PortConflictException if another has the port and the request says
	 * {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Choice choose(ClaimRequest request) {
		Choice kept = keep(request);
		if (kept != null) {
			return kept;
		}
		RegistryLine registered = this.registry.get(request.name());
		return (registered != null) ? moveAside(request, registered.port()) : register(request);
	}

	/**
	 * Choose the registered port if that is possible.
	 * @param request the name and what it wants
	 * @return the choice, which needs no change of the registry, or {@code null}
	 */
	@Nullable Choice keep(ClaimRequest request) {
		RegistryLine registered = this.registry.get(request.name());
		if (registered == null || this.probe.apply(registered.port()) == Result.IN_USE) {
			return null;
		}
		return new Choice(request.name(), registered.port(), Outcome.KEPT, null);
	}

	private Choice register(ClaimRequest request) {
		Integer port = request.port();
		if (port == null) {
			return inRange(request, request.name(), Outcome.REGISTERED_IN_RANGE, null);
		}
		RegistryLine holder = this.registry.getByPort(port);
		if (holder != null) {
			return leave(request, port, holder.name());
		}
		return switch (this.probe.apply(port)) {
			case IN_USE -> leave(request, port, null);
			case UNKNOWN -> new Choice(request.name(), port, Outcome.LEFT_ALONE, null);
			case AVAILABLE -> (request.isAskedFor() || !request.excludedPorts().contains(port))
					? new Choice(request.name(), port, Outcome.REGISTERED, null)
					: inRange(request, request.name(), Outcome.REGISTERED_IN_RANGE, null);
		};
	}

	/** The preferred or default port is another's. */
	private Choice leave(ClaimRequest request, int port, @Nullable String holder) {
		PortConflict conflict = new PortConflict(request.name(), port, holder, null, null);
		if (!request.isAskedFor()) {
			return inRange(request, request.name(), Outcome.REGISTERED_IN_RANGE, conflict);
		}
		failIfWanted(request, conflict);
		return inRange(request, request.name(), Outcome.FELL_BACK, conflict);
	}

	/** The registered port is in use. */
	private Choice moveAside(ClaimRequest request, int port) {
		PortConflict conflict = new PortConflict(request.name(), port, request.name(), null, null);
		failIfWanted(request, conflict);
		for (int number = 2;; number++) {
			String name = AssignmentNames.ofInstance(request.name(), number);
			RegistryLine line = this.registry.get(name);
			if (line == null) {
				return inRange(request, name, Outcome.MOVED_ASIDE, conflict);
			}
			if (this.probe.apply(line.port()) == Result.AVAILABLE) {
				return new Choice(name, line.port(), Outcome.MOVED_ASIDE, conflict);
			}
		}
	}

	private static void failIfWanted(ClaimRequest request, PortConflict conflict) {
		if (request.onConflict() == ConflictPolicy.FAIL) {
			throw new PortConflictException(conflict, conflict.describe());
		}
	}

	private Choice inRange(ClaimRequest request, String name, Outcome outcome, @Nullable PortConflict conflict) {
		return new Choice(name, findAvailable(request.range(), request.excludedPorts()), outcome, conflict);
	}

	/**
	 * Find the lowest available port of a range.
	 * @param range the range
	 * @param excludedPorts the ports to leave out
	 * @return the port
	 * @throws RangeExhaustedException if there is none
	 */
	int findAvailable(PortRange range, Set<Integer> excludedPorts) {
		BitSet registered = new BitSet(InvalidPortException.MAX + 1);
		this.registry.assignments().forEach((line) -> registered.set(line.port()));
		BitSet taken = (BitSet) registered.clone();
		excludedPorts.forEach(taken::set);
		int inUse = 0;
		for (int port = taken.nextClearBit(range.start()); port < range.end(); port = taken.nextClearBit(port + 1)) {
			if (this.probe.apply(port) == Result.AVAILABLE) {
				return port;
			}
			inUse++;
		}
		int registeredInRange = count(registered, range);
		throw new RangeExhaustedException(range, registeredInRange, count(taken, range) - registeredInRange, inUse);
	}

	private static int count(BitSet ports, PortRange range) {
		return ports.get(range.start(), range.end()).cardinality();
	}

	/**
	 * What was chosen.
	 *
	 * @param name the name that gets the port
	 * @param port the port
	 * @param outcome why it is this one
	 * @param conflict who has the other port, as far as the registry tells
	 */
	record Choice(String name, int port, Outcome outcome, @Nullable PortConflict conflict) {

	}

}
