package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;

import io.github.portregistry.net.PortProbe.Result;
import org.jspecify.annotations.Nullable;

/**
 * Holds a port for a server that starts later: a socket that is bound, so that no other
 * program gets the port, and that never listens, so that clients are refused as if there
 * was nobody. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PortPlaceholder implements AutoCloseable {

	private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

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
	 * Try to hold a port, instead of the one held so far.
	 * @param port the port, from 1 to 65535
	 * @return {@link Result#AVAILABLE} if the port is held now, else why it is not
	 */
	public Result hold(int port) {
		if (this.channel != null && this.port == port) {
			return Result.AVAILABLE;
		}
		close();
		boolean all = this.address == null || this.address.isAnyLocalAddress();
		if (all && !LINUX && (isListening(port, 127, 0, 0, 1)
				|| isListening(port, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))) {
			// Elsewhere a wildcard socket can stand beside one on a loopback address.
			return Result.IN_USE;
		}
		try {
			SocketChannel channel = SocketChannel.open();
			this.channel = channel;
			this.port = port;
			Result result = bind(channel, new InetSocketAddress(this.address, port));
			if (result != Result.AVAILABLE) {
				close();
			}
			return result;
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			close();
			return Result.UNKNOWN;
		}
	}

	/**
	 * Binds as nobody else can at the same time, or else as servers do, beside
	 * connections of an ended server.
	 */
	private static Result bind(SocketChannel channel, InetSocketAddress endpoint) throws IOException {
		try {
			channel.bind(endpoint);
			return Result.AVAILABLE;
		}
		catch (BindException ex) {
			if (!isInUse(ex)) {
				return Result.UNKNOWN;
			}
		}
		try {
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			channel.bind(endpoint);
			excludeOthers(channel, endpoint);
			return Result.AVAILABLE;
		}
		catch (BindException ex) {
			return isInUse(ex) ? Result.IN_USE : Result.UNKNOWN;
		}
	}

	/**
	 * On Linux others may have bound the port in the same way a moment ago: only one of
	 * them can listen, and then nobody can bind.
	 */
	private static void excludeOthers(SocketChannel channel, InetSocketAddress endpoint) throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			if (LINUX) {
				server.bind(endpoint, 1);
			}
			channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
		}
	}

	private static boolean isListening(int port, int... octets) {
		try (ServerSocket server = new ServerSocket(port, 1, loopback(octets))) {
			return !server.isBound();
		}
		catch (BindException ex) {
			return isInUse(ex);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** The system's message is all that tells, and it may be in the user's language. */
	private static boolean isInUse(BindException ex) {
		String message = String.valueOf(ex.getMessage());
		return message.contains("in use") || message.equals(inUseMessage());
	}

	private static @Nullable String inUseMessage() {
		InetAddress loopback = loopback(127, 0, 0, 1);
		try (ServerSocket holder = new ServerSocket(0, 1, loopback)) {
			new ServerSocket(holder.getLocalPort(), 1, loopback).close();
			return null;
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
	}

	private static InetAddress loopback(int... octets) {
		byte[] bytes = new byte[octets.length];
		for (int i = 0; i < octets.length; i++) {
			bytes[i] = (byte) octets[i];
		}
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Release the port, if one is held.
	 */
	@Override
	public void close() {
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

}
