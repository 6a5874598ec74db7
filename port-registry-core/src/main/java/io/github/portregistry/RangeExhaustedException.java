package io.github.portregistry;

/**
 * Thrown when no port of a range is available.
 *
 * @since 0.1.0
 */
public class RangeExhaustedException extends PortRegistryException {

	private static final long serialVersionUID = 1L;

	private final PortRange range;

	private final int registered;

	private final int excluded;

	private final int inUse;

	private final int notPermitted;

	RangeExhaustedException(PortRange range, int registered, int excluded, int inUse, int notPermitted) {
		super("No port of " + range + " is available: " + registered + " registered, " + excluded + " excluded, "
				+ inUse + " in use by other programs"
				+ ((notPermitted > 0) ? ", " + notPermitted + " that this user cannot bind" : ""), null);
		this.range = range;
		this.registered = registered;
		this.excluded = excluded;
		this.inUse = inUse;
		this.notPermitted = notPermitted;
	}

	/**
	 * Return the range.
	 * @return the range
	 */
	public PortRange getRange() {
		return this.range;
	}

	/**
	 * Return how many ports of the range are registered.
	 * @return the number of ports
	 */
	public int getRegistered() {
		return this.registered;
	}

	/**
	 * Return how many ports of the range are excluded and not registered.
	 * @return the number of ports
	 */
	public int getExcluded() {
		return this.excluded;
	}

	/**
	 * Return how many ports of the range are in use, without those that are registered or
	 * excluded.
	 * @return the number of ports
	 */
	public int getInUse() {
		return this.inUse;
	}

	/**
	 * Return how many ports of the range this user may not bind because the system
	 * reserves them or because they need a privilege, without those that are registered
	 * or excluded.
	 * @return the number of ports
	 */
	public int getNotPermitted() {
		return this.notPermitted;
	}

}
