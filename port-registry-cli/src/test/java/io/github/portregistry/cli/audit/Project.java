package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project in a temporary folder. In the text of a file, {@code <8081>} is a port that
 * has to be found, and the only one.
 *
 * @param directory the folder
 * @param expected what has to be found
 */
record Project(Path directory, List<String> expected) {

	private static final Pattern MARKED = Pattern.compile("<(\\d+)>");

	Project(Path directory) throws IOException {
		this(directory.toRealPath(), new ArrayList<>());
	}

	Project with(String path, String marked) throws IOException {
		StringBuilder text = new StringBuilder();
		Matcher matcher = MARKED.matcher(marked);
		while (matcher.find()) {
			matcher.appendReplacement(text, "");
			SourceText source = new SourceText(text.toString());
			this.expected.add(path + ":" + source.line(text.length()) + ":" + source.column(text.length()) + ":"
					+ matcher.group(1));
			text.append(matcher.group(1));
		}
		matcher.appendTail(text);
		write(path, text.toString().getBytes(StandardCharsets.UTF_8));
		return this;
	}

	Path write(String path, byte[] content) throws IOException {
		Path file = this.directory.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.write(file, content);
	}

	AuditReport audit() {
		return audit(Map.of());
	}

	AuditReport audit(Map<Integer, PortOwner> owners) {
		return PortAudit.of(this.directory, owners);
	}

	/**
	 * Return what is found.
	 * @return the place and the port of each
	 */
	List<String> found() {
		return audit().findings()
			.stream()
			.map((finding) -> finding.file() + ":" + finding.line() + ":" + finding.column() + ":" + finding.port())
			.toList();
	}

	/**
	 * Run git in the folder, with no settings of this user.
	 * @param args the arguments
	 */
	void git(String... args) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=n", "-c", "user.email=e@example.org",
				"-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"));
		command.addAll(List.of(args));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true);
		builder.environment()
			.putAll(new TreeMap<>(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null", "HOME",
					this.directory.toString())));
		builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"));
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
			throw new IOException(command + ": " + output);
		}
	}

}
