package io.github.portregistry.mcp;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code ports mcp --connect} with a real app.
 */
@DisabledOnOs(OS.WINDOWS)
class McpBridgeIT {

	@TempDir
	private Path home;

	private final PortRange range = FreePorts.range(4, PortRange::new);

	private final List<AutoCloseable> started = new ArrayList<>();

	private final AtomicInteger changes = new AtomicInteger();

	@BeforeEach
	void setUp() throws Exception {
		this.home = this.home.toRealPath();
		Path own = Files.createDirectories(this.home.resolve("main/.git/worktrees/fix-ui"));
		Files.writeString(own.resolve("commondir"), "../..\n");
		copyClasses(Files.createDirectories(this.home.resolve("main/classes")));
		copyClasses(Files.createDirectories(this.home.resolve("fix-ui/classes")));
		Files.writeString(this.home.resolve("fix-ui/.git"), "gitdir: " + own + "\n");
	}

	@AfterEach
	void tearDown() throws Exception {
		for (AutoCloseable each : this.started) {
			each.close();
		}
	}

	/** The checkout of an app is the one that its main class is in. */
	private static void copyClasses(Path directory) throws IOException, URISyntaxException {
		Path classes = classes();
		try (Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".class")).toList()) {
				Path target = directory.resolve(classes.relativize(file).toString());
				Files.createDirectories(target.getParent());
				Files.copy(file, target);
			}
		}
	}

	private static Path classes() throws URISyntaxException {
		return Path.of(OrdersApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private AppProcess start(String checkout, String... arguments) throws Exception {
		Path directory = this.home.resolve(checkout);
		Path classes = classes();
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((path) -> !Path.of(path).toAbsolutePath().equals(classes))
			.collect(Collectors.joining(File.pathSeparator, directory.resolve("classes") + File.pathSeparator, ""));
		AppProcess app = AppProcess.start(JavaCommand.of(OrdersApp.class)
			.classPath(classPath)
			.home(this.home)
			.in(directory)
			.environment(Map.of("SPRING_AI_MCP_SERVER_PROTOCOL", "STREAMABLE"))
			.arguments("--spring.application.name=orders", "--portregistry.enabled=true",
					"--portregistry.range.start=" + this.range.start(), "--portregistry.range.end=" + this.range.end(),
					"--portregistry.preferred-port=" + (this.range.start() + (checkout.equals("main") ? 0 : 1)))
			.arguments((Object[]) arguments), AppProcess.STARTED_ON_TOMCAT);
		this.started.add(app);
		return app.awaitUp();
	}

	private McpSyncClient connect(String checkout) {
		ServerParameters parameters = ServerParameters.builder("sh")
			.args("-c", "cd \"$1\" && exec \"$2\" mcp --connect orders", "sh", this.home.resolve(checkout).toString(),
					Path.of(System.getProperty("ports.home"), "bin", "ports").toAbsolutePath().normalize().toString())
			.env(Map.of("HOME", this.home.toString()))
			.build();
		McpSyncClient client = McpClient.sync(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()))
			.requestTimeout(Duration.ofMinutes(1))
			.toolsChangeConsumer((tools) -> this.changes.incrementAndGet())
			.build();
		client.initialize();
		this.started.add(client::closeGracefully);
		return client;
	}

	private static String where(McpSyncClient client) {
		CallToolResult result = client.callTool(CallToolRequest.builder("where").arguments(Map.of()).build());
		return (result.isError() ? "error: " : "") + ((TextContent) result.content().get(0)).text();
	}

	@Test
	void clientSeesAppOfItsCheckout() throws Exception {
		AppProcess main = start("main");
		AppProcess worktree = start("fix-ui");
		McpSyncClient client = connect("fix-ui");
		assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("where");
		assertThat(where(client)).contains(worktree.pid() + " in " + this.home.resolve("fix-ui"));
		assertThat(where(connect("main"))).contains(main.pid() + " in " + this.home.resolve("main"));
	}

	@Test
	void clientIsToldThatAppIsDownAndWhenItIsUp() throws Exception {
		start("main");
		McpSyncClient client = connect("fix-ui");
		assertThat(client.listTools().tools()).isEmpty();
		assertThat(where(client)).startsWith("error: 'orders' is not running in this worktree ("
				+ this.home.resolve("fix-ui") + "): start it there");
		AppProcess app = start("fix-ui");
		Awaitility.await().until(() -> this.changes.get() > 0);
		assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("where");
		assertThat(where(client)).contains(app.pid() + " in ");
	}

	@Test
	void clientStaysConnectedWhenAppIsKilledAndRestartedElsewhere() throws Exception {
		AppProcess app = start("fix-ui");
		McpSyncClient client = connect("fix-ui");
		assertThat(where(client)).contains(app.pid() + " in ");
		app.kill();
		assertThat(where(client)).startsWith("error: 'orders' is not running");
		app = start("fix-ui");
		assertThat(where(client)).contains(app.pid() + " in ");
		app.stop();
		app = start("fix-ui", "--server.port=" + (this.range.start() + 2));
		assertThat(where(client)).contains(app.pid() + " in ");
		assertThat(this.changes).hasPositiveValue();
	}

	@Test
	void recordHasPathOfServerUnlessItIsOff() throws Exception {
		start("main", "--spring.ai.mcp.server.protocol=STATELESS",
				"--spring.ai.mcp.server.streamable-http.mcp-endpoint=/tools", "--server.servlet.context-path=/app");
		PortRegistry registry = PortRegistry.open(this.home.resolve(".ports"));
		assertThat(registry.service("orders").orElseThrow().instances().get(0).endpoints()).containsEntry(Instance.MCP,
				"http://localhost:" + this.range.start() + "/app/tools");
		assertThat(where(connect("main"))).contains(" in " + this.home.resolve("main"));
		start("fix-ui", "--spring.ai.mcp.server.protocol=SSE");
		assertThat(where(connect("fix-ui"))).startsWith("error: 'orders' is running, but serves no MCP");
		assertThat(registry.service("orders--fix-ui").orElseThrow().instances().get(0).endpoints()).isEmpty();
	}

}
