package io.github.portregistry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.file.RegistryLine;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.PortPlaceholder.Result;
import org.jspecify.annotations.Nullable;

/**
 * Searches a range for an available port.
 */
final class PortSearch {

	private final RegistryDocument registry;

	private final IntFunction<Result> probe;

	PortSearch(RegistryDocument registry, IntFunction<Result> probe) {
		this.registry = registry;
		this.probe = probe;
	}

	/**
	 * Find the first available port.
	 * @param range the range
	 * @param excludedPorts the ports to leave out
	 * @param name the name whose own order of the ports is used, always the same, or
	 * {@code null} for the order of their numbers
	 * @return the port, or empty if no port of the address can be bound
	 * @throws RangeExhaustedException if there is none
	 */
	OptionalInt findAvailable(PortRange range, Set<Integer> excludedPorts, @Nullable String name) {
		BitSet registered = new BitSet(InvalidPortException.MAX + 1);
		for (RegistryLine line : this.registry.assignments()) {
			registered.set(line.port());
		}
		BitSet taken = (BitSet) registered.clone();
		for (int port : excludedPorts) {
			taken.set(port);
		}
		int inUse = 0;
		int notPermitted = 0;
		for (int port : order(range, name)) {
			if (taken.get(port)) {
				continue;
			}
			switch (this.probe.apply(port)) {
				case AVAILABLE -> {
					return OptionalInt.of(port);
				}
				case UNKNOWN -> {
					return OptionalInt.empty();
				}
				case IN_USE -> inUse++;
				case NOT_PERMITTED -> notPermitted++;
			}
		}
		int registeredInRange = count(registered, range);
		throw new RangeExhaustedException(range, registeredInRange, count(taken, range) - registeredInRange, inUse,
				notPermitted);
	}

	/**
	 * The order of a name is shuffled by the hash code of the name, as each JVM does it.
	 * So the ports of similar names are not beside each other.
	 */
	private static int[] order(PortRange range, @Nullable String name) {
		int[] ports = new int[range.end() - range.start()];
		for (int i = 0; i < ports.length; i++) {
			ports[i] = range.start() + i;
		}
		if (name != null) {
			Random random = new Random(name.hashCode());
			for (int i = ports.length - 1; i > 0; i--) {
				int other = random.nextInt(i + 1);
				int port = ports[i];
				ports[i] = ports[other];
				ports[other] = port;
			}
		}
		return ports;
	}

	private static int count(BitSet ports, PortRange range) {
		return ports.get(range.start(), range.end()).cardinality();
	}

	/**
	 * Find an assignment of a derived name that is no longer needed.
	 * @param range the range
	 * @param excludedPorts the ports to leave out
	 * @param instances the running instances, and the last one of each name that has none
	 * @return the assignment whose port is available and whose instance was last seen
	 * longest ago, or {@code null} if there is none
	 */
	@Nullable RegistryLine findReclaimable(PortRange range, Set<Integer> excludedPorts, List<Instance> instances) {
		Map<String, Instance> last = new HashMap<>();
		instances.forEach((instance) -> last.merge(instance.name(), instance, PortSearch::livelier));
		List<RegistryLine> candidates = new ArrayList<>();
		for (RegistryLine line : this.registry.assignments()) {
			boolean eligible = line.port() >= range.start() && line.port() < range.end()
					&& !excludedPorts.contains(line.port()) && AssignmentNames.isDerived(line.name());
			if (eligible && isAbandoned(line.name(), last.get(line.name()))) {
				candidates.add(line);
			}
		}
		candidates.sort(Comparator.comparing((line) -> lastSeen(last.get(line.name()))));
		for (RegistryLine line : candidates) {
			if (isOnly(line) && this.probe.apply(line.port()) == Result.AVAILABLE) {
				return line;
			}
		}
		return null;
	}

	private static Instance livelier(Instance one, Instance other) {
		return (one.state() != Instance.State.STOPPED) ? one : other;
	}

	/**
	 * Whether a derived name is no longer needed. A name without a record could belong to
	 * a worktree, unless it ends in a number.
	 */
	private static boolean isAbandoned(String name, @Nullable Instance instance) {
		if (instance == null) {
			return AssignmentNames.isOfInstance(name);
		}
		Checkout checkout = instance.checkout();
		boolean worktree = checkout != null && checkout.worktree() != null && checkout.exists();
		return instance.state() == Instance.State.STOPPED && !worktree;
	}

	private static Instant lastSeen(@Nullable Instance instance) {
		return (instance != null) ? instance.lastSeen() : Instant.MIN;
	}

	/** Whether no other name has the port too. */
	private boolean isOnly(RegistryLine line) {
		return this.registry.assignments().stream().noneMatch((other) -> other != line && other.port() == line.port());
	}

}
