package io.github.portregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.Finding.Type;
import io.github.portregistry.RegistrationConflictException.Conflict;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what a {@link ProjectFile} means for a registry.
 */
class ProjectRegistrationTests {

	@TempDir
	private Path directory;

	private Path project;

	private PortRegistry registry;

	private PortRange range;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.project = Files.createDirectories(this.directory.resolve("shop"));
		Files.createDirectories(this.project.resolve(".git"));
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.range = FreePorts.range(4, PortRange::new);
	}

	private ProjectFile file(String... lines) throws IOException {
		Files.writeString(this.project.resolve(".ports"), String.join("\n", lines) + "\n");
		return ProjectFile.find(this.project, ".ports", this.registry).orElseThrow();
	}

	private int port(int index) {
		return this.range.start() + index;
	}

	private List<String> registered() {
		return this.registry.list().stream().map((each) -> each.name() + ":" + each.port()).toList();
	}

	@Test
	void syncRegistersAllInOneStep() throws IOException {
		ProjectFile file = file("orders:" + port(0) + ":Orders API", "web:0:", "worker:0:", "db:" + port(2) + ":");
		assertThat(this.registry.previewSync(file, this.range, false)).hasSize(4);
		assertThat(this.registry.list()).isEmpty();
		assertThat(this.registry.sync(file, this.range, false)).containsExactly(
				new Assignment("orders", port(0), "Orders API"), new Assignment("web", port(1), ""),
				new Assignment("worker", port(3), ""), new Assignment("db", port(2), ""));
		this.registry.register("orders", port(0), "changed here");
		this.registry.sync(file, this.range, false);
		assertThat(this.registry.get("orders").orElseThrow().description()).isEqualTo("changed here");
	}

	@Test
	void syncWhenThereAreConflictsChangesNothing() throws IOException {
		this.registry.register("billing", port(0));
		this.registry.register("web", port(3));
		ProjectFile file = file("db:" + port(2) + ":", "orders:" + port(0) + ":", "web:" + port(1) + ":");
		assertThatExceptionOfType(RegistrationConflictException.class)
			.isThrownBy(() -> this.registry.sync(file, this.range, false))
			.satisfies((ex) -> assertThat(ex.getConflicts()).extracting(Conflict::describe)
				.containsExactly("Port " + port(0) + " for 'orders' is already assigned to 'billing'",
						"'web' already has port " + port(3) + ", not " + port(1)));
		assertThatExceptionOfType(RegistrationConflictException.class)
			.isThrownBy(() -> this.registry.previewSync(file, this.range, true));
		assertThat(registered()).containsExactly("billing:" + port(0), "web:" + port(3));
		this.registry.unregister("billing");
		this.registry.sync(file, this.range, true);
		assertThat(registered()).containsExactly("db:" + port(2), "orders:" + port(0), "web:" + port(1));
	}

	@Test
	void syncRegistersNameThatProjectHasHadWhereAnotherProjectHasTheSame() throws IOException {
		Path other = Files.createDirectories(this.directory.resolve("other/.git")).getParent();
		this.registry.register("orders", port(3));
		this.registry.record(Instance.starting("orders", port(3), null, Checkout.of(other).orElseThrow()));
		ProjectFile file = file("orders:" + port(0) + ":", "orders--management:" + port(1) + ":");
		assertThatExceptionOfType(RegistrationConflictException.class)
			.isThrownBy(() -> this.registry.sync(file, this.range, false));
		this.registry.record(Instance.starting("orders--shop", port(2), null, Checkout.of(this.project).orElseThrow()));
		this.registry.sync(file, this.range, false);
		assertThat(registered()).containsExactly("orders:" + port(3), "orders--shop:" + port(0),
				"orders--shop--management:" + port(1));
	}

	@Test
	void nameOfAppInLinkedWorktreeIsThatOfWorktree() throws IOException {
		Path own = Files.createDirectories(this.project.resolve(".git/worktrees/fix"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		Path worktree = Files.createDirectories(this.directory.resolve("fix"));
		Files.writeString(worktree.resolve(".git"), "gitdir: " + own + "\n");
		Files.writeString(worktree.resolve(".ports"), "orders:1:\n");
		ProjectFile file = ProjectFile.find(worktree, ".ports", this.registry).orElseThrow();
		assertThat(this.registry.namesOf(file, List.of("orders", "orders--management"))).containsExactly(
				Map.entry("orders", "orders--fix"), Map.entry("orders--management", "orders--fix--management"));
	}

	@Test
	void reserveRegistersPortThatIsWishedForOrOneOfRange() throws IOException {
		Wish wish = file("orders:" + port(1) + ":Orders").find("orders").orElseThrow();
		this.registry.register("other", port(1));
		assertThat(this.registry.reserve("orders", wish, this.range, ExcludedPorts.DEFAULT))
			.isEqualTo(new Assignment("orders", port(0), "Orders"));
		this.registry.unregister("other");
		assertThat(this.registry.reserve("orders", wish, this.range, ExcludedPorts.DEFAULT).port()).isEqualTo(port(0));
		assertThat(this.registry.reserve("web", wish, this.range, ExcludedPorts.DEFAULT).port()).isEqualTo(port(1));
	}

	@Test
	void claimPrefersPortThatIsWishedForAndTellsBothHolders() throws IOException {
		Wish wish = file("orders:" + port(1) + ":").find("orders").orElseThrow();
		ClaimRequest.Builder request = ClaimRequest.forName("orders").range(this.range).defaultPort(port(3)).wish(wish);
		try (Claim claim = this.registry.claim(request.build())) {
			assertThat(claim.port()).isEqualTo(port(1));
			assertThat(claim.outcome()).isEqualTo(Outcome.REGISTERED);
		}
		this.registry.unregister("orders");
		this.registry.register("billing", port(1));
		try (Claim claim = this.registry.claim(request.build())) {
			assertThat(claim.port()).isEqualTo(port(0));
			PortConflict conflict = claim.conflict();
			assertThat(conflict).isNotNull();
			assertThat(conflict.describe()).isEqualTo("Port " + port(1) + ", which " + this.project.resolve(".ports")
					+ " wishes for 'orders', is assigned to 'billing'");
			assertThat(conflict.remedy())
				.isEqualTo("run: ports register billing " + port(2) + " && ports register orders " + port(1));
		}
		this.registry.unregister("orders");
		assertThatExceptionOfType(PortConflictException.class)
			.isThrownBy(() -> this.registry.claim(request.onConflict(ConflictPolicy.FAIL).build()));
	}

	@Test
	void claimForAnyPortHasOneOfRange() throws IOException {
		Wish wish = file("orders:0:").find("orders").orElseThrow();
		try (Claim claim = this.registry
			.claim(ClaimRequest.forName("orders").range(this.range).preferredPort(port(3)).wish(wish).build())) {
			assertThat(claim.port()).isEqualTo(port(0));
			assertThat(claim.conflict()).isNull();
		}
	}

	@Test
	void doctorComparesRegistryWithFile() throws IOException {
		ProjectFile file = file("orders:" + port(0) + ":", "web:" + port(1) + ":", "db:" + port(2) + ":", "any:0:",
				"new:" + port(3) + ":", "x y:1:");
		RegistryDoctor doctor = this.registry.doctor(this.range);
		assertThat(doctor.compare(file)).extracting(Finding::type).containsExactly(Type.INVALID_WISH);
		this.registry.register("orders", port(0));
		this.registry.register("web", 7100);
		this.registry.register("db", 7101);
		this.registry.register("other", port(2));
		this.registry.register("more", port(3));
		List<Finding> findings = doctor.compare(file);
		String path = this.project.resolve(".ports").toString();
		assertThat(findings).extracting(Finding::reason)
			.containsExactly(
					path + ": Line 6: 'x y:1:' has no valid name: use 1 to 128 ASCII letters, digits, '_' and '-', not"
							+ " starting with '-'",
					"'web' has port 7100, but " + path + " wishes for " + port(1),
					"'db' has port 7101, but " + path + " wishes for " + port(2) + ", which is assigned to 'other'",
					path + " wishes for port " + port(3) + " for 'new', which is assigned to 'more'");
		assertThat(findings.get(1).remedy())
			.isEqualTo("ports sync --move, or to change the file: ports sync --write web");
		assertThat(findings.get(2).remedy()).isEqualTo("ports register other " + port(1) + " && ports sync --move");
	}

}
