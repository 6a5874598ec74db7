package io.github.portregistry.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.jspecify.annotations.Nullable;

/**
 * Tries to get a port every 50 ms, on each address and with each option. From the first
 * byte of its input on, it keeps the port when it gets it, and says so. The second byte
 * ends it.
 */
public final class Thief {

	static final String WON = "won";

	private static final long PERIOD_MILLIS = 50;

	private Thief() {
	}

	/**
	 * Try until told to end.
	 * @param args the port
	 * @throws IOException if the addresses are not there
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int port = Integer.parseInt(args[0]);
		System.out.println("ready");
		while (System.in.available() < 2) {
			for (String address : new String[] { "0.0.0.0", "127.0.0.1", "::1" }) {
				for (boolean reuse : new boolean[] { true, false }) {
					ServerSocket socket = bind(new InetSocketAddress(InetAddress.getByName(address), port), reuse);
					if (socket != null && System.in.available() > 0) {
						System.out.println(WON);
						System.in.readNBytes(2);
						return;
					}
					if (socket != null) {
						socket.close();
					}
				}
			}
			Thread.sleep(PERIOD_MILLIS);
		}
	}

	private static @Nullable ServerSocket bind(InetSocketAddress address, boolean reuse) throws IOException {
		ServerSocket socket = new ServerSocket();
		try {
			socket.setReuseAddress(reuse);
			socket.bind(address);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			return null;
		}
	}

}
