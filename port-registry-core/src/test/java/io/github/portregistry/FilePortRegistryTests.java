package io.github.portregistry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest.ConflictPolicy;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import io.github.portregistry.processes.DefaultRegistryReader;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import io.github.portregistry.testsupport.PortListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FilePortRegistry} through {@link PortRegistry}, with real files,
 * sockets and processes.
 */
class FilePortRegistryTests {

	@TempDir
	private Path directory;

	private Path path;

	private PortRegistry registry;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = this.directory.toRealPath();
		this.path = this.directory.resolve(".ports");
		this.registry = PortRegistry.open(this.path, Duration.ofSeconds(30));
	}

	private String assignments() throws IOException {
		try (Stream<String> lines = Files.lines(this.path)) {
			return String.join("\n", lines.filter((line) -> !line.isEmpty() && !line.startsWith("#")).toList());
		}
	}

	/** Returns a claim whose port is released. */
	private Claim claim(ClaimRequest request) {
		try (Claim claim = this.registry.claim(request)) {
			return claim;
		}
	}

	@Test
	void getLocationReturnsAbsolutePath() {
		assertThat(this.registry.getLocation()).isEqualTo(this.path);
		assertThat(PortRegistry.open(Path.of("ports")).getLocation()).isEqualTo(Path.of("ports").toAbsolutePath());
	}

	private static JavaProcess read(String home) throws IOException {
		return JavaCommand.of(DefaultRegistryReader.class).environment(Map.of("HOME", home)).start();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void openWhenNoLocationIsGivenIsInHomeOfEnvironment() throws Exception {
		Files.writeString(this.path, "a:5010:x\n");
		try (JavaProcess reader = read(this.directory.toString())) {
			assertThat(reader.readLine()).isEqualTo(this.path + " Assignment[name=a, port=5010, description=x]");
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void openWhenThereIsNoHomeThrowsOnUse() throws Exception {
		try (JavaProcess reader = read("")) {
			assertThat(reader.readLine()).isEqualTo("Cannot read ~/.ports: the environment variable HOME is not set");
		}
	}

	@Test
	void registerWhenNameIsNewReturnsAssignmentAndGetFindsIt() throws IOException {
		assertThat(this.registry.register("a", 5010, "first")).isEqualTo(new Assignment("a", 5010, "first"));
		assertThat(this.registry.get("a")).contains(new Assignment("a", 5010, "first"));
		assertThat(this.registry.getPort("a")).hasValue(5010);
		assertThat(assignments()).isEqualTo("a:5010:first");
	}

	@Test
	void registerWhenNamesShareAPortDescribesEither() throws IOException {
		Files.writeString(this.path, "a:5010:\nb:5010:\n");
		assertThat(this.registry.register("b", 5010, "second")).isEqualTo(new Assignment("b", 5010, "second"));
		assertThat(this.registry.register("a", 5010, "first")).isEqualTo(new Assignment("a", 5010, "first"));
		assertThat(this.path).hasContent("a:5010:first\nb:5010:second\n");
	}

	@Test
	void useInInterruptedThreadTellsSo() {
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.register("a", 5010))
				.withMessageEndingWith("the thread was interrupted");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void recordWhenNameIsInvalidThrowsAndWritesNothing() {
		assertThatExceptionOfType(InvalidNameException.class)
			.isThrownBy(() -> this.registry.record(Instance.starting("a/b", 5010, null, null)));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void registerWhenNameHasAssignmentReturnsNewOneAndKeepsDescription() {
		this.registry.register("a", 5010, "first");
		assertThat(this.registry.register("a", 5020)).isEqualTo(new Assignment("a", 5020, "first"));
		assertThat(this.registry.register("a", 5020, "second")).isEqualTo(new Assignment("a", 5020, "second"));
		assertThat(this.registry.list()).containsExactly(new Assignment("a", 5020, "second"));
	}

	@Test
	void registerWhenPortIsAssignedThrows() throws IOException {
		this.registry.register("myapp", 5020);
		byte[] before = Files.readAllBytes(this.path);
		assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> this.registry.register("a", 5020))
			.withMessage("Port 5020 is already assigned to 'myapp'. "
					+ "Choose a different port or unregister that application first.")
			.satisfies((ex) -> assertThat(ex.getConflict())
				.isEqualTo(new PortConflict("a", 5020, "myapp", null, null, null, true)));
		assertThat(this.path).hasBinaryContent(before);
	}

	@Test
	void registerOrClaimWhenHolderHasControlCharactersInNameDoesNotPrintThem() throws IOException {
		Files.writeString(this.path, "my\u001b[2Japp:5020:\n");
		ClaimRequest request = ClaimRequest.forName("a")
			.preferredPort(5020)
			.range(FreePorts.range(1, PortRange::new))
			.onConflict(ConflictPolicy.FAIL)
			.build();
		assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> this.registry.register("a", 5020))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("[2Japp").doesNotContain("\u001b"));
		assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> claim(request))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("[2Japp").doesNotContain("\u001b"));
	}

	@Test
	void registerWhenDescriptionHasControlCharactersMakesThemSpaces() {
		this.registry.register("a", 5010, "one\r\ntwo\u0007three\u2028four\u2029five\u0085six\tseven: ü");
		assertThat(this.registry.get("a")).contains(new Assignment("a", 5010, "one two three four five six seven: ü"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a:b", "-a", "#a", "ä", "a\nb" })
	void registerWhenNameIsInvalidThrowsAndWritesNothing(String name) throws IOException {
		assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> this.registry.register(name, 5010))
			.withMessage("'" + name.replace('\n', '?') + "' is not a valid name: "
					+ "use 1 to 128 ASCII letters, digits, '_' and '-', not starting with '-'")
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo(name));
		assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> ClaimRequest.forName(name));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void registerWhenInvalidNameHasTerminalSequenceDoesNotPrintIt() {
		assertThatExceptionOfType(InvalidNameException.class)
			.isThrownBy(() -> this.registry.register("a\u009b2J", 5010))
			.withMessageStartingWith("'a?2J' is not a valid name");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void registerWhenPortIsInvalidThrowsAndWritesNothing(int port) throws IOException {
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> this.registry.register("a", port))
			.withMessage("'" + port + "' is not a port: it must be from 1 to 65535")
			.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(port));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void buildRequestWhenPortIsInvalidThrows() {
		ClaimRequest.Builder builder = ClaimRequest.forName("a");
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> builder.preferredPort(65536));
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> builder.defaultPort(0));
		assertThatExceptionOfType(InvalidPortException.class).isThrownBy(() -> builder.excludedPorts(Set.of(-1)));
	}

	@Test
	void listWhenFileIsInOtherOrderSortsByName() throws IOException {
		Files.writeString(this.path, "b:5010:\nB:5030:\na:5020:x\n");
		assertThat(this.registry.list()).containsExactly(new Assignment("B", 5030, ""), new Assignment("a", 5020, "x"),
				new Assignment("b", 5010, ""));
	}

	@Test
	void unregisterWhenNameHasAssignmentReturnsAndRemovesIt() throws IOException {
		Files.writeString(this.path, "a:5010:x\nno valid name:5020:\n");
		assertThat(this.registry.unregister("no valid name")).contains(new Assignment("no valid name", 5020, ""));
		assertThat(this.path).hasContent("a:5010:x\n");
	}

	@Test
	void unregisterWhenNameIsUnknownReturnsEmpty() {
		assertThat(this.registry.unregister("unknown")).isEmpty();
		assertThat(this.registry.get("unknown")).isEmpty();
		assertThat(this.registry.getPort("unknown")).isEmpty();
		assertThat(this.path).doesNotExist();
	}

	@Test
	void useWhenPathIsFolderThrowsWithLocation() throws IOException {
		Files.createDirectory(this.path);
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(this.registry::list)
			.withMessage("Cannot read " + this.path + ": is a directory")
			.satisfies((ex) -> assertThat(ex.getLocation()).isEqualTo(this.path));
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.register("a", 5010))
			.withMessage("Cannot change " + this.path + ": is a directory");
	}

	@Test
	void registerWhenOtherFileIsInTheWayThrowsWithItsPath() throws IOException {
		Path inTheWay = Files.createFile(this.directory.resolve(".ports.d"));
		assertThatExceptionOfType(RegistryAccessException.class).isThrownBy(() -> this.registry.register("a", 5010))
			.withMessageStartingWith("Cannot change " + this.path + ": " + inTheWay + ": ");
	}

	@Test
	void findAvailablePortSkipsRegisteredAndListeningPorts() throws IOException {
		PortRange range = FreePorts.range(4, PortRange::new);
		this.registry.register("a", range.start() + 1);
		try (ServerSocket server = new ServerSocket(range.start(), 50, InetAddress.getLoopbackAddress())) {
			assertThat(server.isBound()).isTrue();
			assertThat(this.registry.findAvailablePort(range)).isEqualTo(range.start() + 2);
		}
		assertThat(this.registry.findAvailablePort(range)).isEqualTo(range.start());
	}

	@Test
	void findAvailablePortSkipsExcludedPorts() {
		int excluded = ExcludedPorts.DEFAULT.stream()
			.filter((port) -> port > 1024 && !ExcludedPorts.DEFAULT.contains(port + 1))
			.filter((port) -> FreePorts.isFree(port) && FreePorts.isFree(port + 1))
			.findAny()
			.orElseThrow();
		assertThat(this.registry.findAvailablePort(new PortRange(excluded, excluded + 2))).isEqualTo(excluded + 1);
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> this.registry.findAvailablePort(new PortRange(excluded, excluded + 1)));
	}

	@Test
	void claimWhenNameIsNewRegistersIt() throws IOException {
		PortRange range = FreePorts.range(3, PortRange::new);
		Claim claim = claim(ClaimRequest.forName("a")
			.range(range)
			.excludedPorts(Set.of(range.start()))
			.description("A\nb")
			.build());
		assertThat(Claimed.of(claim))
			.isEqualTo(new Claimed("a", range.start() + 1, Outcome.REGISTERED_IN_RANGE, null, false, 1, null));
		assertThat(assignments()).isEqualTo("a:" + (range.start() + 1) + ":A b");
	}

	@Test
	void claimWhenNameIsRegisteredKeepsPortAndWritesNothing() throws IOException {
		PortRange range = FreePorts.range(3, PortRange::new);
		ClaimRequest request = ClaimRequest.forName("a").range(range).build();
		int port = claim(request).port();
		byte[] before = Files.readAllBytes(this.path);
		ClaimRequest again = ClaimRequest.forName("a").preferredPort(range.start() + 2).description("new").build();
		assertThat(Claimed.of(claim(again))).isEqualTo(kept(port, ""));
		assertThat(this.path).hasBinaryContent(before);
	}

	private static Claimed kept(int port, String description) {
		return new Claimed("a", port, Outcome.KEPT, null, false, 1, new Assignment("a", port, description));
	}

	@Test
	void claimWhenNameIsRegisteredCreatesNoFurtherFile() throws IOException {
		PortRange range = FreePorts.range(1, PortRange::new);
		Files.writeString(this.path, "a:" + range.start() + ":\n");
		claim(ClaimRequest.forName("a").build());
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.path);
		}
	}

	@Test
	void claimWhenOtherNameHasClaimedGivesOtherPort() {
		PortRange range = FreePorts.range(3, PortRange::new);
		int first = claim(ClaimRequest.forName("a").range(range).build()).port();
		int second = claim(ClaimRequest.forName("b").range(range).build()).port();
		assertThat(first).isEqualTo(range.start());
		assertThat(second).isEqualTo(range.start() + 1);
	}

	@Test
	void claimWhenAddressIsGivenProbesThatAddress() throws IOException {
		PortRange range = FreePorts.range(2, PortRange::new);
		ClaimRequest.Builder request = ClaimRequest.forName("a").preferredPort(range.start()).range(range);
		Claim claim = claim(request.address(InetAddress.getByName("192.0.2.1")).build());
		assertThat(Claimed.of(claim))
			.isEqualTo(new Claimed("a", range.start(), Outcome.LEFT_ALONE, null, false, 1, null));
		assertThat(this.path).doesNotExist();
	}

	@Test
	void claimWhenAddressIsNotThisMachinesAndPortIsAssignedLeavesItAlone() throws IOException {
		PortRange range = FreePorts.range(2, PortRange::new);
		this.registry.register("b", range.start());
		Claim claim = claim(ClaimRequest.forName("a")
			.preferredPort(range.start())
			.range(range)
			.address(InetAddress.getByName("192.0.2.1"))
			.build());
		assertThat(Claimed.of(claim))
			.isEqualTo(new Claimed("a", range.start(), Outcome.LEFT_ALONE, null, false, 1, null));
		assertThat(assignments()).isEqualTo("b:" + range.start() + ":");
	}

	@Test
	void claimWhenPreferredPortIsAssignedFallsBackAndTellsHolder() throws IOException {
		PortRange range = FreePorts.range(4, PortRange::new);
		this.registry.register("b", range.start());
		Claim claim = claim(ClaimRequest.forName("a")
			.preferredPort(range.start())
			.range(range)
			.excludedPorts(Set.of(range.start() + 2))
			.build());
		PortConflict conflict = new PortConflict("a", range.start(), "b", null, null, range.start() + 3, true);
		assertThat(Claimed.of(claim))
			.isEqualTo(new Claimed("a", range.start() + 1, Outcome.FELL_BACK, conflict, false, 1, null));
		assertThat(assignments()).isEqualTo("b:" + range.start() + ":\na:" + (range.start() + 1) + ":");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void claimWhenPreferredPortIsAssignedAndInUseTellsNameAndProcess() throws IOException {
		PortRange range = FreePorts.range(2, PortRange::new);
		try (ServerSocket server = new ServerSocket(range.start(), 50, InetAddress.getLoopbackAddress())) {
			this.registry.register("b", server.getLocalPort());
			ClaimRequest request = ClaimRequest.forName("a").preferredPort(range.start()).range(range).build();
			PortConflict conflict = claim(request).conflict();
			assertThat(conflict.alternative()).isNull();
			assertThat(conflict.describe()).startsWith("Port " + range.start()
					+ " is assigned to 'b' and in use by process " + ProcessHandle.current().pid());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void claimWhenOtherProcessHasRegisteredPortMovesAsideUntilItEnds() throws Exception {
		PortRange range = FreePorts.range(3, PortRange::new);
		try (JavaProcess listener = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(listener.readLine());
			Files.writeString(this.path, "a:" + port + ":mine\n");
			ClaimRequest request = ClaimRequest.forName("a").range(range).build();
			Claim claim = claim(request);
			PortConflict conflict = new PortConflict("a", port, "a", process(listener), null, range.start() + 1, true);
			assertThat(Claimed.of(claim))
				.isEqualTo(new Claimed("a--2", range.start(), Outcome.MOVED_ASIDE, conflict, false, 2, null));
			assertThat(assignments().lines()).containsExactlyInAnyOrder("a:" + port + ":mine",
					"a--2:" + range.start() + ":");
			listener.kill();
			await().untilAsserted(() -> assertThat(Claimed.of(claim(request))).isEqualTo(kept(port, "mine")));
		}
	}

	@Test
	void claimWhenDerivedNameHasAvailablePortWritesNothing() throws IOException {
		PortRange range = FreePorts.range(1, PortRange::new);
		try (ServerSocket server = new ServerSocket(0)) {
			String content = "a:" + server.getLocalPort() + ":mine\na--2:" + range.start() + ":second\n";
			Files.writeString(this.path, content);
			Claim claim = claim(ClaimRequest.forName("a").description("new").build());
			assertThat(claim.name()).isEqualTo("a--2");
			assertThat(claim.port()).isEqualTo(range.start());
			assertThat(this.path).hasContent(content);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void claimWhenOtherProcessHasRegisteredPortAndPolicyIsFailThrows() throws Exception {
		PortRange range = FreePorts.range(2, PortRange::new);
		try (JavaProcess listener = JavaProcess.start(PortListener.class)) {
			int port = Integer.parseInt(listener.readLine());
			Files.writeString(this.path, "a:" + port + ":mine\n");
			ClaimRequest request = ClaimRequest.forName("a").range(range).onConflict(ConflictPolicy.FAIL).build();
			assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> claim(request))
				.withMessage("Port " + port + " of 'a' is in use by process " + listener.pid() + " (java "
						+ PortListener.class.getName() + ") in " + System.getProperty("user.dir"))
				.satisfies((ex) -> assertThat(ex.getConflict())
					.isEqualTo(new PortConflict("a", port, "a", process(listener), null, range.start(), true)));
			assertThat(this.path).hasContent("a:" + port + ":mine\n");
		}
	}

	private static ListeningProcess process(JavaProcess listener) {
		return new ListeningProcess(listener.pid(), "java " + PortListener.class.getName(),
				System.getProperty("user.dir"));
	}

	@Test
	void claimWhenThereIsNoAlternativeTellsNone() throws IOException {
		PortRange range = FreePorts.range(1, PortRange::new);
		this.registry.register("b", range.start());
		ClaimRequest request = ClaimRequest.forName("a")
			.preferredPort(range.start())
			.range(range)
			.onConflict(ConflictPolicy.FAIL)
			.build();
		assertThatExceptionOfType(PortConflictException.class).isThrownBy(() -> claim(request))
			.withMessage("Port " + range.start() + " is assigned to 'b'")
			.satisfies((ex) -> assertThat(ex.getConflict().alternative()).isNull());
	}

	@Test
	void claimWhenRangeIsExhaustedThrowsAndWritesNothing() throws IOException {
		PortRange range = FreePorts.range(1, PortRange::new);
		this.registry.register("b", range.start());
		byte[] before = Files.readAllBytes(this.path);
		assertThatExceptionOfType(RangeExhaustedException.class)
			.isThrownBy(() -> claim(ClaimRequest.forName("a").range(range).build()));
		assertThat(this.path).hasBinaryContent(before);
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void claimWhenFileHoldsGarbageTellsSoAndKeepsIt(boolean registered) throws IOException {
		PortRange range = FreePorts.range(1, PortRange::new);
		String assignment = registered ? "\na:" + range.start() + ":\n" : "";
		String garbage = "<html>\0\u00ff\u00fe</html>" + assignment;
		Files.write(this.path, garbage.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(claim(ClaimRequest.forName("a").range(range).build()).foreignContent()).isTrue();
		assertThat(Files.readString(this.path, StandardCharsets.ISO_8859_1)).startsWith(garbage)
			.contains("\na:" + range.start() + ":");
	}

	@Test
	void claimTellsWhetherItIsNewAndWhatItIs() {
		PortRange range = FreePorts.range(1, PortRange::new);
		ClaimRequest request = ClaimRequest.forName("a").range(range).build();
		try (Claim claim = claim(request)) {
			assertThat(claim.isNew()).isTrue();
			assertThat(claim.failure()).isNull();
			assertThat(claim).hasToString("a:" + range.start() + " (REGISTERED_IN_RANGE)");
		}
		try (Claim claim = claim(request)) {
			assertThat(claim.isNew()).isFalse();
			assertThat(claim).hasToString("a:" + range.start() + " (KEPT)");
		}
	}

	@Test
	void nameOfWhenNothingIsRecordedIsThatOfTheCheckout() {
		Checkout worktree = new Checkout("/shop", "/fix-ui", "fix-ui", null, null);
		assertThat(this.registry.nameOf("orders", null)).isEqualTo(new AppName("orders", null));
		assertThat(this.registry.nameOf("orders", worktree)).isEqualTo(new AppName("orders--fix-ui", null));
		assertThat(this.registry.nameOf("orders", worktree.asMain())).isEqualTo(new AppName("orders", null));
		assertThat(this.registry.lastRecorded()).isEqualTo(Instant.EPOCH);
	}

}
