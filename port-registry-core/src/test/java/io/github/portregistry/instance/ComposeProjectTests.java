package io.github.portregistry.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ComposeProject}.
 */
class ComposeProjectTests {

	@TempDir
	private Path directory;

	private Checkout checkout(String worktree) throws IOException {
		Path folder = Files.createDirectories(this.directory.toRealPath().resolve("My.Shop-wt/orders")).getParent();
		Path project = (worktree != null) ? folder.resolveSibling("My.Shop") : folder;
		return new Checkout(project.toString(), folder.toString(), worktree, null, null);
	}

	@ParameterizedTest
	@CsvSource({ ",'', myshop-wt", ",orders, orders", "fix-ui,'', myshop-fix-ui", "fix-ui,orders, orders-fix-ui",
			"_Fix.UI,'', myshop-_fixui" })
	void nameIsThatOfFolder(String worktree, String folder, String name) throws IOException {
		Checkout checkout = checkout(worktree);
		assertThat(ComposeProject.name(checkout, Path.of(checkout.directory()).resolve(folder))).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "name: store, store-fix", "name: \"store\"  # ours, store-fix", "name: ${X:-store}, myshop-fix",
			"services: {}, myshop-fix", "'  name: nested', myshop-fix" })
	void nameIsThatOfFile(String line, String name) throws IOException {
		Checkout checkout = checkout("fix");
		Path folder = Path.of(checkout.directory());
		Files.writeString(folder.resolve("compose.yaml"), "# x\n" + line + "\n");
		assertThat(ComposeProject.name(checkout, folder)).isEqualTo(name);
		assertThat(ComposeProject.name(checkout, folder.resolve("compose.yaml"))).isEqualTo(name);
	}

	@Test
	void nameIsThatOfVariable() throws IOException {
		Checkout checkout = checkout("fix");
		Path folder = Path.of(checkout.directory());
		Files.writeString(folder.resolve("docker-compose.yml"), "name: store\n");
		Files.writeString(folder.resolve(".env"), "A=1\nCOMPOSE_PROJECT_NAME='mall'\n");
		assertThat(ComposeProject.name(checkout, folder)).isEqualTo("mall-fix");
	}

}
