package io.github.portregistry.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcSockets} with a copy of {@code /proc}.
 */
@DisabledOnOs(OS.WINDOWS)
class ProcSocketsTests {

	private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
			+ "   uid  timeout inode\n";

	private static final String REST = " 0A 00000000:00000000 00:00000000 00000000  1000        0 ";

	private static final String NEW_PROTOCOL = "00000000000000000000000000000000:";

	@TempDir
	private Path proc;

	@BeforeEach
	void writeTables() throws IOException {
		Files.createDirectory(this.proc.resolve("net"));
		Files.writeString(this.proc.resolve("net/tcp"),
				HEAD + "   0: 0100007F:1389 00000000:0000" + REST + "11 1 0000000000000000 100 0 0 10 0\n"
						+ "   1: 00000000:0016 00000000:0000" + REST + "12 1 0000000000000000 100 0 0 10 0\n"
						+ "   2: 0100007F:1389 0100007F:C001" + REST.replace("0A", "01") + "13 1 0000000000000000\n"
						+ "   3: 0100007F:138A 00000000:0000" + REST + "0 1 0000000000000000 100 0 0 10 0\n"
						+ "   4: 0100007F:138B 00000000:0000" + REST + "0 1 0000000000000000 100 0 0 10 0\n");
		Files.writeString(this.proc.resolve("net/tcp6"),
				HEAD + "   0: " + NEW_PROTOCOL + "1389 " + NEW_PROTOCOL + "0000" + REST + "14 1 0000000000000000\n");
	}

	private void addProcess(int pid, String command, int... inodes) throws IOException {
		Path descriptors = Files.createDirectories(this.proc.resolve(pid + "/fd"));
		Files.createSymbolicLink(descriptors.resolve("0"), Path.of("pipe:[11]"));
		for (int inode : inodes) {
			Files.createSymbolicLink(descriptors.resolve(String.valueOf(inode)), Path.of("socket:[" + inode + "]"));
		}
		Files.createSymbolicLink(this.proc.resolve(pid + "/cwd"), Path.of("/home/dev/" + pid));
		Files.writeString(this.proc.resolve(pid + "/cmdline"), command);
	}

	private static Listener listener(int port, long pid, String program) {
		return new Listener(port, new ListeningProcess(pid, program, "/home/dev/" + pid));
	}

	private List<Listener> findAll() {
		return Listeners.find(ProcSockets.read(this.proc), null, Set.of(), Set.of());
	}

	private List<Listener> find(Set<Integer> ports, Set<Long> likely) {
		return Listeners.find(ProcSockets.read(this.proc), ports, Set.of(), likely);
	}

	@Test
	void findReturnsOneForEachPort() throws IOException {
		addProcess(900, "java\0-jar\0/opt/orders.jar\0--password=secret\0", 13, 14, 99);
		addProcess(1000, "python3\0web_app.py\0", 11, 14);
		addProcess(77, "/usr/sbin/sshd\0-D\0", 12);
		assertThat(findAll()).containsExactly(listener(22, 77, "sshd"), listener(5001, 900, "java orders.jar"),
				new Listener(5002, null), new Listener(5003, null));
	}

	@Test
	void findWhenPortsAreGivenReturnsTheseOnly() throws IOException {
		addProcess(900, "java\0-jar\0orders.jar\0", 11, 12);
		assertThat(find(Set.of(5001, 5003, 6000), Set.of())).containsExactly(listener(5001, 900, "java orders.jar"),
				new Listener(5003, null));
	}

	@Test
	void findWhenLikelyProcessSharesPortReturnsIt() throws IOException {
		addProcess(77, "sshd\0", 11);
		addProcess(900, "java\0-jar\0orders.jar\0", 14);
		assertThat(find(Set.of(5001), Set.of())).extracting(Listener::process)
			.extracting(ListeningProcess::pid)
			.containsExactly(77L);
		assertThat(find(Set.of(5001), Set.of(900L))).containsExactly(listener(5001, 900, "java orders.jar"));
		assertThat(find(Set.of(22), Set.of(900L))).containsExactly(new Listener(22, null));
	}

	@Test
	void findWhenDescriptorsCannotBeReadReturnsPortsWithoutProcess() throws IOException {
		Files.createDirectories(this.proc.resolve("900"));
		Files.writeString(this.proc.resolve("900/cmdline"), "java\0-jar\0orders.jar\0");
		assertThat(findAll()).containsExactly(new Listener(22, null), new Listener(5001, null),
				new Listener(5002, null), new Listener(5003, null));
	}

	@Test
	void isListenedOnIpv6LoopbackGoesByAddress() throws IOException {
		String rest = " " + NEW_PROTOCOL + "0000" + REST + "14 1 0000000000000000\n";
		Files.writeString(this.proc.resolve("net/tcp6"), HEAD + "   0: " + NEW_PROTOCOL + "1389" + rest //
				+ "   1: 00000000000000000000000001000000:138A" + rest + "   2: 0000000000000000FFFF00000100007F:138B"
				+ rest + "   3: 000080FE00000000FF7ADB3EF5C5AF5E:138C" + rest
				+ "   4: 00000000000000000000000001000000:138D" + rest.replace("0A", "01"));
		assertThat(IntStream.range(5000, 5010).filter((port) -> ProcSockets.isListenedOnIpv6Loopback(this.proc, port)))
			.containsExactly(5001, 5002);
		assertThat(ProcSockets.isListenedOnIpv6Loopback(this.proc, 22)).isFalse();
		Files.delete(this.proc.resolve("net/tcp6"));
		assertThat(ProcSockets.isListenedOnIpv6Loopback(this.proc, 5001)).isFalse();
	}

	@Test
	void readWhenThereIsNoTableReturnsNull() throws IOException {
		Files.delete(this.proc.resolve("net/tcp"));
		assertThat(ProcSockets.read(this.proc)).isNull();
	}

	@Test
	void readWhenThereIsNoTableOfNewProtocolReturnsTheOther() throws IOException {
		Files.delete(this.proc.resolve("net/tcp6"));
		assertThat(ProcSockets.read(this.proc).ports()).containsExactlyInAnyOrder(22, 5001, 5002, 5003);
	}

}
