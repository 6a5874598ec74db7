package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRegistry#giveBack(Claim)} with real files and sockets.
 */
class GiveBackTests {

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	private final PortRange range = FreePorts.range(6, PortRange::new);

	private final int first = this.range.start();

	@BeforeEach
	void setUp() {
		this.path = this.directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path, Duration.ofSeconds(30));
	}

	private ClaimRequest.Builder request(String name) {
		return ClaimRequest.forName(name).range(this.range);
	}

	/** Let the name have asked for another port than it is going to ask for. */
	private void editPort(String name) {
		this.registry.record(InstanceBuilder.of(name).state(State.STOPPED).preferredPort(8080).build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# mine\n\n", "b:1: x \r\nc:2:\r\n", "c:2\nb:1", "\uFEFFb:1:\n", "no assignment\n" })
	void giveBackWhenNameWasRegisteredLeavesFileAsItWas(String content) throws IOException {
		Files.writeString(this.path, content);
		Claim claim = claim(request("a").description("d").build());
		assertThat(claim.outcome()).isEqualTo(Outcome.REGISTERED_IN_RANGE);
		assertThat(claim.previous()).isNull();
		this.registry.giveBack(claim);
		assertThat(Files.readString(this.path)).isEqualTo(content);
	}

	/** Returns a claim whose port is released. */
	private Claim claim(ClaimRequest request) {
		try (Claim claim = this.registry.claim(request)) {
			return claim;
		}
	}

	@Test
	void giveBackWhenThereWasNoFileLeavesHeader() throws IOException {
		this.registry.giveBack(claim(request("a").preferredPort(this.first + 2).build()));
		assertThat(Files.readString(this.path)).startsWith("# Global Port Registry\n").endsWith("\n\n");
		assertThat(this.registry.list()).isEmpty();
	}

	@Test
	void giveBackIsNoLossToDoctor() throws IOException {
		Files.writeString(this.path, "b:" + (this.first + 4) + ":\n");
		this.registry.giveBack(claim(request("a").build()));
		assertThat(this.registry.doctor(this.range).findings()).isEmpty();
		this.registry.register("c", this.first + 5);
		assertThat(this.registry.doctor(this.range).findings()).isEmpty();
	}

	@Test
	void giveBackWhenNameFellBackRemovesIt() throws IOException {
		String content = "b:" + this.first + ":\n";
		Files.writeString(this.path, content);
		Claim claim = claim(request("a").preferredPort(this.first).build());
		assertThat(claim.outcome()).isEqualTo(Outcome.FELL_BACK);
		this.registry.giveBack(claim);
		assertThat(Files.readString(this.path)).isEqualTo(content);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void giveBackWhenAppMovedAsideRemovesDerivedNameIfItIsNew(boolean registered) throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			String content = "a:" + server.getLocalPort() + ":\n" + (registered ? "a--2:" + this.first + ":\n" : "");
			Files.writeString(this.path, content);
			Claim claim = claim(request("a").build());
			assertThat(claim.outcome()).isEqualTo(Outcome.MOVED_ASIDE);
			this.registry.giveBack(claim);
			assertThat(Files.readString(this.path)).isEqualTo(content);
		}
	}

	@Test
	void giveBackWhenNameWasMovedMovesItBack() throws IOException {
		String content = "# mine\na:" + this.first + ": one \nb:" + (this.first + 1) + ":\n";
		Files.writeString(this.path, content);
		editPort("a");
		Claim claim = claim(request("a").preferredPort(this.first + 3).build());
		assertThat(claim.outcome()).isEqualTo(Outcome.MOVED);
		assertThat(claim.previous()).isEqualTo(new Assignment("a", this.first, "one"));
		this.registry.giveBack(claim);
		assertThat(Files.readString(this.path)).isEqualTo(content);
	}

	@Test
	void giveBackWhenPortBeforeMoveIsAnothersNowChangesNothing() throws IOException {
		Files.writeString(this.path, "a:" + this.first + ":\n");
		editPort("a");
		Claim claim = claim(request("a").preferredPort(this.first + 3).build());
		this.registry.register("b", this.first);
		this.registry.giveBack(claim);
		assertThat(this.registry.getPort("a")).hasValue(this.first + 3);
		assertThat(this.registry.getPort("b")).hasValue(this.first);
	}

	@Test
	void giveBackWhenAnotherProgramMovedNameMeanwhileChangesNothing() throws IOException {
		Claim claim = claim(request("a").build());
		Files.writeString(this.path, "a:" + (this.first + 4) + ":theirs\n");
		this.registry.giveBack(claim);
		assertThat(this.path).hasContent("a:" + (this.first + 4) + ":theirs\n");
	}

	@Test
	void giveBackWhenAnotherProgramRemovedNameMeanwhileChangesNothing() throws IOException {
		Claim claim = claim(request("a").build());
		Files.writeString(this.path, "b:1:\n");
		this.registry.giveBack(claim);
		assertThat(this.path).hasContent("b:1:\n");
	}

	@Test
	void giveBackWhenPortWasKeptDoesNotTakeTheLock() throws IOException {
		Files.writeString(this.path, "a:" + this.first + ":\n");
		Claim claim = this.registry.claim(request("a").build());
		assertThat(claim.outcome()).isEqualTo(Outcome.KEPT);
		this.registry.giveBack(claim);
		assertThat(this.path).hasContent("a:" + this.first + ":\n");
		assertThat(this.directory.resolve(".ports.d")).doesNotExist();
		assertThat(FreePorts.isFree(this.first)).isTrue();
	}

	@Test
	void giveBackWhenCalledAgainChangesNothing() throws IOException {
		Claim claim = claim(request("a").build());
		this.registry.giveBack(claim);
		byte[] content = Files.readAllBytes(this.path);
		this.registry.giveBack(claim);
		assertThat(this.path).hasBinaryContent(content);
	}

	@Test
	void giveBackOfTwoClaimsOfOneStepLastFirstLeavesFileAsItWas() throws IOException {
		String content = "a:" + this.first + ":\n";
		Files.writeString(this.path, content);
		editPort("a");
		List<Claim> claims = this.registry.claim(List.of(request("a").preferredPort(this.first + 3).build(),
				request("a--grpc").preferredPort(this.first).build()));
		assertThat(claims).extracting(Claim::port).containsExactly(this.first + 3, this.first);
		this.registry.giveBack(claims.get(1));
		assertThat(FreePorts.isFree(this.first)).isTrue();
		assertThat(FreePorts.isFree(this.first + 3)).isFalse();
		this.registry.giveBack(claims.get(0));
		assertThat(FreePorts.isFree(this.first + 3)).isTrue();
		assertThat(Files.readString(this.path)).isEqualTo(content);
	}

	@Test
	void giveBackOfOneOfTwoClaimsOfOneStepLeavesTheOther() {
		List<Claim> claims = this.registry.claim(List.of(request("a").build(), request("a--grpc").build()));
		this.registry.giveBack(claims.get(0));
		assertThat(this.registry.list()).containsExactly(new Assignment("a--grpc", this.first + 1, ""));
	}

	@Test
	void giveBackWhenRangeWasFullRestoresNoOtherName() throws IOException {
		Files.writeString(this.path, "b--2:" + this.first + ":\n");
		PortRange one = new PortRange(this.first, this.first + 1);
		this.registry.giveBack(claim(request("a").range(one).build()));
		assertThat(this.registry.list()).isEmpty();
	}

	@Test
	void giveBackWhenFileCannotBeWrittenReleasesPort() throws IOException {
		Claim claim = this.registry.claim(request("a").build());
		Files.delete(this.path);
		Files.createDirectory(this.path);
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.giveBack(claim));
		assertThat(FreePorts.isFree(this.first)).isTrue();
	}

}
