package io.github.portregistry.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Containers}.
 */
class ContainersTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final Containers containers = new Containers(() -> {
		this.asked.incrementAndGet();
		List<PublishedContainer> all = new ArrayList<>(PublishedContainer.list(Recorded.output("docker-20")));
		all.addAll(PublishedContainer.list(Recorded.output("podman-5")));
		return all;
	});

	private static Listener listener(int port, String program) {
		return new Listener(port, new ListeningProcess(4711, program, "/"));
	}

	private String add(int port) {
		ListeningProcess process = this.containers.add(List.of(new Listener(port, null))).get(0).process();
		return (process != null) ? process.container().name() : null;
	}

	@Test
	void addReplacesProxiesAndUnknownProcessesThatHavePortOfContainer() {
		List<Listener> listeners = List.of(listener(21, "docker-proxy"), listener(5432, null),
				listener(21100, "java app.jar"), new Listener(21101, null), listener(21102, "rootlessport"),
				listener(1, "docker-proxy"), new Listener(2, null));
		List<Listener> added = this.containers.add(listeners);
		assertThat(added).extracting(Listener::port).containsExactly(21, 5432, 21100, 21101, 21102, 1, 2);
		Container ftp = new Container("ftp", "fauria/vsftpd", null, null);
		assertThat(added.get(0).process()).isEqualTo(new ListeningProcess(4711, null, null, ftp));
		assertThat(added.get(1).process().container().service()).isEqualTo("db");
		assertThat(added.get(3).process()).isEqualTo(new ListeningProcess(0, null, null, ftp));
		assertThat(added.get(4).process().container()).isEqualTo(ftp);
		assertThat(List.of(added.get(2), added.get(5), added.get(6)))
			.isEqualTo(List.of(listeners.get(2), listeners.get(5), listeners.get(6)));
	}

	@Test
	void addAsksNobodyIfAllProcessesAreKnown() {
		List<Listener> listeners = List.of(listener(21, "java app.jar"), listener(5432, "node docker-proxy"));
		assertThat(this.containers.add(listeners)).isSameAs(listeners);
		assertThat(this.containers.add(List.of())).isEmpty();
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void addAsksOnceForAllAndForThoseWhoComeAtOnce() {
		this.containers.add(List.of(new Listener(21, null), new Listener(5432, null)));
		List.of(1, 2, 3, 4).parallelStream().forEach((each) -> add(21));
		assertThat(this.asked.get()).isBetween(1, 2);
	}

	@Test
	void addTellsInfraContainerOfPodOnlyIfItsOtherContainersAreMany() {
		assertThat(add(8200)).isEqualTo("1234abcd5678-infra");
		assertThat(add(8300)).isEqualTo("single-web");
	}

	@ParameterizedTest
	@ValueSource(strings = { "docker-proxy", "dockerd", "dockerd.exe", "rootlesskit", "com.docker.backend",
			"com.docker.backend.exe", "com.docke", "vpnkit", "vpnkit.exe", "conmon", "rootlessport",
			"containers-rootlessport", "container", "slirp4netns", "pasta", "pasta.avx2", "gvproxy", "gvproxy.exe",
			"wslrelay.exe", "OrbStack Helper", "OrbStack ", "limactl", "ssh" })
	void isProxyKnowsThoseWhoListenForContainers(String program) {
		assertThat(Containers.isProxy(program)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "docker", "podman", "java", "java docker-proxy", "sshd", "docker-proxy2", "docker-pro",
			"com", "nginx", "postgres", "pastas" })
	void isProxyKnowsNobodyElse(String program) {
		assertThat(Containers.isProxy(program)).isFalse();
	}

}
