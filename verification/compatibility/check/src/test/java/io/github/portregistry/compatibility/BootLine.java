package io.github.portregistry.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of Spring Boot, and what the app needs to run on it.
 *
 * @param version the version of Spring Boot
 * @param classPath the app, port-registry and Spring Boot with all servers; empty if they
 * are not built
 */
record BootLine(String version, List<String> classPath) {

	private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();

	private static final String SPRING_BOOT = "spring-boot-";

	private static final Pattern SECURITY = Pattern.compile("spring-(boot-(starter-)?)?security");

	private static final Pattern COMPOSE = Pattern.compile("spring-boot-docker-compose");

	static BootLine of(String module) {
		Path target = MODULES.resolve(module).resolve("target");
		try {
			String jars = Files.readString(target.resolve("classpath.txt")).strip();
			List<String> classPath = Stream
				.concat(Stream.of(target.resolve("classes").toString()), Stream.of(jars.split(File.pathSeparator)))
				.toList();
			return new BootLine(findVersion(classPath), classPath);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static BootLine absent(String version) {
		return new BootLine(version, List.of());
	}

	private static String findVersion(List<String> classPath) {
		return classPath.stream()
			.map((jar) -> new File(jar).getName())
			.filter((jar) -> jar.matches(SPRING_BOOT + "\\d.*\\.jar"))
			.map((jar) -> jar.substring(SPRING_BOOT.length(), jar.length() - ".jar".length()))
			.findFirst()
			.orElseThrow();
	}

	String wholeClassPath() {
		return classPath((jar) -> !COMPOSE.matcher(jar).find());
	}

	/** The class path of an app with one server. */
	String classPath(Server server) {
		return classPath((jar) -> server.needs(jar) && !SECURITY.matcher(jar).find() && !COMPOSE.matcher(jar).find());
	}

	/** The class path of an app with one server, and with support for Docker Compose. */
	String composeClassPath(Server server) {
		return classPath((jar) -> server.needs(jar) && !SECURITY.matcher(jar).find());
	}

	/** The class path of an app with one server, and with Spring Security. */
	String securedClassPath(Server server) {
		return classPath((jar) -> server.needs(jar) && !COMPOSE.matcher(jar).find());
	}

	private String classPath(Predicate<String> jars) {
		return this.classPath.stream()
			.filter((path) -> jars.test(new File(path).getName()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Override
	public String toString() {
		return "Spring Boot " + this.version;
	}

}
