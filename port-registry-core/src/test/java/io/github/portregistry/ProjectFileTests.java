package io.github.portregistry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.portregistry.instance.Checkout;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProjectFile}.
 */
class ProjectFileTests {

	private static final String NAME = ProjectFile.DEFAULT_NAME;

	@TempDir
	private Path directory;

	private Path project;

	private Path module;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.project = Files.createDirectories(this.directory.resolve("shop"));
		Files.createDirectories(this.project.resolve(".git"));
		this.module = Files.createDirectories(this.project.resolve("services/orders"));
		this.registry = PortRegistry.open(this.directory.resolve("home/.ports"));
	}

	private Optional<ProjectFile> find() {
		return ProjectFile.find(this.module, NAME, this.registry);
	}

	private ProjectFile file(String content) throws IOException {
		Files.writeString(this.project.resolve(NAME), content);
		return find().orElseThrow();
	}

	@Test
	void findReturnsNearestFileUpToTopOfCheckout() throws IOException {
		assertThat(find()).isEmpty();
		Files.writeString(this.directory.resolve(NAME), "orders:5010:\n");
		assertThat(find()).isEmpty();
		assertThat(file("orders:5011:\n").path()).isEqualTo(this.project.resolve(NAME));
		Files.writeString(this.module.resolve(NAME), "orders:5012:\n");
		assertThat(find().orElseThrow().find("orders").orElseThrow())
			.isEqualTo(new Wish("orders", 5012, "", this.module.resolve(NAME)));
		assertThat(ProjectFile.find(this.project, NAME, this.registry).orElseThrow().find("orders").orElseThrow())
			.extracting(Wish::port)
			.isEqualTo(5011);
	}

	@Test
	void findWhenThereIsNoCheckoutReturnsNothing() throws IOException {
		Files.writeString(this.directory.resolve(NAME), "orders:5010:\n");
		assertThat(ProjectFile.find(this.directory, NAME, this.registry)).isEmpty();
	}

	@Test
	void findDoesNotTakeRegistryForFile() throws IOException {
		Files.writeString(this.project.resolve(NAME), "orders:5010:\n");
		this.registry = PortRegistry.open(this.project.resolve(NAME));
		assertThat(find()).isEmpty();
		Path link = this.directory.resolve("link");
		Files.createSymbolicLink(link, this.project.resolve(NAME));
		this.registry = PortRegistry.open(link);
		assertThat(find()).isEmpty();
	}

	@Test
	void findDoesNotLeaveCheckoutByLink() throws IOException {
		Files.writeString(this.directory.resolve("secret"), "orders:5010:\n");
		Files.createSymbolicLink(this.project.resolve(NAME), this.directory.resolve("secret"));
		assertThat(find()).isEmpty();
		assertThat(ProjectFile.find(this.module, "../../../secret", this.registry)).isEmpty();
		assertThat(ProjectFile.find(this.module, this.directory.resolve("secret").toString(), this.registry)).isEmpty();
	}

	@Test
	void findTakesOtherNameAndPath() throws IOException {
		Files.createDirectories(this.project.resolve("config"));
		Files.writeString(this.project.resolve("config/team"), "orders:5010:\n");
		assertThat(ProjectFile.find(this.module, "config/team", this.registry)).isPresent();
		assertThat(ProjectFile.find(this.module, "", this.registry)).isEmpty();
	}

	@Test
	void findInLinkedWorktreeKnowsNamesButNothingIsWishedFor() throws IOException {
		Path own = Files.createDirectories(this.project.resolve(".git/worktrees/fix"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Path worktree = Files.createDirectories(this.directory.resolve("fix"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");
		Files.writeString(worktree.resolve(NAME), "orders:5010:\n");
		ProjectFile file = ProjectFile.find(worktree, NAME, this.registry).orElseThrow();
		assertThat(file.wishes()).extracting(Wish::name).containsExactly("orders");
		assertThat(file.find("orders")).isEmpty();
	}

	@Test
	void wishesAreValidLinesOnly() throws IOException {
		ProjectFile file = file("""
				# ports of the shop
				orders:5010:Orders: API

				web:0:any
				db : 5432
				bad name:5011:
				--rm:5012:
				high:65536:
				low:-1:
				none
				billing:00:
				orders:5013:again
				""");
		assertThat(file.wishes()).extracting(Wish::name, Wish::port, Wish::description)
			.containsExactly(Assertions.tuple("orders", 5013, "again"), Assertions.tuple("web", 0, "any"),
					Assertions.tuple("db", 5432, ""), Assertions.tuple("billing", 0, ""));
		assertThat(file.problems()).hasSize(6);
		assertThat(file.problems().get(0)).isEqualTo(
				"Line 6: 'bad name:5011:' has no valid name: use 1 to 128 ASCII letters, digits, '_' and '-', not"
						+ " starting with '-'");
		assertThat(file.problems().get(2)).startsWith("Line 8: 'high:65536:' is not an assignment");
		assertThat(file.problems().get(5)).isEqualTo("Line 12: 'orders' is in the file before: this line counts");
	}

	@Test
	void contentIsBoundedAndMadePrintable() throws IOException {
		String longest = "a:1:" + "x".repeat(ProjectFile.MAX_LENGTH - 4);
		assertThat(file(longest).wishes()).hasSize(1);
		assertThat(file(longest + "\n").wishes()).isEmpty();
		assertThat(find().orElseThrow().problems()).containsExactly("The file is longer than the limit of 65536 bytes");
		assertThat(file("\u001b[31mred\u0000" + "y".repeat(1000)).problems()).singleElement()
			.asString()
			.hasSizeLessThan(300)
			.doesNotContain("\u001b", "\u0000");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void findIgnoresWhatIsNoFile() throws Exception {
		new ProcessBuilder("mkfifo", this.project.resolve(NAME).toString()).start().waitFor();
		assertThat(find()).isEmpty();
		Files.delete(this.project.resolve(NAME));
		Files.createDirectory(this.project.resolve(NAME));
		assertThat(find()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n" })
	void withChangesPortsOnly(String end) throws IOException {
		String content = String.join(end, "# ours", "  web :5020: React ", "", "any:0", "orders:5010:Orders: API",
				"bad", "");
		ProjectFile file = file(content);
		byte[] changed = file.with(List.of(new Assignment("orders", 5011, "x"), new Assignment("any", 5003, ""),
				new Assignment("new", 5004, "")));
		assertThat(new String(changed, StandardCharsets.UTF_8))
			.isEqualTo(content.replace("orders:5010", "orders:5011").replace("any:0", "any:5003") + "new:5004:" + end);
		assertThat(file.with(List.of(new Assignment("orders", 5010, "")))).asString().isEqualTo(content);
		assertThatExceptionOfType(InvalidNameException.class)
			.isThrownBy(() -> file.with(List.of(new Assignment("a b", 1, ""))));
	}

	@Test
	void createIsForPlaceWithoutFileOrRegistry() throws IOException {
		Checkout checkout = Checkout.of(this.module).orElseThrow();
		ProjectFile file = ProjectFile.create(checkout, NAME, this.registry).orElseThrow();
		assertThat(file.path()).isEqualTo(this.project.resolve(NAME)).doesNotExist();
		assertThat(new String(file.with(List.of(new Assignment("orders", 5010, ""))), StandardCharsets.UTF_8))
			.startsWith("# ")
			.endsWith("\norders:5010:\n");
		assertThat(ProjectFile.create(checkout, NAME, PortRegistry.open(this.project.resolve(NAME)))).isEmpty();
		Files.writeString(this.project.resolve(NAME), "");
		assertThat(ProjectFile.create(checkout, NAME, this.registry)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "80, many systems reserve ports below 1024", "6000, it is never chosen by itself", "5010," })
	void cautionTellsWhatSpeaksAgainstPort(int port, String reason) {
		String caution = new Wish("orders", port, "", Path.of("x")).caution(ExcludedPorts.DEFAULT);
		if (reason == null) {
			assertThat(caution).isNull();
		}
		else {
			assertThat(caution).startsWith("x wishes for port " + port + " for 'orders': " + reason);
		}
	}

}
