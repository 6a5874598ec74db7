package io.github.portregistry.autoconfigure.claim;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.Claim;
import io.github.portregistry.Claim.Outcome;
import io.github.portregistry.ClaimRequest;
import io.github.portregistry.PortRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClaimReport}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClaimReportTests {

	@Test
	void logWhenDefaultPortIsExcludedTellsIt(CapturedOutput output) {
		log(7001, Outcome.REGISTERED_IN_RANGE);
		assertThat(output).contains("now registered in ports: the default port is excluded");
	}

	@Test
	void logWhenNewPortIsPrivilegedTellsIt(CapturedOutput output) {
		log(1023, Outcome.REGISTERED);
		assertThat(output)
			.contains("now registered in ports. Many systems reserve ports below 1024 for privileged users");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void logWhenSystemGivesNewPortToClientsTellsIt(CapturedOutput output) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			log(socket.getLocalPort(), Outcome.REGISTERED_IN_RANGE);
		}
		assertThat(output).contains("The system also uses this port for outgoing connections");
	}

	@Test
	void logWhenCommandLooksElsewhereTellsHowItFindsRegistry(CapturedOutput output) {
		log(9010, Outcome.REGISTERED);
		assertThat(output).contains("The command 'ports' finds this registry with --registry=ports or the environment"
				+ " variable PORTREGISTRY_LOCATION");
	}

	@Test
	void logWhenCommandLooksThereTellsNothingOfIt(CapturedOutput output) {
		log(9010, Outcome.REGISTERED, PortRegistry.open().getLocation());
		log(9010, Outcome.KEPT, Path.of("ports"));
		assertThat(output).doesNotContain("--registry");
	}

	private void log(int port, Outcome outcome) {
		log(port, outcome, Path.of("ports"));
	}

	private void log(int port, Outcome outcome, Path location) {
		PortSetting setting = new PortSetting("server.port", "server.port", PortOrigin.NONE, null, null);
		RequestedPort requested = new RequestedPort(ServerKind.APPLICATION, null, List.of(setting), null, null, null,
				null, ClaimRequest.forName("orders").build());
		Claim claim = mock(Claim.class);
		given(claim.name()).willReturn("orders");
		given(claim.port()).willReturn(port);
		given(claim.outcome()).willReturn(outcome);
		given(claim.instance()).willReturn(1);
		given(claim.isNew()).willReturn(outcome != Outcome.KEPT);
		new ClaimReport(claim, requested, location).log("http://localhost:" + port, false);
	}

}
