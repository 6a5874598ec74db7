package io.github.portregistry.actuate;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a web page of another site may have made a browser send: those
 * that do not address this machine by a name of its own (DNS rebinding), and changes that
 * come from another origin.
 */
final class RequestGuard {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	private final Set<String> allowedHosts;

	RequestGuard(Collection<String> allowedHosts) {
		this.allowedHosts = allowedHosts.stream()
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Check a request.
	 * @param method the HTTP method
	 * @param host the {@code Host} header, or the authority of HTTP/2
	 * @param origin the {@code Origin} header
	 * @param site the {@code Sec-Fetch-Site} header
	 * @return why the request is refused, or {@code null} if it is not
	 */
	@Nullable String refuse(String method, @Nullable String host, @Nullable String origin, @Nullable String site) {
		if (host == null || !isAllowed(getHostName(host))) {
			return "The host of the request is not a name of this machine's loopback interface;"
					+ " see portregistry.endpoint.allowed-hosts";
		}
		boolean sameOrigin = origin == null || origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
		boolean sameSite = site == null || site.equals("same-origin") || site.equals("none");
		if (!SAFE_METHODS.contains(method) && !(sameOrigin && sameSite)) {
			return "The request comes from a page of another origin";
		}
		return null;
	}

	private boolean isAllowed(String host) {
		return host.equals("localhost") || host.endsWith(".localhost") || host.equals("[::1]")
				|| host.matches("127(\\.[0-9]{1,3}){3}") || this.allowedHosts.contains(host);
	}

	private static String getHostName(String host) {
		return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
	}

}
