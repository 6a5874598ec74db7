package io.github.portregistry.discovery;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.app.ServletApp;
import io.github.portregistry.app.TestApp;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.ServiceInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link PortRegistryDiscoveryClient} with real servers and processes.
 */
@ExtendWith(OutputCaptureExtension.class)
class PortRegistryDiscoveryClientTests {

	private static final long OWN_PID = ProcessHandle.current().pid();

	private static final Log logger = LogFactory.getLog(ServiceLookup.class);

	@TempDir
	private Path directory;

	private PortRegistry registry;

	private PortRegistryDiscoveryClient client;

	private ServerSocket server;

	@BeforeEach
	void setUp() throws IOException {
		this.registry = PortRegistry.open(this.directory.resolve("ports"));
		this.client = new PortRegistryDiscoveryClient(new ServiceLookup(() -> this.registry, null, null, logger));
		this.server = new ServerSocket(0);
	}

	@AfterEach
	void tearDown() throws IOException {
		this.server.close();
	}

	private Instance instance(String name, int port) {
		return Instance.starting(name, port, null, new Checkout("/worktree", "/worktree", "worktree", null, null))
			.up(port, "http://localhost:" + port);
	}

	private List<String> instanceIds(String service) {
		return this.client.getInstances(service).stream().map(ServiceInstance::getInstanceId).toList();
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("not called")).toList();
	}

	@Test
	void getInstancesHasWhatIsRecorded() {
		int port = this.server.getLocalPort();
		this.registry.record(instance("orders", port).up(port, "https://127.0.0.2:" + port + "/api"));
		this.registry.record(Instance.starting("orders--management", 9001, null, null)
			.ofService("orders", "management")
			.up(9001, null));
		ServiceInstance found = this.client.getInstances("orders").get(0);
		assertThat(found.getServiceId()).isEqualTo("orders");
		assertThat(found.getInstanceId()).isEqualTo("orders:" + OWN_PID);
		assertThat(found.getUri()).hasToString("https://127.0.0.2:" + port);
		assertThat(found.isSecure()).isTrue();
		assertThat(found.getMetadata())
			.isEqualTo(Map.of("pid", "" + OWN_PID, "directory", System.getProperty("user.dir"), "worktree", "/worktree",
					"context-path", "/api", "management.port", "9001"));
	}

	@Test
	void getInstancesWhenLittleIsRecordedHasDefaults() {
		int port = this.server.getLocalPort();
		this.registry.record(Instance.starting("web", port, null, null).up(port, null));
		ServiceInstance found = this.client.getInstances("web").get(0);
		assertThat(found.getUri()).hasToString("http://localhost:" + port);
		assertThat(found.getMetadata()).containsOnlyKeys("pid", "directory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:80/my shop", "http://localhost:80shop", "http://[", "a b\\^" })
	void getInstancesWhenRecordedUrlIsNoneHasInstance(String url) {
		int port = this.server.getLocalPort();
		this.registry.record(Instance.starting("web", port, null, null).up(port, url));
		assertThat(this.client.getInstances("web")).singleElement()
			.satisfies((found) -> assertThat(found.getUri()).hasToString("http://localhost:" + port));
	}

	@Test
	void getInstancesHasAllInstancesOfService() throws IOException {
		try (ServerSocket second = new ServerSocket(0)) {
			this.registry.record(instance("orders--2", second.getLocalPort()).ofService("orders", null));
			this.registry.record(instance("orders", this.server.getLocalPort()));
			this.registry.record(instance("orders--blue", this.server.getLocalPort()));
			assertThat(instanceIds("orders")).containsExactly("orders:" + OWN_PID, "orders--2:" + OWN_PID);
			assertThat(instanceIds("orders--2")).containsExactly("orders--2:" + OWN_PID);
			assertThat(this.client.getServices()).containsExactly("orders", "orders--blue");
		}
	}

	@Test
	void getInstancesHasOnlyThoseThatAreUp() {
		this.registry.register("orders", this.server.getLocalPort());
		assertThat(instanceIds("orders")).isEmpty();
		Instance instance = instance("orders", this.server.getLocalPort());
		for (Instance.State state : List.of(Instance.State.STARTING, Instance.State.STOPPING, Instance.State.STOPPED)) {
			this.registry.record(instance.in(state));
			assertThat(instanceIds("orders")).isEmpty();
			assertThat(this.client.getServices()).isEmpty();
		}
		this.registry.record(instance);
		assertThat(instanceIds("orders")).hasSize(1);
	}

	@Test
	void getInstancesWhenNobodyListensLeavesInstanceOut(CapturedOutput output) throws IOException {
		int port = this.server.getLocalPort();
		this.registry.record(instance("orders", port));
		this.server.close();
		assertThat(instanceIds("orders")).isEmpty();
		assertThat(instanceIds("orders")).isEmpty();
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("'orders' (process " + OWN_PID + ") is not called, though it says it is up on port " + port
					+ ": nobody listens there");
	}

	@Test
	void getInstancesWhenStrangerListensLeavesInstanceOut(CapturedOutput output) throws Exception {
		try (AppProcess other = ServletApp.start(this.directory, "server.port=" + FreePorts.find())) {
			other.awaitUp();
			this.registry.unregister("orders");
			int port = this.server.getLocalPort();
			this.registry.record(instance("stolen", port).ofProcess(other.pid(), "java"));
			assertThat(instanceIds("stolen")).isEmpty();
			assertThat(warnings(output)).singleElement()
				.asString()
				.contains("'stolen' (process " + other.pid() + ") is not called, though it says it is up on port "
						+ port + ": process " + OWN_PID + " (java ")
				.endsWith(" listens there");
		}
	}

	@Test
	void getInstancesWhenChildOfInstanceListensHasInstance() throws Exception {
		int port = FreePorts.find();
		try (AppProcess child = ServletApp.start(this.directory, "server.port=" + port)) {
			child.awaitUp();
			this.registry.record(instance("parent", port));
			assertThat(instanceIds("parent")).containsExactly("parent:" + OWN_PID);
		}
	}

	@Test
	void getInstancesWhenAppIsKilledHasItNoMore(CapturedOutput output) throws Exception {
		try (AppProcess app = ServletApp.start(this.directory, "--server.port=" + FreePorts.find())) {
			app.awaitUp();
			assertThat(instanceIds("orders")).containsExactly("orders:" + app.pid());
			app.kill();
			assertThat(instanceIds("orders")).isEmpty();
			assertThat(warnings(output)).isEmpty();
		}
	}

	@Test
	void getInstancesOfStartedAppHasManagementPort() {
		int port = FreePorts.range(2, PortRange::new).start();
		try (TestApp app = TestApp.start(WebApplicationType.SERVLET, this.directory, "--server.port=" + port,
				"management.server.port=" + (port + 1))) {
			assertThat(this.client.getInstances("orders")).singleElement()
				.satisfies((instance) -> assertThat(instance.getMetadata()).containsEntry("management.port",
						"" + app.managementPort()));
			assertThat(this.client.getServices()).containsExactly("orders");
		}
	}

	@Test
	void reactiveClientTellsTheSame() {
		this.registry.record(instance("orders", this.server.getLocalPort()));
		PortRegistryReactiveDiscoveryClient reactive = new PortRegistryReactiveDiscoveryClient(this.client);
		Flux<ServiceInstance> instances = reactive.getInstances("orders");
		assertThat(instances.collectList().block()).isEqualTo(this.client.getInstances("orders")).hasSize(1);
		assertThat(reactive.getServices().collectList().block()).containsExactly("orders");
		assertThat(reactive.getOrder()).isEqualTo(this.client.getOrder());
		assertThat(reactive.description()).isEqualTo("Apps of this machine in " + this.registry.getLocation());
		this.registry.record(instance("orders", this.server.getLocalPort()).in(Instance.State.STOPPED));
		assertThat(instances.collectList().block()).isEmpty();
	}

	@Test
	void probeWhenRecordsCannotBeReadFails() throws IOException {
		this.client.probe();
		Files.createDirectories(this.directory.resolve("ports.d"));
		Files.createSymbolicLink(this.directory.resolve("ports.d/instances"), Path.of("instances"));
		assertThatException().isThrownBy(this.client::probe);
		assertThatException()
			.isThrownBy(() -> new PortRegistryReactiveDiscoveryClient(this.client).reactiveProbe().block());
	}

}
