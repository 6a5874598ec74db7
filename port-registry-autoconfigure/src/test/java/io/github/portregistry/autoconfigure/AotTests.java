package io.github.portregistry.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.portregistry.PortRange;
import io.github.portregistry.app.PlainApp;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that are processed ahead of time.
 */
class AotTests {

	/** A name of a package of the starter's, as it is in sources or in class files. */
	private static final Pattern STARTER = Pattern
		.compile("io[./]github[./]portregistry[./](autoconfigure|actuate|discovery|PortRegistry)");

	@TempDir
	private Path directory;

	private final PortRange free = FreePorts.range(2, PortRange::new);

	@ParameterizedTest
	@ValueSource(strings = { "jetty", "jetty|tomcat|servlet|webmvc" })
	void processAheadOfTimeLeavesRegistryOutOfApplication(String hiddenLibraries) throws Exception {
		int port = this.free.start();
		int managementPort = port + 1;
		Files.write(this.directory.resolve("application.properties"),
				List.of("spring.application.name=orders", "server.port=" + port,
						"management.server.port=" + managementPort, "portregistry.enabled=true",
						"management.endpoints.web.exposure.include=ports"));
		String classPath = classPathWithout(Pattern.compile(hiddenLibraries));
		process(classPath);
		assertThat(this.directory).isDirectoryNotContaining("glob:**/.ports*");
		compile(classPath);
		// The resources tell which classes of all jars Spring finds by their names.
		for (String generated : List.of("sources", "classes")) {
			try (Stream<Path> files = Files.walk(this.directory.resolve(generated))) {
				assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
					.noneMatch((file) -> STARTER.matcher(read(file)).find());
			}
		}
		for (String run : List.of(classPath, withoutStarter(classPath))) {
			try (JavaProcess app = start(run, "-Dspring.aot.enabled=true", PlainApp.class.getName())) {
				Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> answers(port) || !app.isAlive());
				assertThat(answers(port)).as(app.output()).isTrue();
				assertThat(app.output()).contains("Starting AOT-processed PlainApp");
				assertThat(this.directory).isDirectoryNotContaining("glob:**/.ports*");
			}
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean answers(int port) {
		try {
			return TestApp.get("http://localhost:" + port + "/").equals(Integer.toString(port));
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	private void process(String classPath) throws Exception {
		try (JavaProcess process = start(classPath, SpringApplicationAotProcessor.class.getName(),
				PlainApp.class.getName(), path("sources"), path("resources"), path("classes"), "group", "artifact")) {
			process.awaitEnd();
		}
	}

	private void compile(String classPath) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", path("classes"), "-cp",
				path("classes") + File.pathSeparator + classPath));
		try (Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			sources.map(Path::toString).filter((path) -> path.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private JavaProcess start(String classPath, String... arguments) throws IOException {
		return PlainApp
			.command(this.directory, String.join(File.pathSeparator, path("classes"), path("resources"), classPath),
					arguments)
			.start();
	}

	private String path(String name) {
		return this.directory.resolve(name).toString();
	}

	private static String classPathWithout(Pattern libraries) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !libraries.matcher(Path.of(path).getFileName().toString()).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String withoutStarter(String classPath) {
		Pattern starter = Pattern.compile("port-registry-(core|autoconfigure).target.(?!test-)");
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((path) -> !starter.matcher(path).find())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
