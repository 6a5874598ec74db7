package io.github.portregistry;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.Trait;
import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.net.PortPlaceholder.Result;

/**
 * Chooses a port of the range for a name that cannot have the port that it would have
 * without a registry.
 */
final class RangeChooser {

	/** The port that an app of another checkout has without any configuration. */
	private static final int BOOT_PORT = 8080;

	private final RegistryDocument registry;

	private final IntFunction<Result> probe;

	private final Supplier<List<Instance>> instances;

	private final int number;

	private final ClaimRequest request;

	private final boolean registers;

	RangeChooser(RegistryDocument registry, IntFunction<Result> probe, Supplier<List<Instance>> instances, int number,
			ClaimRequest request, boolean registers) {
		this.registry = registry;
		this.probe = probe;
		this.instances = instances;
		this.number = number;
		this.request = request;
		this.registers = registers;
	}

	/**
	 * Return whether a name has a port that depends on the name only, because nothing
	 * tells the ports of others, or nothing can tell others of this one.
	 * @return {@code true} if it has
	 */
	boolean isAlone() {
		return !this.registers || (this.request.has(Trait.OF_WORKTREE) && !this.request.isAskedFor()
				&& this.registry.assignments().isEmpty());
	}

	/**
	 * Choose a port.
	 * @param name the name
	 * @param outcome the outcome if the name can be registered
	 * @return the choice
	 * @throws RangeExhaustedException if no port of the range is available
	 */
	Choice choose(String name, Outcome outcome) {
		PortSearch search = new PortSearch(this.registry, this.probe);
		try {
			OptionalInt port = isAlone() ? search.findAvailable(this.request.range(), othersPorts(name), name)
					: search.findAvailable(this.request.range(), this.request.excludedPorts(), null);
			return port.isPresent()
					? new Choice(name, port.getAsInt(), this.registers ? outcome : Outcome.UNREGISTERED, this.number)
					: leaveAlone(name);
		}
		catch (RangeExhaustedException ex) {
			if (!this.registers) {
				return leaveAloneIfForbidden(name, ex);
			}
			RegistryLine line = search.findReclaimable(this.request.range(), this.request.excludedPorts(),
					this.instances.get());
			if (line == null) {
				throw ex;
			}
			return new Choice(name, line.port(), outcome, this.number, null, line.name());
		}
	}

	/**
	 * The excluded ports and those that others have or are likely to ask for, although
	 * they are not registered.
	 */
	private Set<Integer> othersPorts(String name) {
		Set<Integer> ports = new HashSet<>(this.request.excludedPorts());
		ports.add(BOOT_PORT);
		Integer port = this.request.port();
		if (port != null) {
			ports.add(port);
		}
		for (Instance instance : this.instances.get()) {
			if (instance.currentState() != State.STOPPED && !instance.name().equals(name)) {
				ports.add(instance.port());
			}
		}
		return ports;
	}

	/** A sandbox can forbid to bind any port. */
	private Choice leaveAloneIfForbidden(String name, RangeExhaustedException failure) {
		Integer port = this.request.port();
		if (port == null || this.probe.apply(port) != Result.NOT_PERMITTED) {
			throw failure;
		}
		return leaveAlone(name);
	}

	/**
	 * Choose the port that the app would have without a registry, so that its server
	 * reports what is wrong when it tries to bind.
	 * @param name the name
	 * @return the choice
	 */
	Choice leaveAlone(String name) {
		Integer port = this.request.port();
		return new Choice(name, (port != null) ? port : this.request.range().start(), Outcome.LEFT_ALONE, this.number);
	}

}
