package io.github.portregistry;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
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

	private final int instance;

	/**
	 * Create a chooser.
	 * @param registry the registry's content
	 * @param probe probes a port
	 * @param instances supplies the running instances, and the last one of each name that
	 * has none
	 * @param instance the number of the instance, if the request does not have a higher
	 * one
	 */
	PortChooser(RegistryDocument registry, IntFunction<Result> probe, Supplier<List<Instance>> instances,
			int instance) {
		this.registry = registry;
		this.probe = probe;
		this.instances = instances;
		this.instance = instance;
	}

	/**
	 * Choose a port.
	 * @param request the request
	 * @return the choice
	 * @throws PortConflictException if the port belongs to another name or process and
	 * the policy of the request is {@link ConflictPolicy#FAIL}
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Choice choose(ClaimRequest request) {
		RegistryLine registered = registered(request);
		if (registered == null) {
			return register(request);
		}
		Result result = probe(request, registered);
		if (isRefusal(result)) {
			return moveAside(request, registered.port(), result);
		}
		Choice kept = kept(request, registered);
		return isEdited(request, registered) ? moveToPreferred(request, kept) : kept;
	}

	/**
	 * Choose the registered port if the registry does not have to change.
	 * @param request the request
	 * @return the choice, which does not change the registry, or {@code null}
	 */
	@Nullable Choice keep(ClaimRequest request) {
		RegistryLine registered = registered(request);
		return (registered != null && !isEdited(request, registered) && !isRefusal(probe(request, registered)))
				? kept(request, registered) : null;
	}

	private Result probe(ClaimRequest request, RegistryLine registered) {
		return request.isEvenIfInUse() ? Result.AVAILABLE : this.probe.apply(registered.port());
	}

	private static boolean isRefusal(Result result) {
		return result == Result.IN_USE || result == Result.NOT_PERMITTED;
	}

	private Choice kept(ClaimRequest request, RegistryLine registered) {
		return new Choice(registered.name(), registered.port(), Outcome.KEPT, instance(request));
	}

	private @Nullable RegistryLine registered(ClaimRequest request) {
		return this.registry.get(name(request));
	}

	private int instance(ClaimRequest request) {
		return Math.max(this.instance, request.instance());
	}

	private String name(ClaimRequest request) {
		return AssignmentNames.ofInstance(request.name(), instance(request));
	}

	/** Whether the app asks for a different port than at its last start. */
	private boolean isEdited(ClaimRequest request, RegistryLine registered) {
		Integer port = request.port();
		if (port == null || !request.isAskedFor() || request.isEvenIfInUse() || instance(request) > 1
				|| port == registered.port()) {
			return false;
		}
		Instance last = this.instances.get()
			.stream()
			.filter((instance) -> instance.name().equals(request.name()))
			.max(Comparator.comparing(Instance::startedAt))
			.orElse(null);
		return last != null && !port.equals(last.preferredPort());
	}

	private Choice moveToPreferred(ClaimRequest request, Choice kept) {
		Integer port = request.port();
		if (port == null) {
			return kept;
		}
		RegistryLine holder = this.registry.getByPort(port);
		Result result = (holder != null) ? Result.IN_USE : this.probe.apply(port);
		if (result == Result.AVAILABLE) {
			return new Choice(kept.name(), port, Outcome.MOVED, kept.instance());
		}
		// The probe holds one port at a time: hold the registered one again.
		Result back = this.probe.apply(kept.port());
		if (isRefusal(back)) {
			return moveAside(request, kept.port(), back);
		}
		if (result == Result.UNKNOWN) {
			return kept;
		}
		return kept.with(kept.instance(), conflict(request, port, (holder != null) ? holder.name() : null, result));
	}

	private Choice register(ClaimRequest request) {
		Integer port = request.port();
		String name = name(request);
		if (port == null || instance(request) > 1) {
			return inRange(request, name, Outcome.REGISTERED_IN_RANGE);
		}
		RegistryLine holder = this.registry.getByPort(port);
		if (holder != null) {
			return leave(request, port, holder.name(), Result.IN_USE);
		}
		if (!request.isAskedFor() && request.excludedPorts().contains(port)) {
			return inRange(request, name, Outcome.REGISTERED_IN_RANGE);
		}
		Result result = this.probe.apply(port);
		return switch (result) {
			case IN_USE, NOT_PERMITTED -> leave(request, port, null, result);
			case UNKNOWN -> leftAlone(request, name);
			case AVAILABLE -> new Choice(name, port, Outcome.REGISTERED, 1);
		};
	}

	/** Choose another port because the preferred or default port is not available. */
	private Choice leave(ClaimRequest request, int port, @Nullable String holder, Result result) {
		PortConflict conflict = conflict(request, port, holder, result);
		if (!request.isAskedFor()) {
			return inRange(request, request.name(), Outcome.REGISTERED_IN_RANGE).with(1, conflict);
		}
		failIfWanted(request, conflict);
		return inRange(request, request.name(), Outcome.FELL_BACK).with(1, conflict);
	}

	/** Choose a derived name because the registered port is not available. */
	private Choice moveAside(ClaimRequest request, int port, Result result) {
		PortConflict conflict = conflict(request, port, name(request), result);
		failIfWanted(request, conflict);
		for (int number = instance(request) + 1;; number++) {
			String name = AssignmentNames.ofInstance(request.name(), number);
			RegistryLine line = this.registry.get(name);
			if (line == null) {
				return inRange(request, name, Outcome.MOVED_ASIDE).with(number, conflict);
			}
			if (this.probe.apply(line.port()) == Result.AVAILABLE) {
				return new Choice(name, line.port(), Outcome.MOVED_ASIDE, number).with(number, conflict);
			}
		}
	}

	private static void failIfWanted(ClaimRequest request, PortConflict conflict) {
		if (request.onConflict() == ConflictPolicy.FAIL) {
			throw new PortConflictException(conflict, conflict.describe());
		}
	}

	private PortConflict conflict(ClaimRequest request, int port, @Nullable String holder, Result result) {
		return new PortConflict(name(request), port, holder, null, null, null, result != Result.NOT_PERMITTED);
	}

	private Choice inRange(ClaimRequest request, String name, Outcome outcome) {
		PortSearch search = new PortSearch(this.registry, this.probe);
		try {
			OptionalInt port = search.findAvailable(request.range(), request.excludedPorts());
			return port.isPresent() ? new Choice(name, port.getAsInt(), outcome, instance(request))
					: leftAlone(request, name);
		}
		catch (RangeExhaustedException ex) {
			RegistryLine line = search.findReclaimable(request.range(), request.excludedPorts(), this.instances.get());
			if (line == null) {
				throw ex;
			}
			return new Choice(name, line.port(), outcome, instance(request), null, line.name());
		}
	}

	/**
	 * Choose the port that the app would have without a registry, so that its server
	 * reports what is wrong when it tries to bind.
	 */
	private Choice leftAlone(ClaimRequest request, String name) {
		Integer port = request.port();
		return new Choice(name, (port != null) ? port : request.range().start(), Outcome.LEFT_ALONE, instance(request));
	}

}
