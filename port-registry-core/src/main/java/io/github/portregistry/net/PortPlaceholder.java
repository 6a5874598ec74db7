package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;

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

	private @Nullable Socket socket;

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
		if (this.socket != null && this.socket.getLocalPort() == port) {
			return Result.AVAILABLE;
		}
		close();
		boolean all = this.address == null || this.address.isAnyLocalAddress();
		if (all && !LINUX && (isListening(port, 127, 0, 0, 1)
				|| isListening(port, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))) {
			// Elsewhere a wildcard socket can stand beside one on a loopback address.
			return Result.IN_USE;
		}
		Socket socket = new Socket();
		Result result = bind(socket, port);
		if (result == Result.AVAILABLE) {
			this.socket = socket;
		}
		else {
			closeQuietly(socket);
		}
		return result;
	}

	/**
	 * Binds as nobody else can at the same time, or else as servers do, beside
	 * connections of an ended server; nobody can join that one, either, a moment later.
	 */
	private Result bind(Socket socket, int port) {
		InetSocketAddress endpoint = new InetSocketAddress(this.address, port);
		try {
			socket.setReuseAddress(false);
			socket.bind(endpoint);
			return Result.AVAILABLE;
		}
		catch (BindException ex) {
			if (!isInUse(ex)) {
				return Result.UNKNOWN;
			}
		}
		catch (IOException ex) {
			return Result.UNKNOWN;
		}
		try {
			socket.setReuseAddress(true);
			socket.bind(endpoint);
			socket.setReuseAddress(false);
			return Result.AVAILABLE;
		}
		catch (BindException ex) {
			return isInUse(ex) ? Result.IN_USE : Result.UNKNOWN;
		}
		catch (IOException ex) {
			return Result.UNKNOWN;
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
		Socket socket = this.socket;
		this.socket = null;
		if (socket != null) {
			closeQuietly(socket);
		}
	}

	private static void closeQuietly(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// The system has released the port.
		}
	}

}
