package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

import io.github.portregistry.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * Holds a port for a server that starts later. Its socket is bound, so that no other
 * program can bind the port, and it never listens, so that clients are refused as if the
 * port were free. A port also counts as in use if a client that connects to
 * {@code localhost} would reach the server of another process.
 */
public final class PortPlaceholder implements AutoCloseable {

	private static final boolean LINUX = OperatingSystem.current() == OperatingSystem.LINUX;

	private static final InetAddress IPV4_LOOPBACK = address(new byte[] { 127, 0, 0, 1 });

	private static final InetAddress IPV6_LOOPBACK = address(
			new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 });

	private final @Nullable InetAddress address;

	private @Nullable SocketChannel channel;

	private int port;

	/**
	 * Create a placeholder that holds no port yet.
	 * @param address the address that the server will bind, or {@code null} for all
	 * addresses of this machine
	 */
	public PortPlaceholder(@Nullable InetAddress address) {
		this.address = address;
	}

	/**
	 * Check whether a server could bind a port, by holding the port for a moment.
	 * @param address the address that the server will bind, or {@code null} for all
	 * addresses of this machine
	 * @param port the port, from 1 to 65535, or 0 for a port that the system chooses
	 * @return {@link Result#AVAILABLE} if it could, otherwise the reason why not
	 */
	public static Result probe(@Nullable InetAddress address, int port) {
		try (PortPlaceholder placeholder = new PortPlaceholder(address)) {
			return placeholder.hold(port);
		}
	}

	/**
	 * Return whether a port is held.
	 * @return {@code true} if a port is held
	 */
	public synchronized boolean isHolding() {
		return this.channel != null;
	}

	/**
	 * Try to hold a port, and release the port that was held before.
	 * @param port the port, from 1 to 65535
	 * @return {@link Result#AVAILABLE} if the port is now held, otherwise the reason why
	 * not
	 */
	public synchronized Result hold(int port) {
		if (this.channel != null && this.port == port) {
			return Result.AVAILABLE;
		}
		close();
		if (!LINUX && isLocalhost() && (isBound(port, IPV4_LOOPBACK) || isBound(port, IPV6_LOOPBACK))) {
			// On other systems, a wildcard socket can coexist with one on a loopback
			// address.
			return Result.IN_USE;
		}
		try {
			SocketChannel channel = SocketChannel.open();
			this.channel = channel;
			this.port = port;
			bind(channel, new InetSocketAddress(this.address, port));
			if (LINUX && isLocalhost() && isTakenForIpv6(channel)) {
				close();
				return Result.IN_USE;
			}
			return Result.AVAILABLE;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			close();
			if (isInUse(ex)) {
				return Result.IN_USE;
			}
			return canBindAnyPort() ? Result.NOT_PERMITTED : Result.UNKNOWN;
		}
	}

	/**
	 * Bind exclusively or, if that is not possible, in the way that servers do, which
	 * allows remaining connections of a server that has ended.
	 */
	private static void bind(SocketChannel channel, InetSocketAddress endpoint) throws IOException {
		try {
			channel.bind(endpoint);
		}
		catch (BindException ex) {
			if (!isInUse(ex)) {
				throw ex;
			}
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			channel.bind(endpoint);
			excludeOthers(channel, endpoint);
		}
	}

	/** Whether a client of {@code localhost} reaches a server on the address. */
	private boolean isLocalhost() {
		return this.address == null || this.address.isAnyLocalAddress() || this.address.equals(IPV4_LOOPBACK);
	}

	/**
	 * Whether another process listens on the IPv6 address that clients of
	 * {@code localhost} try first, while our socket only has an IPv4 address.
	 */
	private static boolean isTakenForIpv6(SocketChannel holder) throws IOException {
		InetSocketAddress endpoint = (InetSocketAddress) holder.getLocalAddress();
		if (!(endpoint.getAddress() instanceof Inet4Address)) {
			return false;
		}
		try (SocketChannel channel = SocketChannel.open()) {
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			channel.bind(new InetSocketAddress(IPV6_LOOPBACK, endpoint.getPort()));
			return false;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			// The port is in use, or this machine or this JVM does not have the address.
			return ProcSockets.isListenedOnIpv6Loopback(endpoint.getPort());
		}
	}

	/** Whether the address can be bound, so that the failure must be due to the port. */
	private boolean canBindAnyPort() {
		try (SocketChannel channel = SocketChannel.open()) {
			channel.bind(new InetSocketAddress(this.address, 0));
			return true;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			return false;
		}
	}

	/**
	 * Exclude other processes that may have bound the port in the same way a moment ago,
	 * which is possible on Linux. Only one of them can listen, and then no process can
	 * bind.
	 */
	private static void excludeOthers(SocketChannel channel, InetSocketAddress endpoint) throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			if (LINUX) {
				server.bind(endpoint, 1);
			}
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
		}
	}

	/**
	 * Whether another process has bound a port of an address. This binds the port for a
	 * moment but does not listen, so that no client is accepted and then disconnected.
	 */
	private static boolean isBound(int port, InetAddress loopback) {
		try (SocketChannel channel = SocketChannel.open()) {
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			channel.bind(new InetSocketAddress(loopback, port));
			return false;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			return isInUse(ex);
		}
	}

	/**
	 * Whether the port is in use. Only the system's message shows this, and it may be in
	 * the user's language.
	 */
	private static boolean isInUse(Exception ex) {
		String message = String.valueOf(ex.getMessage());
		return ex instanceof BindException && (message.contains("in use") || message.equals(inUseMessage()));
	}

	private static @Nullable String inUseMessage() {
		try (ServerSocket holder = new ServerSocket(0, 1, IPV4_LOOPBACK)) {
			new ServerSocket(holder.getLocalPort(), 1, IPV4_LOOPBACK).close();
			return null;
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
	}

	private static InetAddress address(byte[] octets) {
		try {
			return InetAddress.getByAddress(octets);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Release the port if one is held.
	 */
	@Override
	public synchronized void close() {
		SocketChannel channel = this.channel;
		this.channel = null;
		if (channel != null) {
			try {
				channel.close();
			}
			catch (IOException ex) {
				// The system has released the port.
			}
		}
	}

	/**
	 * The possible results of an attempt to hold a port.
	 */
	public enum Result {

		/** A server can bind the port. */
		AVAILABLE,

		/**
		 * The system reports that the address is in use, or the server's address can be
		 * reached as {@code localhost} and a process listens on the same port of
		 * {@code ::1}.
		 */
		IN_USE,

		/**
		 * The address can be bound, but not this port: the system reserves the port, or
		 * it needs a privilege.
		 */
		NOT_PERMITTED,

		/**
		 * No port of the address can be bound, for example because this machine does not
		 * have the address. A server that tries to bind would report the reason.
		 */
		UNKNOWN

	}

}
