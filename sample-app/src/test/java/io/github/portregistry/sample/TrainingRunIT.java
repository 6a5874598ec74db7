package io.github.portregistry.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of training runs of the packaged app, and of the runs that they are for.
 */
class TrainingRunIT {

	@TempDir
	private Path home;

	@Test
	void trainForClassDataSharingLeavesRegistryAlone() throws Exception {
		trainAndRun("app.jsa", "-XX:ArchiveClassesAtExit=app.jsa", "-XX:SharedArchiveFile=app.jsa", "-Xshare:on");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_25)
	void trainForAheadOfTimeCacheLeavesRegistryAlone() throws Exception {
		trainAndRun("app.aot", "-XX:AOTCacheOutput=app.aot", "-XX:AOTCache=app.aot", "-XX:AOTMode=on");
	}

	private void trainAndRun(String archive, String trainingOption, String... options) throws Exception {
		int port = FreePorts.find();
		Files.write(this.home.resolve("application.properties"), List.of("server.port=" + port));
		String jar = System.getProperty("sample-app.jar");
		run("-Djarmode=tools", "-jar", jar, "extract", "--destination", "app");
		String extracted = "app/" + Path.of(jar).getFileName();
		run(trainingOption, "-Dspring.context.exit=onRefresh", "-jar", extracted);
		assertThat(this.home.resolve(archive)).isNotEmptyFile();
		assertThat(this.home).isDirectoryNotContaining("glob:**/.ports*");
		List<String> command = new ArrayList<>(List.of(options));
		command.addAll(List.of("-jar", extracted));
		AppProcess app = start(command.toArray(String[]::new));
		try {
			assertThat(app.awaitPort()).isEqualTo(port);
			assertThat(this.home.resolve(".ports")).content().contains("\nsample-app:" + port + ":");
		}
		finally {
			app.kill();
		}
	}

	private void run(String... arguments) throws Exception {
		AppProcess process = start(arguments);
		try {
			process.awaitEnd();
		}
		finally {
			process.kill();
		}
	}

	private AppProcess start(String... arguments) throws Exception {
		return SampleProcess.startJvm(this.home, Map.of("HOME", this.home.toString()), List.of(arguments));
	}

}
