package io.github.portregistry.actuate;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * What a request tells of its client and of the page that it comes from.
 *
 * @param client the address at the other end of the connection, or {@code null} if it is
 * not known
 * @param host the {@code Host} header, or the authority of HTTP/2
 * @param origin the {@code Origin} header
 * @param site the {@code Sec-Fetch-Site} header
 */
record ClientRequest(@Nullable InetAddress client, @Nullable String host, @Nullable String origin,
		@Nullable String site) {

}
