package io.github.portregistry.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of Spring Boot's support for Docker Compose in a linked git worktree, on the
 * lines of Spring Boot, with a program in place of Docker that notes what it is asked.
 */
class ComposeIT {

	private static final String DOCKER = """
			#!/bin/sh
			echo "$@" >>"$HOME/asked"
			case "$*" in
			*config*) echo '{"name": "shop", "services": {}}' ;;
			*compose*version*) echo '{"version": "2.39.1"}' ;;
			*version*) echo 28.3.2 ;;
			esac
			""";

	@TempDir
	private Path home;

	private Path worktree = Path.of("");

	@BeforeEach
	void setUp() throws IOException {
		this.home = this.home.toRealPath();
		Path bin = Files.createDirectories(this.home.resolve("bin"));
		Files.createFile(bin.resolve("docker"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		Files.writeString(bin.resolve("docker"), DOCKER);
		Path own = Files.createDirectories(this.home.resolve("shop/.git/worktrees/fix"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		this.worktree = Files.createDirectories(this.home.resolve("fix"));
		Files.writeString(this.worktree.resolve(".git"), "gitdir: " + own + "\n");
		for (Path folder : List.of(this.worktree, this.home.resolve("shop"))) {
			Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {}\n");
			Files.writeString(folder.resolve("application.properties"),
					"spring.application.name=orders\nspring.cloud.compatibility-verifier.enabled=false\n");
		}
	}

	static Stream<BootLine> lines() {
		return Stream.of("boot-3.5", "boot-4.0", "boot-4.1").map(BootLine::of);
	}

	/** Start an app, and return what Docker was asked for the files of Compose. */
	private String ask(BootLine line, Path checkout, Map<String, String> environment, String... properties)
			throws Exception {
		Files.deleteIfExists(this.home.resolve("asked"));
		Map<String, String> all = new HashMap<>(environment);
		all.put("PATH", this.home.resolve("bin") + ":/usr/bin:/bin");
		try (AppProcess app = CellProcess.startWithCompose(line, this.home, checkout, all, properties)) {
			boolean told = app.output()
				.contains("The project of Docker Compose is 'shop-fix' here, in the git worktree " + this.worktree
						+ " (spring.docker.compose.arguments)");
			String asked = Files.readString(this.home.resolve("asked"));
			assertThat(told).as(app.output()).isEqualTo(asked.contains("shop-fix"));
			return asked.lines().filter((command) -> command.contains("config")).findFirst().orElseThrow();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("lines")
	void worktreeHasProjectOfItsOwn(BootLine line) throws Exception {
		assertThat(ask(line, this.worktree, Map.of(), "--spring.docker.compose.arguments=--progress=quiet"))
			.contains("--progress=quiet --project-name=shop-fix config");
	}

	@Test
	void worktreeHasProjectThatIsGiven() throws Exception {
		BootLine line = BootLine.of("boot-4.1");
		assertThat(ask(line, this.worktree, Map.of(), "--spring.docker.compose.arguments=--project-name=mine"))
			.contains("--project-name=mine")
			.doesNotContain("shop-fix");
		assertThat(ask(line, this.worktree, Map.of("COMPOSE_PROJECT_NAME", "mine"))).doesNotContain("--project-name");
		assertThat(ask(line, this.worktree, Map.of(), "--portregistry.worktree=false"))
			.doesNotContain("--project-name");
	}

	@Test
	void mainCheckoutHasProjectOfCompose() throws Exception {
		assertThat(ask(BootLine.of("boot-4.1"), this.home.resolve("shop"), Map.of())).doesNotContain("--project-name");
	}

}
