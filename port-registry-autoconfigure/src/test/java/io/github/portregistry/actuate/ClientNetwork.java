package io.github.portregistry.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Another machine, as far as a server can tell: a network namespace at the other end of a
 * pair of virtual interfaces.
 */
final class ClientNetwork implements AutoCloseable {

	private static final long ID = ProcessHandle.current().pid();

	private static final String NAMESPACE = "ports-test-" + ID;

	private static final String PREFIX = "10.231." + ID % 256 + ".";

	/** The address of this machine. */
	static final String SERVER = PREFIX + "1";

	/** The address of the other machine. */
	static final String CLIENT = PREFIX + "2";

	private ClientNetwork() {
	}

	/** Create the network where that is permitted, or skip the test. */
	static ClientNetwork create() throws IOException {
		ClientNetwork network = new ClientNetwork();
		String here = "portsh" + ID;
		String there = "portst" + ID;
		boolean created = run("ip", "netns", "add", NAMESPACE).succeeded()
				&& run("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", NAMESPACE).succeeded()
				&& run("ip", "addr", "add", SERVER + "/30", "dev", here).succeeded()
				&& run("ip", "link", "set", here, "up").succeeded()
				&& run("ip", "-n", NAMESPACE, "addr", "add", CLIENT + "/30", "dev", there).succeeded()
				&& run("ip", "-n", NAMESPACE, "link", "set", there, "up").succeeded()
				&& run("ip", "netns", "exec", NAMESPACE, "curl", "--version").succeeded();
		if (!created) {
			network.close();
		}
		Assumptions.assumeTrue(created, "needs root, iproute2 and curl, to be another machine");
		return network;
	}

	/** Return what the server answers the other machine, from the status line on. */
	String get(int port, String path, String... headers) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("ip", "netns", "exec", NAMESPACE, "curl", "-s", "-i", "--max-time", "20"));
		for (String header : headers) {
			command.addAll(List.of("-H", header));
		}
		command.add("http://" + SERVER + ":" + port + path);
		return run(command.toArray(String[]::new)).output();
	}

	@Override
	public void close() throws IOException {
		run("ip", "netns", "delete", NAMESPACE);
	}

	private static Result run(String... command) throws IOException {
		Process process;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			return new Result(false, "");
		}
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			return new Result(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, output);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Result(boolean succeeded, String output) {

	}

}
