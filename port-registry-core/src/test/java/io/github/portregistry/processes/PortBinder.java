package io.github.portregistry.processes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * For each line of its input tries to bind a port in all the ways there are, and prints
 * those that worked. Argument: the port.
 */
public final class PortBinder {

	private static final List<String> ADDRESSES = List.of("0.0.0.0", "127.0.0.1", "::", "::1");

	private PortBinder() {
	}

	public static void main(String[] args) {
		Scanner input = new Scanner(System.in);
		while (input.hasNextLine() && !input.nextLine().isEmpty()) {
			System.out.println(bindAll(Integer.parseInt(args[0])));
		}
	}

	/**
	 * Try to bind a port.
	 * @param port the port
	 * @return the addresses that could be bound, with {@code +} if SO_REUSEADDR was set
	 */
	public static List<String> bindAll(int port) {
		List<String> bound = new ArrayList<>();
		for (String address : ADDRESSES) {
			for (boolean reuse : new boolean[] { false, true }) {
				if (bind(new InetSocketAddress(address, port), reuse)) {
					bound.add(address + (reuse ? "+" : ""));
				}
			}
		}
		return bound;
	}

	private static boolean bind(InetSocketAddress address, boolean reuse) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(reuse);
			socket.bind(address);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
