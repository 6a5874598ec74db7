package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link GitWorktree} with what git itself creates, where it is installed.
 */
class RealGitWorktreeTests {

	@TempDir
	private Path directory;

	private Path main;

	@BeforeEach
	void setUp() throws Exception {
		assumeThatCode(() -> git(this.directory, "--version")).doesNotThrowAnyException();
		this.directory = this.directory.toRealPath();
		this.main = Files.createDirectory(this.directory.resolve("main"));
		git(this.main, "init");
		git(this.main, "commit", "--allow-empty", "-m", "first");
	}

	private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgSign=false"));
		command.addAll(List.of("-c", "protocol.file.allow=always", "-c", "core.hooksPath=none"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("GIT_"));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private Path addWorktree(Path repository, String name) throws Exception {
		Path worktree = this.directory.resolve(name);
		git(repository, "worktree", "add", "-b", name.replace('/', '-'), worktree.toString());
		return worktree;
	}

	@Test
	void ofWhenWorktreeIsLinkedReturnsIt() throws Exception {
		Path worktree = addWorktree(this.main, "fix-ui");
		assertThat(GitWorktree.of(worktree)).contains(new GitWorktree("fix-ui", worktree));
		assertThat(GitWorktree.of(this.main)).isEmpty();
	}

	@Test
	void ofWhenTwoWorktreesHaveOneFolderNameTellsThemApart() throws Exception {
		Path one = addWorktree(this.main, "one/fix");
		Path other = addWorktree(this.main, "other/fix");
		assertThat(GitWorktree.of(one)).map(GitWorktree::name).contains("fix");
		assertThat(GitWorktree.of(other)).map(GitWorktree::name).contains("fix1");
	}

	@Test
	void ofWhenWorktreeWasMovedKeepsName() throws Exception {
		addWorktree(this.main, "fix-ui");
		Path moved = this.directory.resolve("moved");
		git(this.main, "worktree", "move", "../fix-ui", moved.toString());
		assertThat(GitWorktree.of(moved)).contains(new GitWorktree("fix-ui", moved));
	}

	@Test
	void ofWhenRepositoryIsBareReturnsWorktree() throws Exception {
		git(this.directory, "clone", "--bare", "main", "bare.git");
		Path worktree = addWorktree(this.directory.resolve("bare.git"), "fix-ui");
		assertThat(GitWorktree.of(worktree)).contains(new GitWorktree("fix-ui", worktree));
	}

	@Test
	void ofWhenDirectoryIsSubmoduleReturnsWorktreeAround() throws Exception {
		Path library = Files.createDirectory(this.directory.resolve("library"));
		git(library, "init");
		git(library, "commit", "--allow-empty", "-m", "first");
		Path worktree = addWorktree(this.main, "fix-ui");
		git(this.main, "submodule", "add", library.toString(), "library");
		git(worktree, "submodule", "add", library.toString(), "library");
		assertThat(GitWorktree.of(this.main.resolve("library"))).isEmpty();
		assertThat(GitWorktree.of(worktree.resolve("library"))).contains(new GitWorktree("fix-ui", worktree));
	}

}
