package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a server could have a port by doing what the server will do: bind and
 * listen, with the socket options that Java's servers use.
 *
 * @since 0.1.0
 */
public final class PortProbe {

	private final @Nullable InetAddress address;

	/**
	 * Create a probe.
	 * @param address the address that the server will bind, or {@code null} for all
	 * addresses of this machine
	 */
	public PortProbe(@Nullable InetAddress address) {
		this.address = address;
	}

	/**
	 * Try a port.
	 * @param port the port, from 1 to 65535
	 * @return what came of it
	 */
	public Result probe(int port) {
		Result result = bind(this.address, port);
		if (result == Result.AVAILABLE && (this.address == null || this.address.isAnyLocalAddress())) {
			// Some systems let a wildcard socket stand beside one on a loopback address.
			boolean inUse = bind(loopback(127, 0, 0, 1), port) == Result.IN_USE
					|| bind(loopback(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), port) == Result.IN_USE;
			return inUse ? Result.IN_USE : Result.AVAILABLE;
		}
		return result;
	}

	private static Result bind(@Nullable InetAddress address, int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, address)) {
			return socket.isBound() ? Result.AVAILABLE : Result.UNKNOWN;
		}
		catch (BindException ex) {
			return isInUse(ex) ? Result.IN_USE : Result.UNKNOWN;
		}
		catch (IOException ex) {
			return Result.UNKNOWN;
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
	 * What a probe found.
	 */
	public enum Result {

		/** A server can have the port. */
		AVAILABLE,

		/** The system says that the address is in use. */
		IN_USE,

		/**
		 * The port cannot be bound for another reason: the address is not this machine's,
		 * or the port needs a privilege. A server would tell.
		 */
		UNKNOWN

	}

}
