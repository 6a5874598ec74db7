package io.github.portregistry.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An IP address, or those that have their first bits in common with one.
 */
public final class AddressRange {

	private static final Pattern PATTERN = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

	private final InetAddress address;

	private final int ignoredBits;

	private AddressRange(InetAddress address, int ignoredBits) {
		this.address = address;
		this.ignoredBits = ignoredBits;
	}

	/**
	 * Parse an address or range.
	 * @param text an address such as {@code 172.17.0.1}, or a range in CIDR notation such
	 * as {@code 172.17.0.0/16}
	 * @return the range, or {@code null} if the text is none
	 */
	public static @Nullable AddressRange parse(String text) {
		Matcher matcher = PATTERN.matcher(text);
		InetAddress address = matcher.matches() ? IpAddress.parse(matcher.group(1)) : null;
		if (address == null) {
			return null;
		}
		int bits = address.getAddress().length * Byte.SIZE;
		int prefix = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : bits;
		return (prefix <= bits) ? new AddressRange(address, bits - prefix) : null;
	}

	/**
	 * Return whether an address is in this range.
	 * @param address the address
	 * @return whether it is in this range
	 */
	public boolean contains(InetAddress address) {
		return address.getClass() == this.address.getClass() && getNetwork(address).equals(getNetwork(this.address));
	}

	private BigInteger getNetwork(InetAddress address) {
		return new BigInteger(1, address.getAddress()).shiftRight(this.ignoredBits);
	}

}
