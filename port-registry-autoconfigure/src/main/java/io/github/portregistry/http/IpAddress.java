package io.github.portregistry.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * IP addresses in text. None is looked up as a name.
 */
public final class IpAddress {

	private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

	private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

	private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

	private IpAddress() {
	}

	/**
	 * Parse an address.
	 * @param text the text
	 * @return the address, of IPv4 if it is one that is mapped to IPv6, or {@code null}
	 * if the text is none
	 */
	public static @Nullable InetAddress parse(String text) {
		if (IPV4.matcher(text).matches()) {
			return parseLiteral(text);
		}
		return IPV6.matcher(text).matches() ? parseLiteral("[" + text + "]") : null;
	}

	private static @Nullable InetAddress parseLiteral(String literal) {
		try {
			return InetAddress.getByName(literal);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
