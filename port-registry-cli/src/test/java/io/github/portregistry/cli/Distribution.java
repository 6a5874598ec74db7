package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the built distribution, with a home directory of its own.
 */
final class Distribution {

	private static final long TIMEOUT_SECONDS = 120;

	private Distribution() {
	}

	static Path launcher() {
		return Path.of(System.getProperty("ports.home"), "bin", "ports");
	}

	static ProcessBuilder builder(Path home, String... args) {
		List<String> command = new ArrayList<>(List.of(launcher().toString()));
		command.addAll(List.of(args));
		return in(home, new ProcessBuilder(command));
	}

	/**
	 * Run a script, in which the command is {@code ports}.
	 * @param home the home directory, also the working directory
	 * @param script the script
	 * @return the builder
	 */
	static ProcessBuilder shell(Path home, String script) {
		ProcessBuilder builder = in(home, new ProcessBuilder("sh", "-c", script));
		builder.environment().merge("PATH", launcher().getParent().toString(), (path, bin) -> bin + ":" + path);
		return builder;
	}

	private static ProcessBuilder in(Path home, ProcessBuilder builder) {
		builder.environment().put("HOME", home.toString());
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().remove("PORTREGISTRY_LOCATION");
		return builder.directory(home.toFile());
	}

	static Result run(Path home, String... args) throws IOException, InterruptedException {
		return run(builder(home, args));
	}

	static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
		Path out = Files.createTempFile("ports", ".out");
		Path err = Files.createTempFile("ports", ".err");
		try {
			Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
			process.getOutputStream().close();
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException("Not ended in time: " + builder.command());
			}
			return new Result(process.exitValue(), read(out), read(err));
		}
		finally {
			Files.delete(out);
			Files.delete(err);
		}
	}

	private static String read(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/**
	 * What a command came to.
	 *
	 * @param exitCode the exit code
	 * @param out the standard output
	 * @param err the standard error
	 */
	record Result(int exitCode, String out, String err) {

	}

}
