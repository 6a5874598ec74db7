package io.github.portregistry.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whom a request addresses, so that all ways to write one host are equal.
 *
 * @param host the name in lower case, or the address in full
 * @param port the port, or {@code null} for the one that the protocol has by default
 */
public record HostAndPort(String host, @Nullable Integer port) {

	private static final Pattern PATTERN = Pattern
		.compile("(?:\\[([0-9a-f:.]+)]|([a-z0-9_][a-z0-9._-]*?)\\.?)(?::([0-9]{0,5}))?", Pattern.CASE_INSENSITIVE);

	private static final int MAX_PORT = 65535;

	/**
	 * Parse a {@code Host} header, or the authority of a URL.
	 * @param text the text
	 * @return the host and port, or {@code null} if the text is none
	 */
	public static @Nullable HostAndPort parse(String text) {
		Matcher matcher = PATTERN.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		String host = (matcher.group(1) != null) ? canonicalAddress(matcher.group(1)) : canonicalName(matcher.group(2));
		String digits = matcher.group(3);
		Integer port = (digits != null && !digits.isEmpty()) ? Integer.valueOf(digits) : null;
		return (host != null && (port == null || port <= MAX_PORT)) ? new HostAndPort(host, port) : null;
	}

	private static @Nullable String canonicalAddress(String text) {
		InetAddress address = text.contains(":") ? IpAddress.parse(text) : null;
		return (address != null) ? address.getHostAddress() : null;
	}

	private static String canonicalName(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether the host is this machine's by its name or address, whatever the
	 * network says: {@code localhost}, a name below it, or a loopback address.
	 * @return whether it is of the loopback interface
	 */
	public boolean isLoopback() {
		InetAddress address = IpAddress.parse(this.host);
		return (address != null) ? address.isLoopbackAddress()
				: this.host.equals("localhost") || this.host.endsWith(".localhost");
	}

	/**
	 * Return the host with a port.
	 * @param defaultPort the port, if there is none yet
	 * @return the host with a port
	 */
	public HostAndPort withDefaultPort(int defaultPort) {
		return (this.port != null) ? this : new HostAndPort(this.host, defaultPort);
	}

}
