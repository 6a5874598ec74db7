package io.github.portregistry.actuate;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.http.AddressRange;
import io.github.portregistry.http.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of other machines, and those that a web page of another site may have
 * made a browser of this machine send: those that do not address this machine by a name
 * of its own (DNS rebinding), and changes that come from another origin.
 */
final class RequestGuard {

	private static final Pattern ORIGIN = Pattern.compile("http(s?)://(.+)", Pattern.CASE_INSENSITIVE);

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private final Set<HostAndPort> allowedHosts;

	private final List<AddressRange> allowedClients;

	private final Predicate<String> allowedOrigins;

	/**
	 * Create a guard.
	 * @param properties the hosts and clients that are allowed besides this machine's
	 * @param allowedOrigins whose pages may make changes, besides those of the same
	 * origin
	 */
	RequestGuard(PortRegistryProperties.Endpoint properties, Predicate<String> allowedOrigins) {
		this.allowedHosts = properties.allowedHosts()
			.stream()
			.map(HostAndPort::parse)
			.map(Objects::requireNonNull)
			.collect(Collectors.toUnmodifiableSet());
		this.allowedClients = properties.allowedClients()
			.stream()
			.map(AddressRange::parse)
			.map(Objects::requireNonNull)
			.toList();
		this.allowedOrigins = allowedOrigins;
	}

	/**
	 * Check a request.
	 * @param request the request
	 * @param change whether the request would change something
	 * @return why the request is refused, or {@code null} if it is not
	 */
	@Nullable String refuse(ClientRequest request, boolean change) {
		if (request.client() == null) {
			return "The address of the client is not known, because a header may have replaced it;"
					+ " see server.forward-headers-strategy";
		}
		if (!isAllowedClient(request.client())) {
			return "The client " + request.client().getHostAddress()
					+ " is not this machine; see portregistry.endpoint.allowed-clients";
		}
		HostAndPort host = (request.host() != null) ? HostAndPort.parse(request.host()) : null;
		if (host == null || !isAllowedHost(host)) {
			return "The host of the request is not a name of this machine's loopback interface;"
					+ " see portregistry.endpoint.allowed-hosts";
		}
		if (change && !isSameOrigin(request, host) && !isAllowedOrigin(request.origin())) {
			return "The request comes from a page of another origin; see management.endpoints.web.cors.allowed-origins";
		}
		return null;
	}

	private boolean isAllowedClient(InetAddress client) {
		return client.isLoopbackAddress() || isOfThisMachine(client)
				|| this.allowedClients.stream().anyMatch((range) -> range.contains(client));
	}

	private static boolean isOfThisMachine(InetAddress client) {
		try {
			return NetworkInterface.getByInetAddress(client) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private boolean isAllowedHost(HostAndPort host) {
		return host.isLoopback() || this.allowedHosts.contains(new HostAndPort(host.host(), null));
	}

	private static boolean isSameOrigin(ClientRequest request, HostAndPort host) {
		String site = request.site();
		return (request.origin() == null || isOriginOf(request.origin(), host))
				&& (site == null || site.equals("same-origin") || site.equals("none"));
	}

	private static boolean isOriginOf(String text, HostAndPort host) {
		Matcher matcher = ORIGIN.matcher(text);
		if (!matcher.matches()) {
			return false;
		}
		int defaultPort = matcher.group(1).isEmpty() ? HTTP_PORT : HTTPS_PORT;
		HostAndPort origin = HostAndPort.parse(matcher.group(2));
		return origin != null && origin.withDefaultPort(defaultPort).equals(host.withDefaultPort(defaultPort));
	}

	private boolean isAllowedOrigin(@Nullable String origin) {
		return origin != null && this.allowedOrigins.test(origin);
	}

}
