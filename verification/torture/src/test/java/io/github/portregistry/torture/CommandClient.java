package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.PortRange;

/**
 * Uses a registry by the command {@code ports}, a process each time.
 */
final class CommandClient implements RegistryClient {

	private final Path registry;

	private final PortRange range;

	CommandClient(Path registry, PortRange range) {
		this.registry = registry;
		this.range = range;
	}

	@Override
	public int register(String name, int port) throws IOException, InterruptedException {
		int code = run("register", name, Integer.toString(port), "-d", "torture").code();
		return (code == 0) ? port : failure(code);
	}

	/** The command does not tell which port the name had: asked before. */
	@Override
	public int unregister(String name) throws IOException, InterruptedException {
		int port = list(name);
		int code = run("unregister", name).code();
		return (code == 0) ? port : failure(code);
	}

	@Override
	public int claim(String name) throws IOException, InterruptedException {
		Result result = run("claim", name, "-d", "torture", "--start", Integer.toString(this.range.start()), "--end",
				Integer.toString(this.range.end()));
		return (result.code() == 0) ? Integer.parseInt(result.out().strip()) : failure(result.code());
	}

	@Override
	public int list(String name) throws IOException, InterruptedException {
		Result result = run("get", "-q", name);
		return (result.code() == 0) ? Integer.parseInt(result.out().strip()) : 0;
	}

	private static int failure(int code) {
		return (code == 1) ? REFUSED : FAILED;
	}

	Result run(String... arguments) throws IOException, InterruptedException {
		Process process = builder(arguments).start();
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Result(process.waitFor(), out);
	}

	ProcessBuilder builder(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("ports.home"), "bin", "ports").toString());
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("PORTREGISTRY_LOCATION", this.registry.toString());
		builder.environment().put("LC_ALL", "C.UTF-8");
		return builder;
	}

	/**
	 * What a command came to.
	 *
	 * @param code the exit code
	 * @param out what it printed
	 */
	record Result(int code, String out) {

	}

}
