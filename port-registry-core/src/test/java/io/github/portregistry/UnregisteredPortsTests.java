package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.Instance.State;
import io.github.portregistry.instance.InstanceBuilder;
import io.github.portregistry.net.Container;
import io.github.portregistry.net.Listener;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnregisteredPorts}.
 */
class UnregisteredPortsTests {

	private static List<UnregisteredPort> among(String registry, List<Instance> instances, Listener... listeners) {
		RegistryDocument document = RegistryDocument.of(registry.getBytes(StandardCharsets.UTF_8));
		return new UnregisteredPorts(document, instances).among(List.of(listeners));
	}

	private static Listener listener(int port, @Nullable String program, @Nullable String directory) {
		return new Listener(port, new ListeningProcess(4711, program, directory));
	}

	@ParameterizedTest
	@CsvSource({ "java orders.jar, /home/dev/billing, billing", "java orders.jar, /, orders",
			"java com.example.Main, , com-example-Main", "python3 web_app.py, , web_app",
			"node, /srv/My Shop!, My-Shop", ", , port-3000", "'', /, port-3000" })
	void suggestedNameIsThatOfFolderOrProgram(String program, String directory, String name) {
		assertThat(among("", List.of(), listener(3000, program, directory))).extracting(UnregisteredPort::suggestedName)
			.containsExactly(name);
	}

	@Test
	void suggestedNameWhenDirectoryIsHomeIsThatOfProgram() {
		assertThat(among("", List.of(), listener(3000, "node", System.getProperty("user.home"))))
			.extracting(UnregisteredPort::suggestedName)
			.containsExactly("node");
	}

	@ParameterizedTest
	@CsvSource({ "shop-db-1, shop, db, db", "My Tools!, shop, , My-Tools", "tools, , , tools", "tools, , '!', tools",
			"!, , , port-3000" })
	void suggestedNameIsThatOfContainer(String container, String project, String service, String name) {
		ListeningProcess process = new ListeningProcess(0, null, null,
				new Container(container, "postgres:16", project, service));
		assertThat(among("", List.of(), new Listener(3000, process)))
			.containsExactly(new UnregisteredPort(3000, process, null, name));
	}

	@Test
	void suggestedNameWhenProcessIsUnknownHasPort() {
		assertThat(among("", List.of(), new Listener(3000, null)))
			.containsExactly(new UnregisteredPort(3000, null, null, "port-3000"));
	}

	@Test
	void suggestedNameWhenInstanceHasRecordedPortIsItsName() {
		Instance instance = InstanceBuilder.of("orders").port(18300).unclaimed().build();
		assertThat(among("", List.of(instance), listener(18300, "java app.jar", "/home/dev/w")))
			.containsExactly(new UnregisteredPort(18300, new ListeningProcess(4711, "java app.jar", "/home/dev/w"),
					instance, "orders"));
		Instance ended = InstanceBuilder.of("orders").port(18300).state(State.STOPPED).build();
		assertThat(among("", List.of(ended), listener(18300, "java app.jar", "/home/dev/w")))
			.extracting(UnregisteredPort::suggestedName)
			.containsExactly("w");
	}

	@Test
	void suggestedNameWhenTakenHasPort() {
		assertThat(among("web:1:\nweb-3001:2:\n", List.of(), listener(2, null, "/web"), listener(3000, null, "/web"),
				listener(3001, null, "/web"), listener(3002, null, "/web")))
			.extracting(UnregisteredPort::suggestedName)
			.containsExactly("web-3000", "web-3001-2", "web-3002");
	}

	@Test
	void suggestedNameWhenLongCanBeRegistered() {
		String folder = "n".repeat(128);
		assertThat(among("", List.of(), listener(3000, null, "/" + folder), listener(3001, null, "/" + folder)))
			.extracting(UnregisteredPort::suggestedName)
			.allMatch(AssignmentNames::isValid)
			.doesNotHaveDuplicates()
			.hasSize(2);
	}

}
