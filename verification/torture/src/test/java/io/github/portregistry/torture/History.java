package io.github.portregistry.torture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;

/**
 * What becomes of one name, whose changes come one after the other.
 */
final class History {

	private final List<Change> changes = new ArrayList<>();

	/** The ports that the name may have after each change, 0 for none. */
	private final List<Set<Integer>> ports = new ArrayList<>();

	/**
	 * Add the next change.
	 * @param change the change
	 * @return whether what its process was told fits what came before
	 */
	boolean add(Change change) {
		Set<Integer> before = this.ports.isEmpty() ? Set.of(0) : this.ports.get(this.ports.size() - 1);
		this.changes.add(change);
		this.ports.add(after(change, before));
		return change.fits(before);
	}

	private static Set<Integer> after(Change change, Set<Integer> before) {
		if (change.outcome() == Outcome.DONE && change.operation() == Operation.LIST) {
			return Set.of(change.result());
		}
		if (change.operation() == Operation.LIST || change.outcome() == Outcome.REFUSED
				|| change.outcome() == Outcome.FAILED) {
			return before;
		}
		if (change.outcome() == Outcome.DONE) {
			return Set.of(change.effect());
		}
		Set<Integer> either = new HashSet<>(before);
		either.add(change.effect());
		return either;
	}

	/**
	 * Return the ports that the name may have at some moment.
	 * @param from the earliest moment
	 * @param to the latest one
	 * @return the ports, 0 for none, {@link Change#ANY} for any
	 */
	Set<Integer> ports(long from, long to) {
		Set<Integer> allowed = new HashSet<>();
		int next = firstAfter(from);
		allowed.addAll((next > 0) ? this.ports.get(next - 1) : Set.of(0));
		for (int i = next; i < this.changes.size() && this.changes.get(i).start() <= to; i++) {
			allowed.addAll(this.ports.get(i));
		}
		return allowed;
	}

	/** The first change that can have been made after a moment. */
	private int firstAfter(long moment) {
		int low = 0;
		int high = this.changes.size();
		while (low < high) {
			int middle = (low + high) / 2;
			if (isOver(middle, moment)) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/** One that was never told is over when the next one begins: its process is dead. */
	private boolean isOver(int index, long moment) {
		boolean told = this.changes.get(index).end() <= moment;
		return told || (index + 1 < this.changes.size() && this.changes.get(index + 1).start() <= moment);
	}

}
