package io.github.portregistry;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortRegistry#claim(List)}: several ports in one step, and held ports.
 */
class CombinedClaimTests {

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	private final List<Claim> open = new ArrayList<>();

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

	private List<Claim> claim(ClaimRequest.Builder... requests) {
		List<Claim> claims = this.registry.claim(Stream.of(requests).map(ClaimRequest.Builder::build).toList());
		this.open.addAll(claims);
		return claims;
	}

	@AfterEach
	void closeClaims() {
		release(this.open);
	}

	private static Claimed claimed(String name, int port, Outcome outcome, int instance) {
		Assignment previous = (outcome == Outcome.KEPT) ? new Assignment(name, port, "") : null;
		return new Claimed(name, port, outcome, null, false, instance, previous);
	}

	private static void release(List<Claim> claims) {
		claims.forEach(Claim::close);
	}

	@Test
	void claimOfNothingReturnsNothing() {
		assertThat(claim()).isEmpty();
		assertThat(this.registry.getLocation()).doesNotExist();
	}

	@Test
	void claimWhenNamesAreNewRegistersThemInOneWrite() throws IOException {
		Files.writeString(this.path, "billing:1:\n");
		List<Claim> claims = claim(request("orders"), request("orders--management"), request("orders--grpc"));
		assertThat(Claimed.of(claims)).containsExactly(claimed("orders", this.first, Outcome.REGISTERED_IN_RANGE, 1),
				claimed("orders--management", this.first + 1, Outcome.REGISTERED_IN_RANGE, 1),
				claimed("orders--grpc", this.first + 2, Outcome.REGISTERED_IN_RANGE, 1));
		assertThat(this.registry.list()).hasSize(4);
		assertThat(this.directory.resolve(".ports.d/backup")).as("the file before the last write")
			.hasContent("billing:1:\n");
	}

	@Test
	void claimWhenAllAreRegisteredKeepsThemAndWritesNothing() throws IOException {
		Files.writeString(this.path, "orders:" + this.first + ":\norders--grpc:" + (this.first + 3) + ":\n");
		assertThat(Claimed.of(claim(request("orders"), request("orders--grpc")))).containsExactly(
				claimed("orders", this.first, Outcome.KEPT, 1),
				claimed("orders--grpc", this.first + 3, Outcome.KEPT, 1));
		assertThat(this.path.resolveSibling(".ports.d")).doesNotExist();
	}

	@Test
	void claimWhenOneIsRegisteredRegistersTheOther() throws IOException {
		Files.writeString(this.path, "orders:" + (this.first + 3) + ":\n");
		assertThat(Claimed.of(claim(request("orders"), request("orders--grpc")))).containsExactly(
				claimed("orders", this.first + 3, Outcome.KEPT, 1),
				claimed("orders--grpc", this.first, Outcome.REGISTERED_IN_RANGE, 1));
	}

	@Test
	void claimWhenBothPreferOnePortGivesItToTheFirst() {
		int port = this.first + 3;
		List<Claim> claims = claim(request("orders").preferredPort(port), request("orders--grpc").preferredPort(port));
		assertThat(claims).extracting(Claim::port).containsExactly(port, this.first);
		assertThat(claims).extracting(Claim::outcome).containsExactly(Outcome.REGISTERED, Outcome.FELL_BACK);
		assertThat(claims.get(1).conflict()).extracting(PortConflict::assignedTo).isEqualTo("orders");
	}

	@Test
	void claimWhenFirstMovesAsideGivesAllItsNumber() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			Files.writeString(this.path,
					"orders:" + server.getLocalPort() + ":\norders--grpc:" + (this.first + 5) + ":\n");
			List<Claim> claims = claim(request("orders"), request("orders--grpc"), request("orders--management"));
			assertThat(claims).extracting(Claim::name)
				.containsExactly("orders--2", "orders--grpc--2", "orders--management--2");
			assertThat(claims).extracting(Claim::instance).containsOnly(2);
			assertThat(claims).extracting(Claim::port).containsExactly(this.first, this.first + 1, this.first + 2);
		}
	}

	@Test
	void claimWhenSecondMovesAsideLeavesFirstWhereItIs() throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			Files.writeString(this.path,
					"orders:" + (this.first + 5) + ":\norders--grpc:" + server.getLocalPort() + ":\n");
			List<Claim> claims = claim(request("orders"), request("orders--grpc"), request("orders--management"));
			assertThat(claims).extracting(Claim::name)
				.containsExactly("orders", "orders--grpc--2", "orders--management--2");
		}
	}

	@Test
	void claimWhenPortsAreHeldHoldsEachUntilItIsClosed() {
		List<Claim> claims = claim(request("orders"), request("orders--grpc"));
		assertThat(claims).extracting(Claim::port).noneMatch(FreePorts::isFree);
		claims.get(0).close();
		assertThat(FreePorts.isFree(this.first)).isTrue();
		assertThat(FreePorts.isFree(this.first + 1)).isFalse();
		claims.get(1).close();
		assertThat(FreePorts.isFree(this.first + 1)).isTrue();
	}

	@Test
	void claimWhenNamesAreRegisteredHoldsTheirPorts() throws IOException {
		Files.writeString(this.path, "orders:" + this.first + ":\norders--grpc:" + (this.first + 3) + ":\n");
		List<Claim> claims = claim(request("orders"), request("orders--grpc"));
		assertThat(claims).extracting(Claim::port).noneMatch(FreePorts::isFree);
		release(claims);
	}

	@Test
	void claimWhenPortWasEditedHoldsNewOneOnly() throws IOException {
		Files.writeString(this.path, "orders:" + this.first + ":mine\n");
		this.registry.record(InstanceBuilder.of("orders").state(State.STOPPED).preferredPort(8080).build());
		List<Claim> claims = claim(request("orders").preferredPort(this.first + 3));
		assertThat(claims).extracting(Claim::outcome).containsExactly(Outcome.MOVED);
		assertThat(this.path).hasContent("orders:" + (this.first + 3) + ":mine\n");
		assertThat(FreePorts.isFree(this.first)).isTrue();
		assertThat(FreePorts.isFree(this.first + 3)).isFalse();
		release(claims);
	}

	@Test
	void claimTellsWhetherItHoldsThePort() throws IOException {
		Files.writeString(this.path, "orders:" + this.first + ":\n");
		List<Claim> claims = claim(request("orders").evenIfInUse(), request("orders--grpc"));
		assertThat(claims).extracting(Claim::isHeld).containsExactly(false, true);
		assertThat(FreePorts.isFree(this.first)).isTrue();
		release(claims);
		assertThat(claims).extracting(Claim::isHeld).containsOnly(false);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void claimWhenLaterPortIsAnothersAndPolicyIsFailReleasesAndWritesNothing(boolean registered) throws IOException {
		try (ServerSocket server = new ServerSocket(0)) {
			String content = (registered ? "orders:" + this.first : "billing:1") + ":\n";
			Files.writeString(this.path, content);
			ClaimRequest.Builder failing = request("orders--grpc").preferredPort(server.getLocalPort())
				.onConflict(ConflictPolicy.FAIL);
			assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> claim(request("orders"), failing));
			assertThat(this.path).hasContent(content);
			assertThat(FreePorts.isFree(this.first)).isTrue();
		}
	}

	@Test
	void claimWhenRangeIsExhaustedForLaterPortReleasesAndWritesNothing() throws IOException {
		Files.writeString(this.path, "billing:1:\n");
		PortRange one = new PortRange(this.first, this.first + 1);
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> claim(request("orders").range(one), request("orders--grpc").range(one)));
		assertThat(this.path).hasContent("billing:1:\n");
		assertThat(FreePorts.isFree(this.first)).isTrue();
	}

	@Test
	void claimWhenFileCannotBeReplacedReleases() throws IOException {
		Files.writeString(this.directory.resolve(".ports.d"), "in the way");
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> claim(request("orders")))
			.withMessageEndingWith(".ports.d: already exists and cannot be used: move or rename it");
		assertThat(FreePorts.isFree(this.first)).isTrue();
	}

	@Test
	void claimWhenRangeIsFullTakesPortOfAbandonedInstanceAway() throws IOException {
		PortRange one = new PortRange(this.first, this.first + 1);
		Files.writeString(this.path, "billing--2:" + this.first + ":\nbilling:1:\n");
		assertThat(Claimed.of(claim(request("orders").range(one).description("new"))))
			.containsExactly(claimed("orders", this.first, Outcome.REGISTERED_IN_RANGE, 1));
		assertThat(this.registry.list()).containsExactly(new Assignment("billing", 1, ""),
				new Assignment("orders", this.first, "new"));
	}

}
