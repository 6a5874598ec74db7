package io.github.portregistry.torture;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Registers names as the Python program does that the format comes from: reads all,
 * without a lock, and writes all, in place. Works when it gets a line.
 */
public final class SeedWriter {

	private SeedWriter() {
	}

	/**
	 * Register.
	 * @param args the registry, the beginning of the names, the first port, and the
	 * number of names
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] args) throws IOException {
		System.out.println("ready");
		System.in.read();
		for (int i = 0; i < Integer.parseInt(args[3]); i++) {
			SortedMap<Integer, String> lines = read(Path.of(args[0]));
			int port = Integer.parseInt(args[2]) + i;
			lines.put(port, args[1] + "-" + i + ":" + port + ":torture");
			write(Path.of(args[0]), lines);
		}
	}

	private static SortedMap<Integer, String> read(Path file) throws IOException {
		SortedMap<Integer, String> lines = new TreeMap<>();
		List<String> all = new ArrayList<>();
		try {
			all = Files.readAllLines(file, StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException ex) {
			// The first one.
		}
		for (String line : all) {
			String[] fields = line.split(":", 3);
			if (!line.startsWith("#") && fields.length == 3 && fields[1].matches("\\d+")) {
				lines.put(Integer.valueOf(fields[1]), line);
			}
		}
		return lines;
	}

	private static void write(Path file, SortedMap<Integer, String> lines) throws FileNotFoundException {
		try (PrintWriter out = new PrintWriter(new java.io.FileOutputStream(file.toFile()), false,
				StandardCharsets.UTF_8)) {
			out.print("# Global Port Registry\n\n");
			lines.values().forEach((line) -> out.print(line + "\n"));
		}
	}

}
