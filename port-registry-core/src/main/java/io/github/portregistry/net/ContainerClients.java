package io.github.portregistry.net;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.portregistry.support.OperatingSystem;

/**
 * The clients of Docker and Podman, which are asked for the running containers as the
 * user would ask: those of the {@code PATH}, with the environment of this process, so
 * that {@code DOCKER_HOST} or a context decides whom they ask. A client that is not there
 * is not missed. They run at the same time, and what they have not printed by their
 * common deadline is not known.
 */
final class ContainerClients {

	private static final Duration TIMEOUT = Duration.ofMillis(800);

	private static final int MAX_BYTES = 4 << 20;

	private static final List<List<String>> COMMANDS = List.of(
			List.of("docker", "ps", "--no-trunc", "--format", "{{json .}}"),
			List.of("podman", "ps", "--no-trunc", "--format", "json"));

	private final List<Path> path;

	private final Duration timeout;

	ContainerClients() {
		this(Objects.requireNonNullElse(System.getenv("PATH"), ""), TIMEOUT);
	}

	ContainerClients(String path, Duration timeout) {
		this.path = Stream.of(path.split(File.pathSeparator)).flatMap(ContainerClients::folder).toList();
		this.timeout = timeout;
	}

	/** The working directory is no place to look for programs. */
	private static Stream<Path> folder(String text) {
		try {
			return Stream.of(Path.of(text)).filter(Path::isAbsolute);
		}
		catch (InvalidPathException ex) {
			return Stream.empty();
		}
	}

	/**
	 * Ask all clients.
	 * @return the containers that ports are published for, those of Docker first
	 */
	List<PublishedContainer> list() {
		long deadline = System.nanoTime() + this.timeout.toNanos();
		List<RunningOutput> outputs = COMMANDS.stream().flatMap((command) -> start(command).stream()).toList();
		List<PublishedContainer> containers = new ArrayList<>();
		for (RunningOutput output : outputs) {
			ProgramOutput answer = output.await(deadline);
			if (answer.isAnswer()) {
				byte[] bytes = answer.text().getBytes(StandardCharsets.ISO_8859_1);
				containers.addAll(PublishedContainer.list(new String(bytes, StandardCharsets.UTF_8)));
			}
		}
		return containers;
	}

	private Optional<RunningOutput> start(List<String> command) {
		return find(command.get(0)).flatMap((program) -> {
			List<String> arguments = new ArrayList<>(command);
			arguments.set(0, program.toString());
			try {
				Process process = new ProcessBuilder(arguments).redirectError(Redirect.DISCARD).start();
				return Optional.of(new RunningOutput(process, MAX_BYTES));
			}
			catch (IOException ex) {
				return Optional.empty();
			}
		});
	}

	private Optional<Path> find(String program) {
		String name = (OperatingSystem.current() == OperatingSystem.WINDOWS) ? program + ".exe" : program;
		return this.path.stream()
			.map((folder) -> folder.resolve(name))
			.filter((file) -> Files.isRegularFile(file) && Files.isExecutable(file))
			.findFirst();
	}

}
