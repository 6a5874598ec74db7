package io.github.portregistry.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.portregistry.Assignment;
import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.cli.Ports;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import io.github.portregistry.testsupport.JavaCommand;
import io.github.portregistry.testsupport.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a project whose checkout has a file with its ports has the same ports on
 * each machine, which is here a home directory with a clone.
 */
class TeamTests {

	private static final List<String> NAMES = List.of("orders", "billing", "web", "search", "stock", "orders-db");

	@TempDir
	private Path directory;

	private final PortRange range = FreePorts.range(12, PortRange::new);

	/** The ports that are wished for. */
	private Map<String, Integer> wished() {
		Map<String, Integer> ports = new LinkedHashMap<>();
		NAMES.forEach((name) -> ports.put(name, this.range.start() + ports.size()));
		return ports;
	}

	private Path createClone(String machine) throws IOException {
		Path clone = this.directory.toRealPath().resolve(machine).resolve("shop");
		Files.createDirectories(clone.resolve(".git"));
		Files.write(clone.resolve(".ports"),
				wished().entrySet().stream().map((wish) -> wish.getKey() + ":" + wish.getValue() + ":").toList());
		return clone;
	}

	private static Path registry(Path clone) {
		return clone.resolveSibling(".ports");
	}

	private static Map<String, Integer> registered(Path clone) {
		Map<String, Integer> ports = new LinkedHashMap<>();
		for (Assignment assignment : PortRegistry.open(registry(clone)).list()) {
			ports.put(assignment.name(), assignment.port());
		}
		return ports;
	}

	private static String ports(Path clone, String... arguments) throws IOException, InterruptedException {
		JavaCommand command = JavaCommand.of(Ports.class)
			.options("-Xmx256m")
			.environment(Map.of("PORTREGISTRY_LOCATION", registry(clone).toString()))
			.in(clone)
			.arguments((Object[]) arguments);
		try (JavaProcess process = command.start()) {
			process.waitFor();
			return process.output();
		}
	}

	private String start(Path clone, String name, String... properties) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(List.of("spring.application.name=" + name,
				"portregistry.location=" + registry(clone), "portregistry.enabled=true",
				"portregistry.skip.in-tests=false", "portregistry.range.start=" + (this.range.start() + NAMES.size()),
				"portregistry.range.end=" + this.range.end()));
		all.addAll(List.of(properties));
		try (AppProcess app = App.startProcessIn(clone, all.toArray(String[]::new))) {
			app.awaitUp();
			return app.output();
		}
	}

	/** Start each app by another means. */
	private String startAll(Path clone, long order) throws Exception {
		List<String> names = new ArrayList<>(NAMES);
		Collections.shuffle(names, new Random(order));
		StringBuilder output = new StringBuilder();
		for (String name : names) {
			String told = switch (name) {
				case "orders" -> start(clone, "orders");
				case "billing" -> start(clone, "billing", "client.port=${portregistry.ports.stock}");
				case "web" -> ports(clone, "run", "web", "--", "true");
				case "search" -> ports(clone, "claim", "search");
				case "stock" -> ports(clone, "claim", "stock", "--json");
				default -> ports(clone, "env");
			};
			output.append(told);
		}
		return output.toString();
	}

	@Test
	void appsOfProjectHaveSamePortsOnEachMachine() throws Exception {
		Path first = createClone("first");
		Path second = createClone("second");
		startAll(first, 1);
		startAll(second, 5);
		assertThat(registered(first)).isEqualTo(wished());
		assertThat(registered(second)).isEqualTo(wished());
		assertThat(ports(first, "sync")).startsWith("All names of ");
		assertThat(ports(first, "doctor")).startsWith("Nothing is wrong with ");
	}

	@Test
	void appWhosePortIsTakenIsToldAndOthersHaveTheirs() throws Exception {
		Path clone = createClone("third");
		int taken = wished().getOrDefault("orders", 0);
		PortRegistry.open(registry(clone)).register("other", taken);
		String output = start(clone, "orders");
		startAll(clone, 3);
		Map<String, Integer> registered = registered(clone);
		assertThat(registered.remove("other")).isEqualTo(taken);
		assertThat(registered.remove("orders")).isEqualTo(this.range.start() + NAMES.size());
		assertThat(registered).isEqualTo(wished().entrySet()
			.stream()
			.filter((wish) -> wish.getValue() != taken)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		assertThat(output).contains(
				"Port " + taken + ", which " + clone + "/.ports wishes for 'orders', is assigned to" + " 'other'",
				"To settle it, run: ports register other ");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void projectOfThirtyServicesComesUpInAnyOrder(boolean reserveUnknown) throws Exception {
		Path clone = createClone("many");
		List<String> names = IntStream.range(0, 30).mapToObj((number) -> "service-" + number).toList();
		PortRange ports = FreePorts.range(30, PortRange::new);
		List<String> lines = new ArrayList<>();
		names.forEach((name) -> lines.add(name + ":" + (ports.start() + lines.size()) + ":"));
		Files.write(clone.resolve(".ports"), lines);
		List<String> properties = new ArrayList<>(List.of("portregistry.discovery.reserve-unknown=" + reserveUnknown));
		names.forEach((name) -> properties.add("peers." + name + "=${portregistry.ports." + name + "}"));
		properties.add("spring.main.sources=" + Peers.class.getName());
		start(clone, "service-17", properties.toArray(String[]::new));
		start(clone, "service-4");
		assertThat(registered(clone)).hasSize(30)
			.allSatisfy((name, port) -> assertThat(lines).contains(name + ":" + port + ":"));
	}

	/**
	 * Asks where all other services are.
	 */
	public static final class Peers {

		Peers(ConfigurableApplicationContext context) {
			IntStream.range(0, 30).forEach((number) -> {
				String port = context.getEnvironment().getRequiredProperty("peers.service-" + number);
				if (!port.matches("\\d+")) {
					throw new IllegalStateException(port);
				}
			});
		}

	}

}
