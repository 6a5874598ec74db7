package io.github.portregistry.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

/**
 * The process that runs this code.
 */
final class ThisProcess {

	private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

	private static @Nullable String host;

	private ThisProcess() {
	}

	static long pid() {
		return ProcessHandle.current().pid();
	}

	/**
	 * Return the name of the machine or container, without using the network. Empty if
	 * the system does not report it.
	 */
	static String host() {
		String name = host;
		if (name == null) {
			name = findHost();
			host = name;
		}
		return name;
	}

	private static String findHost() {
		try (BufferedReader reader = Files.newBufferedReader(HOST_NAME)) {
			String name = reader.readLine();
			return (name != null) ? name : "";
		}
		catch (IOException ex) {
			String name = System.getenv("COMPUTERNAME");
			return (name != null) ? name : "";
		}
	}

	/**
	 * Return the program. The Java launcher reports the jar or main class, followed by
	 * all arguments.
	 */
	static @Nullable String program() {
		String command = System.getProperty("sun.java.command");
		if (command == null || command.isEmpty()) {
			return null;
		}
		String classPath = System.getProperty("java.class.path", "");
		if (!classPath.isEmpty() && command.startsWith(classPath)) {
			return "java " + fileName(classPath);
		}
		int end = command.indexOf(' ');
		return "java " + fileName((end > 0) ? command.substring(0, end) : command);
	}

	/**
	 * Return where the code of the program is: its jar, or the folder or jar of its main
	 * class. {@code null} if it is not known.
	 */
	static @Nullable Path code() {
		String command = System.getProperty("sun.java.command", "");
		String classPath = System.getProperty("java.class.path", "");
		try {
			if (!classPath.isEmpty() && (command + " ").startsWith(classPath + " ")) {
				return Path.of(classPath);
			}
			String mainClass = command.split(" ", 2)[0];
			CodeSource source = Class
				.forName(mainClass.substring(mainClass.indexOf('/') + 1), false, ClassLoader.getSystemClassLoader())
				.getProtectionDomain()
				.getCodeSource();
			return (source != null && source.getLocation() != null) ? Path.of(source.getLocation().toURI()) : null;
		}
		catch (ClassNotFoundException | LinkageError | URISyntaxException | IllegalArgumentException
				| FileSystemNotFoundException ex) {
			return null;
		}
	}

	private static String fileName(String path) {
		return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	}

}
