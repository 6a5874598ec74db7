package io.github.portregistry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code ports audit} as users start it.
 */
@DisabledOnOs(OS.WINDOWS)
class AuditIT {

	@TempDir
	private Path home;

	@BeforeEach
	void setUp() throws IOException {
		Files.writeString(this.home.resolve(".ports"), "orders:8081:\n");
		Path module = Files.createDirectories(this.home.resolve("shop/web/src/main/resources"));
		Files.writeString(module.resolve("application.yml"), "orders.url: http://localhost:8081\n");
		Files.writeString(this.home.resolve("shop/compose.yaml"),
				"services:\n  web:\n    ports:\n      - 127.0.0.1:8090:8080\n");
	}

	private Distribution.Result run(String script) throws Exception {
		return Distribution.run(Distribution.shell(this.home, script));
	}

	@Test
	void workingDirectoryOrGivenFolderIsLookedInto() throws Exception {
		Distribution.Result result = run("cd shop && ports audit");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.out()).isEqualTo("compose.yaml:4:19: 8090 (nobody's) -> ${WEB_PORT:-8090}\n"
				+ "web/src/main/resources/application.yml:1:30: 8081 (orders) -> ${portregistry.urls.orders}\n");
		assertThat(result.err()).isEqualTo("2 hard-coded ports in 2 files\n");
		assertThat(run("ports audit shop/web").out())
			.isEqualTo("src/main/resources/application.yml:1:30: 8081 (orders) -> ${portregistry.urls.orders}\n");
		assertThat(run("ports --registry none audit shop --json").out()).contains("\"owner\": null");
		assertThat(run("ports audit shop/none").exitCode()).isEqualTo(2);
	}

	@Test
	void filesThatGitDoesNotTrackAreLeftOut() throws Exception {
		Distribution.Result result = run(
				"command -v git >/dev/null || exit 77; cd shop && git init -q && git add web && ports audit");
		if (result.exitCode() != 77) {
			assertThat(result.out()).contains("8081").doesNotContain("8090");
		}
	}

	@Test
	void replacementsOfSpringAndShellAreTheOnesThatWork() throws Exception {
		assertThat(run("ports url orders").out()).isEqualTo("http://localhost:8081\n");
		assertThat(run("ports get -q orders").out()).isEqualTo("8081\n");
	}

}
