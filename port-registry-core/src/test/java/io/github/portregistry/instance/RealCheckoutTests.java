package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link Checkout} with what git itself creates, where it is installed.
 */
class RealCheckoutTests {

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

	private static String git(Path directory, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgSign=false"));
		command.addAll(List.of("-c", "protocol.file.allow=always", "-c", "core.hooksPath=none"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("GIT_"));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	private Path addWorktree(Path repository, String name) throws Exception {
		Path worktree = this.directory.resolve(name);
		git(repository, "worktree", "add", "-b", name.replace('/', '-'), worktree.toString());
		return worktree;
	}

	@Test
	void ofWhenWorktreeIsLinkedReturnsIt() throws Exception {
		Path worktree = addWorktree(this.main, "fix-ui");
		CheckoutTests.assertIsWorktree(worktree, "fix-ui", worktree);
		assertThat(CheckoutTests.worktree(this.main)).isEmpty();
	}

	@Test
	void ofWhenTwoWorktreesHaveOneFolderNameTellsThemApart() throws Exception {
		Path one = addWorktree(this.main, "one/fix");
		Path other = addWorktree(this.main, "other/fix");
		assertThat(CheckoutTests.worktree(one)).contains("fix");
		assertThat(CheckoutTests.worktree(other)).contains("fix1");
	}

	@Test
	void ofWhenWorktreeWasMovedKeepsName() throws Exception {
		addWorktree(this.main, "fix-ui");
		Path moved = this.directory.resolve("moved");
		git(this.main, "worktree", "move", "../fix-ui", moved.toString());
		CheckoutTests.assertIsWorktree(moved, "fix-ui", moved);
	}

	@ParameterizedTest
	@ValueSource(strings = { "project/.bare", "project/.git", "project.git" })
	void ofWhenRepositoryIsBareTakesWorktreeOfItsBranchForMainCheckout(String repository) throws Exception {
		git(this.main, "branch", "-M", "trunk");
		git(this.directory, "clone", "--bare", "main", repository);
		Path bare = this.directory.resolve(repository);
		Path trunk = this.directory.resolve("project/trunk-folder");
		git(bare, "worktree", "add", trunk.toString(), "trunk");
		Path worktree = addWorktree(bare, "fix-ui");
		CheckoutTests.assertIsWorktree(worktree, "fix-ui", worktree);
		assertThat(CheckoutTests.worktree(trunk)).isEmpty();
		assertThat(Checkout.of(trunk)).map(Checkout::branch).contains("trunk");
		assertThat(Checkout.of(worktree).orElseThrow().isOfSameProject(Checkout.of(trunk).orElseThrow())).isTrue();
	}

	@Test
	void ofWhenLinkedWorktreeHasBranchOfMainOneReturnsWorktree() throws Exception {
		Path worktree = this.directory.resolve("again");
		git(this.main, "branch", "-M", "trunk");
		git(this.main, "worktree", "add", "--force", worktree.toString(), "trunk");
		CheckoutTests.assertIsWorktree(worktree, "again", worktree);
	}

	@Test
	void ofReturnsBranchAndCommit() throws Exception {
		git(this.main, "branch", "-M", "feature/a");
		assertIsAt(this.main, "feature/a");
		git(this.main, "pack-refs", "--all");
		assertIsAt(this.main, "feature/a");
		Path worktree = addWorktree(this.main, "fix-ui");
		git(worktree, "commit", "--allow-empty", "-m", "second");
		assertIsAt(worktree, "fix-ui");
		git(worktree, "checkout", "--detach");
		assertIsAt(worktree, null);
	}

	private void assertIsAt(Path checkout, String branch) throws Exception {
		Checkout found = Checkout.of(checkout).orElseThrow();
		assertThat(found.branch()).isEqualTo(branch);
		assertThat(found.commit()).isEqualTo(git(checkout, "rev-parse", "HEAD").strip());
	}

	@Test
	void ofWhenThereIsNoCommitReturnsBranchOnly() throws Exception {
		Path empty = Files.createDirectory(this.directory.resolve("empty"));
		git(empty, "init");
		assertThat(Checkout.of(empty)).hasValueSatisfying((found) -> {
			assertThat(found.branch()).isNotEmpty();
			assertThat(found.commit()).isNull();
		});
	}

	@Test
	void isOfSameProjectTellsClonesApart() throws Exception {
		git(this.directory, "clone", "main", "clone");
		Path modules = Files.createDirectory(this.directory.resolve("modules"));
		git(this.directory, "init", "--separate-git-dir", modules.resolve("elsewhere").toString(), "separate");
		Checkout main = Checkout.of(this.main).orElseThrow();
		assertThat(main.isOfSameProject(Checkout.of(addWorktree(this.main, "fix-ui")).orElseThrow())).isTrue();
		assertThat(main.isOfSameProject(Checkout.of(this.directory.resolve("clone")).orElseThrow())).isFalse();
		assertThat(Checkout.of(this.directory.resolve("separate"))).hasValueSatisfying((separate) -> {
			assertThat(separate.branch()).isNotNull();
			assertThat(separate.isOfSameProject(main)).isFalse();
		});
		assertThat(main.project()).isEqualTo(this.main.toString());
	}

	@Test
	void ofWhenDirectoryIsSubmoduleReturnsWorktreeAround() throws Exception {
		Path library = Files.createDirectory(this.directory.resolve("library"));
		git(library, "init");
		git(library, "commit", "--allow-empty", "-m", "first");
		Path worktree = addWorktree(this.main, "fix-ui");
		git(this.main, "submodule", "add", library.toString(), "library");
		git(worktree, "submodule", "add", library.toString(), "library");
		assertThat(CheckoutTests.worktree(this.main.resolve("library"))).isEmpty();
		CheckoutTests.assertIsWorktree(worktree.resolve("library"), "fix-ui", worktree);
	}

}
