package io.github.portregistry.discovery;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.github.portregistry.AssignmentNames;
import io.github.portregistry.PortRegistryException;
import io.github.portregistry.ServiceStatus;
import io.github.portregistry.support.PrintableText;

/**
 * A name that is neither registered nor running.
 *
 * @param lookup where it was looked up
 * @param name the name
 */
record UnknownService(ServiceLookup lookup, String name) {

	private static final int MAX_NEAR_NAMES = 5;

	/**
	 * Explain what is wrong with the name.
	 * @param remedy what can be done in any case
	 * @return the explanation
	 */
	Explanation explain(String remedy) {
		if (!AssignmentNames.isValid(this.name)) {
			return new Explanation("'" + this.name + "' is not a valid name: " + AssignmentNames.RULE,
					"Correct the name, or " + remedy);
		}
		try {
			List<String> nearNames = findNearNames();
			return new Explanation(
					"'" + this.name + "' is neither registered in " + this.lookup.registry().getLocation()
							+ " nor running"
							+ (nearNames.isEmpty() ? "" : "; similar names are: " + String.join(", ", nearNames)),
					"To register the name, start that application once, or run 'ports register " + this.name
							+ " <port>'. Otherwise set portregistry.discovery.reserve-unknown=true, which registers"
							+ " names as soon as they are asked for, or " + remedy);
		}
		catch (PortRegistryException ex) {
			return new Explanation(ex.getMessage() + ", so '" + this.name + "' is not found",
					"Set portregistry.location to a file that can be read, or " + remedy);
		}
	}

	private List<String> findNearNames() {
		int limit = Math.max(1, this.name.length() / 3);
		return this.lookup.registry()
			.services()
			.stream()
			.map(ServiceStatus::name)
			.filter(AssignmentNames::isValid)
			.filter((candidate) -> distance(candidate) <= limit || candidate.contains(this.name)
					|| this.name.contains(candidate))
			.sorted(Comparator.comparing(this::distance))
			.limit(MAX_NEAR_NAMES)
			.toList();
	}

	/** The Levenshtein distance from the name, whatever the case of the letters. */
	private int distance(String candidate) {
		String from = candidate.toLowerCase(Locale.ROOT);
		String to = this.name.toLowerCase(Locale.ROOT);
		int[] previous = new int[to.length() + 1];
		Arrays.setAll(previous, (index) -> index);
		for (int i = 1; i <= from.length(); i++) {
			int[] current = new int[to.length() + 1];
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int substitution = previous[j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[to.length()];
	}

	/**
	 * Why a name has no value.
	 *
	 * @param problem what is wrong
	 * @param remedy what to do
	 */
	record Explanation(String problem, String remedy) {

		Explanation {
			problem = PrintableText.of(problem);
			remedy = PrintableText.of(remedy);
		}

	}

}
