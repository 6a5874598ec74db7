package io.github.portregistry.discovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.testsupport.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Heartbeat}.
 */
class HeartbeatTests {

	/** The documented bounds are 3 and 5 seconds. */
	private static final Duration BOUND = Duration.ofSeconds(30);

	private static final Duration PERIODS = Duration.ofMillis(2500);

	@TempDir
	private Path directory;

	private PortRegistry registry;

	@BeforeEach
	void setUp() {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
	}

	private TestApp start(Class<?> source, String... properties) {
		return TestApp.start(new SpringApplicationBuilder(TestApp.Config.class, source).web(WebApplicationType.SERVLET),
				this.directory, properties);
	}

	private static boolean isWatching() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("port-registry-heartbeat"));
	}

	@Test
	void listenerIsToldWhenOthersStartAndStop() throws Exception {
		try (TestApp app = start(Listener.class, "server.port=" + FreePorts.find())) {
			List<Object> values = app.bean(Listener.class).values;
			Awaitility.await().atMost(BOUND).until(() -> values.size() == 1);
			Instance billing = Instance.starting("billing", 9001, null, null);
			this.registry.record(billing);
			this.registry.record(billing.up(9001, "http://localhost:9001"));
			Awaitility.await().atMost(BOUND).until(() -> values.size() == 2);
			Thread.sleep(PERIODS.toMillis());
			assertThat(values).hasSize(2).doesNotHaveDuplicates();
			this.registry.record(billing.in(State.STOPPED));
			Awaitility.await().atMost(BOUND).until(() -> values.size() == 3);
			assertThat(values.get(2)).isEqualTo(values.get(0));
			assertThat(app.bean(Listener.class).registered).hasSize(1);
		}
		Awaitility.await().atMost(BOUND).until(() -> !isWatching());
	}

	@Test
	void listenerThatFailsIsToldOfTheNextChange() {
		try (TestApp app = start(FailingListener.class, "server.port=" + FreePorts.find())) {
			List<Object> values = app.bean(FailingListener.class).values;
			Awaitility.await().atMost(BOUND).until(() -> values.size() == 1);
			Instance billing = Instance.starting("billing", 9001, null, null);
			this.registry.record(billing.up(9001, "http://localhost:9001"));
			Awaitility.await().atMost(BOUND).until(() -> values.size() == 2);
		}
	}

	@Test
	void listenerToAllEventsOfGatewayOrApplicationCounts() {
		try (TestApp app = start(ListenerToAll.class, "server.port=0")) {
			assertThat(app.bean(ListenerToAll.class)).isNotNull();
			assertThat(isWatching()).isTrue();
		}
	}

	@Test
	void thereIsNoThreadIfNobodyListens() {
		try (TestApp app = start(Object.class, "server.port=0")) {
			assertThat(app.bean(Heartbeat.class)).isNotNull();
			assertThat(isWatching()).isFalse();
		}
	}

	@Test
	void thereIsNoThreadInTests() {
		try (TestApp app = start(Listener.class, "server.port=0", "portregistry.skip.in-tests=true")) {
			assertThat(isWatching()).isFalse();
			assertThat(app.bean(Listener.class).values).isEmpty();
		}
	}

	/** Remembers what it is told. */
	static class Listener {

		private final List<Object> values = new CopyOnWriteArrayList<>();

		private final List<Object> registered = new CopyOnWriteArrayList<>();

		@EventListener
		void on(HeartbeatEvent event) {
			this.values.add(event.getValue());
		}

		@EventListener
		void on(InstanceRegisteredEvent<?> event) {
			this.registered.add(event);
		}

	}

	/** Fails whatever it is told. */
	static class FailingListener {

		private final List<Object> values = new CopyOnWriteArrayList<>();

		@EventListener
		void on(HeartbeatEvent event) {
			this.values.add(event.getValue());
			throw new IllegalStateException("as a test wants it");
		}

	}

	/** As that of a gateway. */
	static class ListenerToAll implements ApplicationListener<ApplicationEvent> {

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

}
