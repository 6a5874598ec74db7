package io.github.portregistry.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds the JDKs of this machine, where {@code .ci/run} does.
 */
final class Jdk {

	private Jdk() {
	}

	/** Find the launcher of a JDK of a version. */
	static Optional<Path> findJava(int version) {
		Stream<Path> running = Stream.of(Path.of(System.getProperty("java.home")));
		Stream<Path> installed = Stream
			.of("/usr/lib/jvm", "/opt/java", "/opt", System.getProperty("user.home") + "/.sdkman/candidates/java")
			.flatMap(Jdk::directories);
		return Stream.concat(running, installed)
			.filter((home) -> version(home) == version)
			.map((home) -> home.resolve("bin/java"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static Stream<Path> directories(String parent) {
		File[] directories = new File(parent).listFiles(File::isDirectory);
		return (directories != null) ? Stream.of(directories).map(File::toPath).sorted() : Stream.empty();
	}

	private static int version(Path home) {
		Path release = home.resolve("release");
		if (!Files.exists(release)) {
			return 0;
		}
		Properties properties = new Properties();
		try (InputStream content = Files.newInputStream(release)) {
			properties.load(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
		return Runtime.Version.parse(version).feature();
	}

}
