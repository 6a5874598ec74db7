package io.github.portregistry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the command is found and started.
 */
class LauncherIT {

	@TempDir
	private Path home;

	@BeforeEach
	void register() throws Exception {
		Files.writeString(this.home.resolve(".ports"), "orders:5010:Größe\n");
	}

	@Test
	void runsThroughRelativeLinkToLink() throws Exception {
		Files.createDirectories(this.home.resolve("a b/c"));
		Files.createSymbolicLink(this.home.resolve("a b/ports"), Distribution.launcher());
		Files.createSymbolicLink(this.home.resolve("a b/c/p"), Path.of("../ports"));
		Distribution.Result result = Distribution.run(Distribution.shell(this.home, "cd 'a b' && c/p get orders"));
		assertThat(result).isEqualTo(new Distribution.Result(0, "orders: 5010\n", ""));
	}

	@Test
	void runsWithJavaHomeAndNothingOnThePath() throws Exception {
		Distribution.Result result = Distribution
			.run(Distribution.shell(this.home, "launcher=$(command -v ports); PATH=/nowhere JAVA_HOME="
					+ System.getProperty("java.home") + " exec /bin/sh \"$launcher\" get orders"));
		assertThat(result).isEqualTo(new Distribution.Result(0, "orders: 5010\n", ""));
	}

	@Test
	void saysWhenThereIsNoJava() throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home,
				"launcher=$(command -v ports); unset JAVA_HOME; PATH=/nowhere exec /bin/sh \"$launcher\" get orders"));
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).startsWith("ports: There is no Java: install Java 17 or newer");
	}

	@Test
	void saysWhenJavaHomeHasNoJava() throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home, "JAVA_HOME=/nowhere ports list"));
		assertThat(result.exitCode()).isEqualTo(3);
		assertThat(result.err()).startsWith("ports: There is no Java in /nowhere: correct JAVA_HOME");
	}

	@ParameterizedTest
	@CsvSource({ "1.8.0_402,true", "11.0.2,true", "16,false", "16-ea,true" })
	void saysWhenJavaIsTooOld(String version, boolean release) throws Exception {
		Path java = this.home.resolve("jdk/bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2021-03-16' >&2\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		if (release) {
			Files.writeString(this.home.resolve("jdk/release"),
					"IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x86_64\"\n");
		}
		for (String setting : new String[] { "JAVA_HOME=$HOME/jdk", "unset JAVA_HOME; PATH=$HOME/jdk/bin:$PATH;" }) {
			Distribution.Result result = Distribution.run(Distribution.shell(this.home, setting + " ports get orders"));
			assertThat(result.exitCode()).isEqualTo(3);
			assertThat(result.err()).isEqualTo("ports: Java 17 or newer is needed, but " + java + " is Java " + version
					+ ": set JAVA_HOME to a newer one.\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "unset LC_ALL LC_CTYPE LANG;,✓ Registered web on port 5020", "LC_ALL=C,Registered web on port 5020",
			"LC_ALL=C.UTF-8,✓ Registered web on port 5020" })
	void textsSurviveEveryLocale(String setting, String registered) throws Exception {
		Distribution.Result result = Distribution.run(Distribution.shell(this.home,
				setting + " ports register web 5020 -d 'naïve ✓'; " + setting + " ports list"));
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).startsWith(registered + "\n").contains(" Größe\n", " naïve ✓\n");
		assertThat(Files.readString(this.home.resolve(".ports"))).endsWith("web:5020:naïve ✓\n");
	}

	@Test
	void versionNamesTheVersion() throws Exception {
		assertThat(Distribution.run(this.home, "--version").out()).matches("(?s)ports \\d+\\.\\d+.*Java .*");
	}

	@Test
	void readerThatLeavesIsNoError() throws Exception {
		Distribution.Result result = Distribution
			.run(Distribution.shell(this.home, "i=0; while [ $i -lt 20000 ]; do echo a$i:$((i+1)):x; i=$((i+1)); done"
					+ " > .ports; ports list | head -1; ports list --json | head -1; ports status | head -1"));
		assertThat(result.err()).isEmpty();
		assertThat(result.out()).startsWith("Application ");
	}

	@ParameterizedTest
	@CsvSource({ "rm .ports && mkfifo .ports,is not a regular file",
			"ln -sf /dev/zero .ports,/dev/zero: is not a regular file",
			"dd if=/dev/zero of=.ports bs=1 count=0 seek=1073741824 2>/dev/null,has 1073741824 bytes" })
	void registryThatIsNoneIsRefusedAtOnceInLittleMemory(String setting, String reason) throws Exception {
		assertThat(Distribution.run(Distribution.shell(this.home, setting)).exitCode()).isZero();
		for (String command : new String[] { "list", "register web 5020" }) {
			Distribution.Result result = Distribution
				.run(Distribution.shell(this.home, "JDK_JAVA_OPTIONS=-Xmx16m ports " + command));
			assertThat(result.exitCode()).isEqualTo(3);
			assertThat(result.err()).contains(this.home.resolve(".ports") + ": " + reason);
		}
		Files.delete(this.home.resolve(".ports"));
	}

	@ParameterizedTest
	@CsvSource({ "get orders,false", "get -q orders,false", "get nobody,false", "list,false", "get orders --json,false",
			"status,false", "status --json,false", "status orders,true" })
	void onlyWhatScriptsAskAllDayDoesWithoutCommandFramework(String line, boolean framework) throws Exception {
		Distribution.run(Distribution.shell(this.home,
				"JDK_JAVA_OPTIONS=-Xlog:class+load:file=$HOME/classes.log ports " + line));
		assertThat(Files.readString(this.home.resolve("classes.log")).contains(" picocli.")).isEqualTo(framework);
	}

}
