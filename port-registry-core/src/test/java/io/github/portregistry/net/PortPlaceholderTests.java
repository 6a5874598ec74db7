package io.github.portregistry.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.portregistry.PortRange;
import io.github.portregistry.net.PortPlaceholder.Result;
import io.github.portregistry.processes.PortBinder;
import io.github.portregistry.processes.PortContender;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.assertj.core.api.Assumptions.assumeThatThrownBy;

/**
 * Tests for {@link PortPlaceholder} with real sockets, against this process and others.
 */
class PortPlaceholderTests {

	private static final int THREADS = 8;

	private static final int PROCESSES = 4;

	private static final int ATTEMPTS = 1000;

	private final int port = FreePorts.find();

	@AutoClose
	private final PortPlaceholder placeholder = new PortPlaceholder(null);

	private static InetAddress address(String address) throws IOException {
		return address.equals("*") ? null : InetAddress.getByName(address);
	}

	@ParameterizedTest
	@CsvSource({ "*", "0.0.0.0", "::" })
	void holdLetsNobodyOfThisProcessBindThePort(String address) throws IOException {
		try (PortPlaceholder placeholder = new PortPlaceholder(address(address))) {
			assertThat(placeholder.hold(this.port)).isEqualTo(Result.AVAILABLE);
			assertThat(PortBinder.bindAll(this.port)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, ::1", "::1, 127.0.0.1" })
	@EnabledOnOs(OS.LINUX)
	void holdWhenAddressIsGivenLeavesOthersOfPort(String held, String other) throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, address("::1")).close()).doesNotThrowAnyException();
		try (PortPlaceholder placeholder = new PortPlaceholder(address(held))) {
			assertThat(placeholder.hold(this.port)).isEqualTo(Result.AVAILABLE);
			assertThat(PortBinder.bindAll(this.port)).contains(other, other + "+")
				.doesNotContain(held, held + "+", "::", "::+");
		}
	}

	@Test
	void holdLetsNoOtherProcessBindThePortUntilClosed() throws Exception {
		this.placeholder.hold(this.port);
		try (JavaProcess binder = JavaProcess.start(PortBinder.class, this.port)) {
			binder.writeLine("try");
			assertThat(binder.readLine()).isEqualTo("[]");
			this.placeholder.close();
			binder.writeLine("try");
			assertThat(binder.readLine()).contains("0.0.0.0, 0.0.0.0+, 127.0.0.1, 127.0.0.1+");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1" })
	void holdRefusesClients(String address) throws IOException {
		assumeThatCode(() -> new ServerSocket(0, 1, address(address)).close()).doesNotThrowAnyException();
		this.placeholder.hold(this.port);
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(address(address), this.port).close());
	}

	@Test
	void holdWhenOtherPlaceholderHoldsPortReturnsInUse() throws IOException {
		this.placeholder.hold(this.port);
		try (PortPlaceholder other = new PortPlaceholder(address("127.0.0.1"))) {
			assertThat(other.hold(this.port)).isEqualTo(Result.IN_USE);
			this.placeholder.close();
			assertThat(other.hold(this.port)).isEqualTo(Result.AVAILABLE);
		}
	}

	@Test
	void holdWhenOtherPortIsHeldMoves() {
		PortRange range = FreePorts.range(2, PortRange::new);
		this.placeholder.hold(range.start());
		assertThat(this.placeholder.hold(range.start() + 1)).isEqualTo(Result.AVAILABLE);
		assertThat(FreePorts.isFree(range.start())).isTrue();
		assertThat(FreePorts.isFree(range.start() + 1)).isFalse();
	}

	@Test
	void holdWhenNewPortIsInUseHoldsNone() throws IOException {
		this.placeholder.hold(this.port);
		try (ServerSocket server = new ServerSocket(0)) {
			assertThat(this.placeholder.hold(server.getLocalPort())).isEqualTo(Result.IN_USE);
			assertThat(FreePorts.isFree(this.port)).isTrue();
		}
	}

	@Test
	void holdWhenPortIsHeldAlreadyStaysThere() {
		this.placeholder.hold(this.port);
		assertThat(this.placeholder.hold(this.port)).isEqualTo(Result.AVAILABLE);
		assertThat(FreePorts.isFree(this.port)).isFalse();
	}

	@Test
	void closeWhenCalledAgainDoesNothing() {
		this.placeholder.hold(this.port);
		this.placeholder.close();
		this.placeholder.close();
		assertThat(FreePorts.isFree(this.port)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "*", "127.0.0.1" })
	@EnabledOnOs(OS.LINUX)
	void holdWhenConnectionOfEndedServerLingersLetsNobodyElseBind(String address) throws IOException {
		int lingering = FreePorts.withLingeringConnection();
		assertThat(PortBinder.bindAll(lingering)).contains("127.0.0.1+").doesNotContain("127.0.0.1");
		try (PortPlaceholder placeholder = new PortPlaceholder(address(address))) {
			assertThat(placeholder.hold(lingering)).isEqualTo(Result.AVAILABLE);
			assertThat(PortBinder.bindAll(lingering)).doesNotContain("127.0.0.1+", "0.0.0.0+", "::+");
		}
		assertThat(PortBinder.bindAll(lingering)).contains("127.0.0.1+", "0.0.0.0+");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void holdWhenThreadsRaceGivesPortToOneAtATime(boolean lingering) throws Exception {
		int contended = lingering ? FreePorts.withLingeringConnection() : this.port;
		AtomicInteger holders = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			Callable<Integer> contender = () -> contend(contended, holders);
			List<Integer> most = new ArrayList<>();
			for (Future<Integer> result : executor.invokeAll(Collections.nCopies(THREADS, contender))) {
				most.add(result.get());
			}
			assertThat(most).containsOnly(1);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static int contend(int port, AtomicInteger holders) {
		int most = 0;
		for (int held = 0; held < ATTEMPTS;) {
			try (PortPlaceholder placeholder = new PortPlaceholder(null)) {
				if (placeholder.hold(port) == Result.AVAILABLE) {
					held++;
					most = Math.max(most, holders.incrementAndGet());
					holders.decrementAndGet();
				}
			}
		}
		return most;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void holdWhenProcessesRaceGivesPortToOneAtATime(boolean lingering, @TempDir Path directory) throws Exception {
		int contended = lingering ? FreePorts.withLingeringConnection() : this.port;
		List<JavaProcess> processes = new ArrayList<>();
		try {
			for (int i = 0; i < PROCESSES; i++) {
				processes.add(JavaProcess.start(PortContender.class, contended, directory.resolve("held"), ATTEMPTS));
				assertThat(processes.get(i).readLine()).isEqualTo("ready");
			}
			processes.forEach((process) -> process.writeLine("go"));
			for (JavaProcess process : processes) {
				assertThat(process.readLine()).isEqualTo("alone");
			}
		}
		finally {
			processes.forEach(JavaProcess::close);
		}
	}

	@Test
	void holdWhenAddressIsNotThisMachinesReturnsUnknown() throws IOException {
		try (PortPlaceholder placeholder = new PortPlaceholder(address("192.0.2.1"))) {
			assertThat(placeholder.hold(this.port)).isEqualTo(Result.UNKNOWN);
		}
	}

	@Test
	void holdWhenPortNeedsPrivilegeReturnsNotPermitted() {
		int privileged = 1;
		assumeThatThrownBy(() -> new ServerSocket(privileged).close()).isInstanceOf(BindException.class)
			.hasMessageContaining("Permission denied");
		assertThat(this.placeholder.hold(privileged)).isEqualTo(Result.NOT_PERMITTED);
	}

}
