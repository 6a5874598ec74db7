package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckoutNames}.
 */
class CheckoutNamesTests {

	@TempDir
	private Path directory;

	private final List<Instance> instances = new ArrayList<>();

	private Checkout shop;

	private Checkout other;

	@BeforeEach
	void setUp() throws IOException {
		this.shop = checkout("shop", null);
		this.other = checkout("other", null);
	}

	private Checkout checkout(String project, String worktree) throws IOException {
		String folder = Files.createDirectories(this.directory.resolve(project)).toString();
		return new Checkout(folder, (worktree != null) ? folder + "/" + worktree : folder, worktree, null, null);
	}

	private void record(String name, String service, Checkout checkout, long time) {
		this.instances.add(InstanceBuilder.of(name).service(service, null).checkout(checkout).at(time, time).build());
	}

	private AppName find(String name, Checkout checkout) {
		return new CheckoutNames(this.instances).find(name, checkout);
	}

	@Test
	void findWhenNobodyHasNameReturnsIt() throws IOException {
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo", null));
		assertThat(find("demo", checkout("shop", "fix-ui"))).isEqualTo(new AppName("demo--fix-ui", null));
	}

	@Test
	void findWhenCheckoutOfEitherIsNotKnownReturnsName() {
		record("demo", "demo", this.shop, 1);
		assertThat(find("demo", null)).isEqualTo(new AppName("demo", null));
		this.instances.clear();
		record("demo", "demo", null, 1);
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo", null));
	}

	@Test
	void findWhenProjectHasNameReturnsIt() throws IOException {
		record("demo", "demo", this.shop, 1);
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo", null));
		assertThat(find("demo", checkout("shop", "fix-ui"))).isEqualTo(new AppName("demo--fix-ui", null));
	}

	@Test
	void findWhenOtherProjectHasNameDerivesOne() throws IOException {
		record("demo", "demo", this.other, 1);
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo--shop", this.other.project()));
		assertThat(find("demo", checkout("shop", "fix-ui")))
			.isEqualTo(new AppName("demo--fix-ui--shop", this.other.project()));
	}

	@Test
	void findWhenOnlyWorktreeOfOtherProjectHasNameDerivesOne() throws IOException {
		record("demo--fix-ui", "demo--fix-ui", checkout("other", "fix-ui"), 1);
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop");
		assertThat(find("demo", this.other).name()).isEqualTo("demo");
	}

	@Test
	void findWhenProjectHasDerivedNameReturnsItEvenIfNameIsFree() {
		record("demo--shop", "demo--shop", this.shop, 1);
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop");
		record("demo", "demo", this.other, 2);
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo--shop", this.other.project()));
		assertThat(find("demo", this.other)).isEqualTo(new AppName("demo", null));
	}

	@Test
	void findWhenDerivedNameIsOtherProjectsCounts() throws IOException {
		record("demo", "demo", this.other, 1);
		record("demo--shop", "demo--shop", checkout("third/shop", null), 2);
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop-2");
		assertThat(find("demo", checkout("third/shop", null)).name()).isEqualTo("demo--shop");
	}

	@Test
	void findWhenDerivedNameIsWorktreesOfOtherProjectCounts() throws IOException {
		record("demo--shop", "demo--shop", checkout("other", "shop"), 1);
		record("demo", "demo", this.other, 1);
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop-2");
	}

	@Test
	void findWhenNameOfWorktreeIsOtherProjectsDerivesOne() throws IOException {
		record("demo", "demo", this.other, 1);
		record("demo--shop", "demo--shop", this.shop, 2);
		Checkout worktree = checkout("other", "shop");
		assertThat(find("demo", worktree).name()).isEqualTo("demo--shop--other");
		record("demo--shop--other", "demo--shop--other", worktree, 3);
		assertThat(find("demo", worktree).name()).isEqualTo("demo--shop--other");
		assertThat(find("demo", checkout("other", "fix-ui")).name()).isEqualTo("demo--fix-ui");
		assertThat(find("demo", this.other).name()).isEqualTo("demo");
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop");
	}

	@Test
	void findWhenFolderOfProjectIsGoneReturnsName() throws IOException {
		record("demo", "demo", this.other, 1);
		Files.delete(this.directory.resolve("other"));
		assertThat(find("demo", this.shop)).isEqualTo(new AppName("demo", null));
	}

	@Test
	void findWhenTwoProjectsStartedAtOnceGoesByFirstInstance() {
		record("demo", "demo", this.other, 1);
		record("demo--2", "demo", this.shop, 2);
		assertThat(find("demo", this.other).name()).isEqualTo("demo");
		assertThat(find("demo", this.shop).name()).isEqualTo("demo--shop");
	}

	@ParameterizedTest
	@CsvSource({ "2024, demo--project-2024", "management, demo--project-management", "My shop!, demo--My-shop",
			"端口, demo--project" })
	void findWhenFolderIsNoSuffixMakesOne(String folder, String name) throws IOException {
		record("demo", "demo", this.other, 1);
		assertThat(find("demo", checkout(folder, null)).name()).isEqualTo(name);
	}

}
