package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Checkout} with files as gitrepository-layout(5) describes them.
 */
@DisabledOnOs(OS.WINDOWS)
class CheckoutTests {

	@TempDir
	private Path directory;

	private Path main;

	private Path worktree;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.main = this.directory.resolve("main");
		Files.createDirectories(this.main.resolve(".git"));
		this.worktree = link("fix-ui", this.main.resolve(".git/worktrees/fix-ui"));
	}

	/** Creates a directory that is linked to a repository's directory for worktrees. */
	private Path link(String name, Path gitDirectory) throws IOException {
		Path linked = pointTo(gitDirectory, this.directory.resolve(name));
		Files.createDirectories(gitDirectory);
		Files.writeString(gitDirectory.resolve("commondir"), "../..\n");
		return linked;
	}

	private static Path pointTo(Path gitDirectory, Path directory) throws IOException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve(".git"), "gitdir: " + gitDirectory + "\n");
		return directory;
	}

	static Optional<String> worktree(Path directory) {
		return Checkout.of(directory).map(Checkout::worktree);
	}

	static void assertIsWorktree(Path directory, String name, Path top) {
		assertThat(Checkout.of(directory)).hasValueSatisfying((checkout) -> {
			assertThat(checkout.worktree()).isEqualTo(name);
			assertThat(checkout.directory()).isEqualTo(top.toString());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a/b/c/d/e" })
	void ofWhenDirectoryIsInLinkedWorktreeReturnsIt(String below) throws IOException {
		Path inside = Files.createDirectories(this.worktree.resolve(below));
		assertIsWorktree(inside, "fix-ui", this.worktree);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", ".git", ".git/worktrees" })
	void ofWhenDirectoryIsInMainWorktreeReturnsEmpty(String below) throws IOException {
		assertThat(worktree(Files.createDirectories(this.main.resolve(below)))).isEmpty();
	}

	@Test
	void ofWhenThereIsNoRepositoryReturnsEmpty() {
		assertThat(worktree(this.directory)).isEmpty();
	}

	@Test
	void ofWhenDirectoryDoesNotExistGoesByItsParents() {
		assertIsWorktree(this.worktree.resolve("missing/x/.."), "fix-ui", this.worktree);
	}

	@Test
	void ofWhenMainWorktreeIsInsideOfLinkedOneReturnsEmpty() throws IOException {
		Path other = this.worktree.resolve("other");
		Files.createDirectories(other.resolve(".git"));
		assertThat(worktree(other)).isEmpty();
	}

	@Test
	void ofWhenLinkedWorktreeIsInsideOfMainOneReturnsIt() throws IOException {
		Path inside = link("main/.worktrees/fix", this.main.resolve(".git/worktrees/fix"));
		assertIsWorktree(inside, "fix", inside);
	}

	@ParameterizedTest
	@ValueSource(strings = { "library", "worktrees/library" })
	void ofWhenSubmoduleIsInMainWorktreeReturnsEmpty(String name) throws IOException {
		Path gitDirectory = Files.createDirectories(this.main.resolve(".git/modules").resolve(name));
		assertThat(worktree(pointTo(gitDirectory, this.main.resolve(name)))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "library", "worktrees/library" })
	void ofWhenSubmoduleIsInLinkedWorktreeReturnsThat(String name) throws IOException {
		Path modules = this.main.resolve(".git/worktrees/fix-ui/modules");
		Path gitDirectory = Files.createDirectories(modules.resolve(name));
		assertIsWorktree(pointTo(gitDirectory, this.worktree.resolve(name)), "fix-ui", this.worktree);
	}

	@Test
	void ofWhenWorktreeIsOfSubmoduleReturnsIt() throws IOException {
		Path linked = link("library-fix", this.main.resolve(".git/modules/library/worktrees/fix"));
		assertIsWorktree(linked, "fix", linked);
	}

	@Test
	void ofWhenRepositoryIsBareReturnsWorktree() throws IOException {
		Path linked = link("bare-fix", this.directory.resolve("orders.git/worktrees/bare-fix"));
		assertIsWorktree(linked, "bare-fix", linked);
	}

	@Test
	void ofWhenGitDirectoryIsKeptElsewhereReturnsEmpty() throws IOException {
		Path elsewhere = Files.createDirectories(this.directory.resolve("worktrees/orders"));
		assertThat(worktree(pointTo(elsewhere, this.directory.resolve("orders")))).isEmpty();
	}

	@Test
	void ofWhenPathInFileIsRelativeReturnsWorktree() throws IOException {
		pointTo(Path.of("../main/.git/worktrees/fix-ui"), this.worktree);
		assertIsWorktree(this.worktree, "fix-ui", this.worktree);
	}

	@Test
	void ofWhenPathGoesThroughLinkReturnsRealDirectory() throws IOException {
		Files.createDirectories(this.worktree.resolve("a/b"));
		Path link = Files.createSymbolicLink(this.main.resolve("link"), this.worktree.resolve("a"));
		assertIsWorktree(link.resolve("b"), "fix-ui", this.worktree);
	}

	@Test
	void ofWhenFolderWasRenamedKeepsName() throws IOException {
		Path renamed = Files.move(this.worktree, this.directory.resolve("renamed"));
		assertIsWorktree(renamed, "fix-ui", renamed);
	}

	@Test
	void ofWhenMainWorktreeWasRenamedKeepsName() throws IOException {
		Files.move(this.main, this.directory.resolve("renamed"));
		assertIsWorktree(this.worktree, "fix-ui", this.worktree);
	}

	@Test
	void ofWhenNameHasAnyCharactersReturnsIt() throws IOException {
		pointTo(this.main.resolve(".git/worktrees/Fix it: 2%"), this.worktree);
		assertIsWorktree(this.worktree, "Fix it: 2%", this.worktree);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "\n", "gitdir:", "gitdir: ", "gitdir: \0/worktrees/x", "gitdir: /", "gitdir: worktrees",
					"/x/.git/worktrees/x", "gitdir /x/.git/worktrees/x", "\u0000\u00ff\u00fe", "ref: refs/heads/main" })
	void ofWhenFileIsGarbageGoesByDirectoryAbove(String garbage) throws IOException {
		for (Path parent : new Path[] { this.directory, this.worktree }) {
			Path inside = Files.createDirectory(parent.resolve("inside"));
			Files.writeString(inside.resolve(".git"), garbage, StandardCharsets.ISO_8859_1);
		}
		assertThat(worktree(this.directory.resolve("inside"))).isEmpty();
		assertIsWorktree(this.worktree.resolve("inside"), "fix-ui", this.worktree);
	}

	@Test
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void ofWhenFileIsPipeDoesNotBlock() throws Exception {
		Path inside = Files.createDirectory(this.worktree.resolve("inside"));
		assertThat(new ProcessBuilder("mkfifo", inside.resolve(".git").toString()).start().waitFor()).isZero();
		assertIsWorktree(inside, "fix-ui", this.worktree);
	}

	@ParameterizedTest
	@CsvSource({ "shop/orders/target/classes, shop", "shop/orders, shop", "shop, shop", "shop/orders/x.jar, shop",
			"shop/plain/inner/src, shop/plain/inner" })
	void ofWhenThereIsNoRepositoryGoesByBuildFiles(String file, String root) throws IOException {
		Path shop = this.directory.resolve("shop");
		for (String module : new String[] { "orders", "plain/inner" }) {
			Files.createDirectories(shop.resolve(module));
			Files.createFile(shop.resolve(module).resolve("pom.xml"));
		}
		Files.createFile(shop.resolve("settings.gradle.kts"));
		String folder = this.directory.resolve(root).toString();
		assertThat(Checkout.of(this.directory.resolve(file))).contains(new Checkout(folder, folder, null, null, null));
	}

}
