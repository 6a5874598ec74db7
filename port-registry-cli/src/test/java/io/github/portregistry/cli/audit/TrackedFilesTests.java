package io.github.portregistry.cli.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests of {@link TrackedFiles} beside git.
 */
@DisabledOnOs(OS.WINDOWS)
class TrackedFilesTests {

	@TempDir
	private Path directory;

	private Path root = Path.of("");

	private final List<String> notes = new ArrayList<>();

	@BeforeEach
	void setUp() throws Exception {
		this.root = this.directory.toRealPath().resolve("shop");
		project().write("orders/.env", "PORT=8081\n".getBytes(StandardCharsets.UTF_8));
		assumeTrue(hasGit(), "git is not installed");
	}

	private boolean hasGit() {
		try {
			project().git("--version");
			return true;
		}
		catch (IOException | InterruptedException ex) {
			return false;
		}
	}

	private Project project() {
		return new Project(this.root, new ArrayList<>());
	}

	private Collection<String> paths(Path folder) {
		return new TrackedFiles(folder, this.notes).paths();
	}

	private void write(String... paths) throws IOException {
		for (String path : paths) {
			project().write(path, "x".getBytes(StandardCharsets.UTF_8));
		}
	}

	@ParameterizedTest
	@CsvSource({ "sha1,2", "sha1,3", "sha1,4", "sha256,2", "sha256,4" })
	void indexOfEachVersionIsRead(String hash, String version) throws Exception {
		write("a", "b/ünï cödé", "b/c/" + "long-".repeat(40), "b/c/d.yml", "b2/e", "ignored/f", "untracked");
		write("d/1", "d/12", "d/123", "d/1234", "d/12345", "d/123456", "d/1234567", "d/12345678", "d/123456789");
		Files.writeString(this.root.resolve(".gitignore"), "ignored\n");
		project().git("init", "-q", "--object-format=" + hash);
		project().git("add", "a", "b", "b2", "d", "orders");
		project().git("update-index", "--index-version", version);
		if (version.equals("3")) {
			project().git("add", "-N", ".gitignore");
		}
		project().git("rm", "-q", "--cached", "b2/e");
		List<String> tracked = new ArrayList<>(
				List.of("a", "b/c/d.yml", "b/c/" + "long-".repeat(40), "b/ünï cödé", "d/1", "d/12", "d/123", "d/1234",
						"d/12345", "d/123456", "d/1234567", "d/12345678", "d/123456789", "orders/.env"));
		tracked.addAll(version.equals("3") ? List.of(".gitignore") : List.of());
		assertThat(paths(this.root)).containsExactlyInAnyOrderElementsOf(tracked);
		assertThat(paths(this.root.resolve("b"))).containsExactlyInAnyOrder("c/d.yml", "c/" + "long-".repeat(40),
				"ünï cödé");
		assertThat(paths(this.root.resolve("b2"))).isEmpty();
		assertThat(this.notes).isEmpty();
	}

	@Test
	void indexOfWorktreeAndOfSeparateRepositoryIsRead() throws Exception {
		project().git("init", "-q", "--separate-git-dir", this.directory.resolve("elsewhere").toString());
		project().git("add", ".");
		project().git("commit", "-q", "-m", "m");
		assertThat(paths(this.root)).containsExactly("orders/.env");
		project().git("worktree", "add", "-q", "../fix-ui");
		Project worktree = new Project(this.root.resolveSibling("fix-ui"), new ArrayList<>());
		worktree.write("web/.env", "PORT=8082".getBytes(StandardCharsets.UTF_8));
		worktree.git("add", ".");
		assertThat(paths(worktree.directory())).containsExactly("orders/.env", "web/.env");
		assertThat(paths(this.root)).containsExactly("orders/.env");
	}

	@Test
	void whatIsNoFileOfTheProjectIsNotRead() throws Exception {
		Files.writeString(this.directory.resolve("secret.env"), "PORT=8089\n");
		Files.createSymbolicLink(this.root.resolve(".env"), this.root.resolveSibling("secret.env"));
		write("gone/.env", "linked/.env");
		project().git("init", "-q");
		project().git("add", ".");
		Files.delete(this.root.resolve("gone/.env"));
		Files.delete(this.root.resolve("linked/.env"));
		Files.delete(this.root.resolve("linked"));
		Path outside = Files.createDirectories(this.directory.toRealPath().resolve("outside"));
		Files.writeString(outside.resolve(".env"), "PORT=8088\n");
		Files.createSymbolicLink(this.root.resolve("linked"), outside);
		assertThat(project().found()).containsExactly("orders/.env:1:6:8081");
	}

	@Test
	void filesInConflictAreReadOnceAndSubmodulesNotAtAll() throws Exception {
		write("base");
		project().git("init", "-q");
		project().git("add", "base");
		project().git("commit", "-q", "-m", "m");
		project().git("checkout", "-q", "-b", "other");
		project().git("add", ".");
		project().git("commit", "-q", "-m", "m");
		project().git("checkout", "-q", "main");
		project().write("orders/.env", "PORT=8082\n".getBytes(StandardCharsets.UTF_8));
		project().git("add", ".");
		project().git("commit", "-q", "-m", "m");
		Project other = new Project(this.root.resolve("sub"), new ArrayList<>());
		other.write(".env", "PORT=8083".getBytes(StandardCharsets.UTF_8));
		other.git("init", "-q");
		other.git("add", ".");
		other.git("commit", "-q", "-m", "m");
		project().git("-c", "advice.addEmbeddedRepo=false", "add", "sub");
		project().git("commit", "-q", "-m", "m");
		assertThat(Files.exists(this.root.resolve(".git/index"))).isTrue();
		try {
			project().git("merge", "-q", "other");
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("CONFLICT");
		}
		assertThat(paths(this.root)).containsExactlyInAnyOrder("base", "orders/.env");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "DIRC", "nonsense, but long enough for a header" })
	void filesAreWalkedThroughIfTheIndexIsNotUnderstood(String index) throws Exception {
		project().git("init", "-q");
		Files.writeString(this.root.resolve(".git/index"), index);
		assertThat(paths(this.root)).containsExactly("orders/.env");
		assertThat(this.notes).singleElement().asString().contains("cannot be read");
	}

	@Test
	void indexInTwoFilesIsNotUnderstood() throws Exception {
		project().git("init", "-q");
		project().git("add", ".");
		project().git("update-index", "--split-index");
		assertThat(paths(this.root)).containsExactly("orders/.env");
	}

	@Test
	void damagedIndexIsNoFault() throws Exception {
		write("a", "b/c", "b/d");
		project().git("init", "-q");
		project().git("add", ".");
		project().git("update-index", "--index-version", "4");
		byte[] index = Files.readAllBytes(this.root.resolve(".git/index"));
		Random random = new Random(1);
		for (int i = 0; i < 500; i++) {
			byte[] damaged = index.clone();
			for (int j = random.nextInt(4); j >= 0; j--) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
			}
			Files.write(this.root.resolve(".git/index"), damaged);
			TrackedFiles files = new TrackedFiles(this.root, this.notes);
			files.paths().forEach(files::read);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.env", "a", "a/", "/a", "a/b", "/a/b", "*/b", "**/b", "a/**", "a/**/c", "**", "*", "b*",
			"?", "[ab]", "[!ab]", "[^a-b]", "[a-c]*", "\\a", "a\\b", "\\#x", "#x", "\\!x", "!x", "a \\ ", "a  ", "x\\ ",
			"*\n!b", "*\n!*/\n!c", "a/*\n!a/b", "a\n!a/b/c", "*.*\n!*.env", "**/c/", "c/**/", "a/b/../c", "//a", "a//b",
			"[", "[a", "a[", "***", "a**", "**a", "/", "/*", "/**", "*/", "/*/", "\\", "*\\", "a*b*c", "d/e\n!d/e",
			".env\n", "é*", "[é]" })
	void whatIsIgnoredIsWhatGitIgnores(String patterns) throws Exception {
		write("a/b/c", "a/b/x", "a/c", "a/x", "b/a/b", "b/c/x", "c", "d/e/f", "#x", "!x", "x ", "ab", "abc", "a.env",
				"a\\b", "d/.env", "é/é", "[", "a [");
		Files.writeString(this.root.resolve(".gitignore"), patterns + "\n");
		Files.writeString(this.root.resolve("d/.gitignore"), "!e\n.env\n");
		Files.writeString(this.root.resolve("a/b/.gitignore"), "!/c\n*\n!x\n");
		project().git("init", "-q");
		Files.deleteIfExists(this.root.resolve(".git/index"));
		Collection<String> walked = List.copyOf(FolderWalk.files(this.root, this.root, 1000));
		project().git("-c", "core.excludesFile=/dev/null", "add", "--all", ".");
		assertThat(walked).containsExactlyInAnyOrderElementsOf(paths(this.root));
	}

	@Test
	void outerIgnoreFilesApplyBelow() throws Exception {
		write("a/b/c", "a/b/d", "node_modules/x", "a/target/x", "build/x");
		Files.writeString(this.root.resolve(".gitignore"), "/a/b/c\n");
		Files.createDirectories(this.root.resolve(".git"));
		assertThat(paths(this.root.resolve("a"))).containsExactly("b/d");
		assertThat(paths(this.root)).containsExactly(".gitignore", "a/b/d", "orders/.env");
	}

	@Test
	void thereAreNotTooManyFiles() throws Exception {
		write("1", "2", "3", "4");
		assertThat(FolderWalk.files(this.root, this.root, 3)).containsExactly("1", "2", "3");
	}

}
