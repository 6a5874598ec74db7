package io.github.portregistry.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.net.PortPlaceholder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PruneCommand}.
 */
class PruneCommandTests {

	@TempDir
	private Path directory;

	private Path file;

	private PortRegistry registry;

	private int port;

	@BeforeEach
	void open() {
		this.file = this.directory.resolve("ports");
		this.registry = PortRegistry.open(this.file);
		this.port = this.registry.findAvailablePort(new PortRange(27000, 28000));
	}

	/** Registers a name whose last instance was seen a while ago. */
	private void register(String name, int port, State state, Duration ago) throws IOException {
		this.registry.register(name, port, "of " + name);
		this.registry.record(Instance.starting(name, port, null, null).in(state, Instant.now().minus(ago)));
	}

	@Test
	void oldNamesAreListedAndOnlyRemovedWithYes() throws Exception {
		register("old", this.port, State.STOPPED, Duration.ofDays(91));
		register("recent", this.port + 1, State.STOPPED, Duration.ofDays(89));
		this.registry.register("never-seen", this.port + 2);
		CommandRun list = CommandRun.of(this.file, "prune");
		assertThat(list.exitCode()).isZero();
		assertThat(list.out().lines()).containsExactly("NAME  PORT   LAST SEEN    DESCRIPTION",
				"old   " + this.port + "  91 days ago  of old");
		assertThat(list.err()).isEqualTo("To remove them, add --yes.\n");
		assertThat(this.registry.list()).hasSize(3);
		assertThat(CommandRun.of(this.file, "prune", "--yes").out())
			.isEqualTo("✓ Removed old from port " + this.port + "\n");
		assertThat(this.registry.list()).extracting("name").containsExactly("never-seen", "recent");
	}

	@Test
	void nameOfRunningProcessStays() throws Exception {
		register("running", this.port, State.UP, Duration.ofDays(400));
		assertThat(CommandRun.of(this.file, "prune", "--yes").out()).isEmpty();
		CommandRun named = CommandRun.of(this.file, "prune", "running", "--yes");
		assertThat(named).isEqualTo(new CommandRun(1, "", "'running' stays: it is in use\n"));
		assertThat(this.registry.list()).hasSize(1);
	}

	@Test
	void nameWhosePortIsBusyStays() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			register("busy", server.getLocalPort(), State.STOPPED, Duration.ofDays(400));
			assertThat(CommandRun.of(this.file, "prune", "--yes").out()).isEmpty();
			assertThat(CommandRun.of(this.file, "prune", "busy", "--yes").exitCode()).isEqualTo(1);
		}
		assertThat(this.registry.list()).hasSize(1);
	}

	@Test
	void nameWhosePortIsHeldByStartingServerStays() throws Exception {
		register("held", this.port, State.STOPPED, Duration.ofDays(400));
		try (PortPlaceholder placeholder = new PortPlaceholder(null)) {
			placeholder.hold(this.port);
			assertThat(CommandRun.of(this.file, "prune", "--yes").out()).isEmpty();
		}
		assertThat(CommandRun.of(this.file, "prune", "--yes").out()).isNotEmpty();
	}

	@Test
	void nameThatWasNeverSeenIsRemovedWhenNamed() {
		this.registry.register("never-seen", this.port);
		assertThat(CommandRun.of(this.file, "prune", "--unused-for", "0s", "--yes").out()).isEmpty();
		assertThat(CommandRun.of(this.file, "prune", "never-seen", "--yes").out())
			.isEqualTo("✓ Removed never-seen from port " + this.port + "\n");
	}

	@Test
	void nameUsedRecentlyStaysWhenNamed() throws Exception {
		register("recent", this.port, State.STOPPED, Duration.ofHours(3));
		assertThat(CommandRun.of(this.file, "prune", "recent", "nobody", "--yes"))
			.isEqualTo(new CommandRun(1, "", "'recent' stays: it was used 3 h ago\nNo port registered for 'nobody'\n"));
		assertThat(CommandRun.of(this.file, "prune", "recent", "--unused-for", "2h", "--yes").exitCode()).isZero();
		assertThat(this.registry.list()).isEmpty();
	}

	@Test
	void timeThatIsNoneIsRefused() {
		CommandRun run = CommandRun.of(this.file, "prune", "--unused-for", "90");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).contains("'90' is not a time");
	}

}
