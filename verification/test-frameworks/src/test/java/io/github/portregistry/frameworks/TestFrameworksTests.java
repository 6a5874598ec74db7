package io.github.portregistry.frameworks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.kotest.engine.launcher.MainKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.console.ConsoleLauncher;
import org.junit.runner.JUnitCore;
import org.testng.TestNG;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what an application does to the registry when it is started in all kinds of
 * threads: by a test, with each framework in turn as the only one on the class path, and
 * by a main method that has them all.
 */
class TestFrameworksTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void startWhenTestIsRunningLeavesRegistryAlone(Framework framework) throws Exception {
		run(framework.classPath(), framework.launcher);
		assertThat(this.directory.resolve(".ports")).doesNotExist();
	}

	@Test
	void startWhenFrameworksArePresentButNoTestIsRunningRegistersPorts() throws Exception {
		run(System.getProperty("java.class.path"), List.of(App.class.getName()));
		assertThat(this.directory.resolve(".ports")).content()
			.contains(App.threads().keySet().stream().map((name) -> "\n" + name + ":").toList());
	}

	private void run(String classPath, List<String> main) throws Exception {
		JavaCommand command = JavaCommand.ofArguments(main)
			.options("-Dportregistry.enabled=true", "-Dkotest.framework.classpath.scanning.autoscan.disable=true",
					"-Dkotest.framework.classpath.scanning.config.disable=true")
			.classPath(classPath)
			.home(this.directory);
		try (JavaProcess process = command.start()) {
			int exitCode = process.waitFor();
			assertThat(process.output()).contains(App.DONE);
			assertThat(exitCode).isZero();
		}
	}

	enum Framework {

		JUNIT_4("junit-4|hamcrest", JUnitCore.class, JUnit4Project.class.getName()),

		JUNIT_VINTAGE("junit-(4|vintage|platform)|hamcrest", ConsoleLauncher.class, "execute", "--select-class",
				JUnit4Project.class.getName()),

		JUNIT_5("junit-(jupiter|platform)", ConsoleLauncher.class, "execute", "--select-class",
				JupiterProject.class.getName()),

		TEST_NG("testng|jcommander|jquery", TestNG.class, "-testclass", TestNgProject.class.getName()),

		KOTEST("kot(est|lin)", MainKt.class, "--spec", KotestProject.class.getName()),

		KOTEST_ON_JUNIT("kot(est|lin)|junit-platform", ConsoleLauncher.class, "execute", "--select-class",
				KotestProject.class.getName());

		/** What the frameworks bring. */
		private static final Pattern TEST_LIBRARIES = Pattern
			.compile("junit|hamcrest|testng|jcommander|jquery|kotest|kotlin");

		private final Pattern libraries;

		private final List<String> launcher;

		Framework(String libraries, Class<?> launcher, String... args) {
			this.libraries = Pattern.compile(libraries);
			this.launcher = new ArrayList<>(List.of(launcher.getName()));
			this.launcher.addAll(List.of(args));
		}

		String classPath() {
			return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.filter((path) -> isOnClassPath(Path.of(path).getFileName().toString()))
				.collect(Collectors.joining(File.pathSeparator));
		}

		private boolean isOnClassPath(String file) {
			return this.libraries.matcher(file).find() || !TEST_LIBRARIES.matcher(file).find();
		}

	}

}
