package io.github.portregistry.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PublishedContainer} with outputs written in the formats of the clients
 * of Docker 20.10, 24 and 28 and of Podman 3, 4 and 5.
 */
class PublishedContainerTests {

	private static Map<Integer, String> recorded(String name) {
		return ports(recordedText(name));
	}

	private static String recordedText(String name) {
		return new String(Recorded.output(name).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	private static Map<Integer, String> ports(String text) {
		Map<Integer, String> ports = new TreeMap<>();
		for (PublishedContainer each : PublishedContainer.list(text)) {
			each.ports().stream().forEach((port) -> ports.putIfAbsent(port, each.container().toString()));
		}
		return ports;
	}

	private static Map<Integer, String> portsOfText(String ports) {
		return ports("{\"Names\":\"a\",\"Image\":\"b\",\"Ports\":\"" + ports + "\"}");
	}

	@Test
	void listReadsDocker20() {
		Map<Integer, String> ports = recorded("docker-20");
		assertThat(ports).hasSize(13)
			.containsEntry(5432, "container shop_db_1 (postgres:13), service 'db' of Compose project 'shop'")
			.containsEntry(21, "container ftp (fauria/vsftpd)")
			.containsEntry(21100, "container ftp (fauria/vsftpd)")
			.containsEntry(21110, "container ftp (fauria/vsftpd)");
	}

	@Test
	void listReadsDocker24() {
		String web = "container shop-web-1 (nginx:1.25), service 'web' of Compose project 'shop'";
		assertThat(recorded("docker-24")).isEqualTo(Map.of(8080, web, 8443, web, 6379,
				"container shop-cache-1 (redis:7), service 'cache' of Compose project 'shop'", 9200,
				"container search (elasticsearch:8.11.1)"));
	}

	@Test
	void listReadsDocker28() {
		Map<Integer, String> ports = recorded("docker-28");
		assertThat(ports).containsOnlyKeys(5433, 9092, 9093, 9094, 8081, 8082);
		assertThat(ports.get(5433)).startsWith("container shop-db-1 (postgres:16@sha256:abab")
			.endsWith("), service 'db' of Compose project 'shop'");
		assertThat(ports.get(8081)).isEqualTo("container v6 (nginx:1.27)");
	}

	@Test
	void listReadsPodman3() {
		assertThat(recorded("podman-3")).isEqualTo(Map.of(8085, "container old (docker.io/library/httpd:2.4)"));
	}

	@Test
	void listReadsPodman4() {
		String ranges = "container ranges (docker.io/library/alpine:3.19)";
		assertThat(recorded("podman-4")).isEqualTo(Map.of(5432,
				"container shop_db_1 (docker.io/library/postgres:16), service 'db' of Compose project 'shop'", 8000,
				ranges, 8001, ranges, 8002, ranges, 8100, ranges));
	}

	@Test
	void listReadsPodsOfPodman5() {
		assertThat(PublishedContainer.list(recordedText("podman-5"))).hasSize(5)
			.filteredOn(PublishedContainer::infra)
			.extracting((each) -> each.container().name())
			.containsExactly("1234abcd5678-infra", "2345abcd5678-infra");
	}

	@Test
	void listReadsPodmanBehindNameOfDocker() {
		assertThat(recorded("podman-as-docker")).hasSize(4)
			.containsEntry(5432,
					"container shop_db_1 (docker.io/library/postgres:16), service 'db' of Compose project 'shop'");
	}

	@Test
	void listReadsWhatOneClientPrintsInFormOfAnother() {
		String array = "[" + String.join(",", recordedText("docker-24").strip().split("\n")) + "]";
		assertThat(ports(array)).isEqualTo(recorded("docker-24"));
		assertThat(ports(recordedText("docker-24").replace("\n", "\r\n"))).isEqualTo(recorded("docker-24"));
		assertThat(ports("{\"Id\":\"0123456789abcdef\",\"Names\":null,\"Ports\":[\"0.0.0.0:80->80/tcp\"],"
				+ "\"Labels\":[\"com.docker.compose.service=a\",\"io.podman.compose.project=b\"]}"))
			.isEqualTo(Map.of(80, "container 0123456789ab, service 'a' of Compose project 'b'"));
		assertThat(ports("{\"Names\":[\"/a\"],\"Ports\":[{\"IP\":\"::\",\"PrivatePort\":1,\"PublicPort\":80,"
				+ "\"Type\":\"tcp\"},{\"PrivatePort\":2,\"Type\":\"tcp\"}]}"))
			.isEqualTo(Map.of(80, "container a"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "none",
			value = { "0.0.0.0:80->1/tcp; 80", ":::80->1/tcp; 80", "[::]:80->1/tcp; 80", "[fe80::1%eth0]:80->1/tcp; 80",
					"80->1/tcp; 80", "0.0.0.0:80->1; 80", "0.0.0.0:80->1/TCP; 80", "0.0.0.0:80-81->1-2/tcp; '80,81'",
					"0.0.0.0:80->1/udp; none", "0.0.0.0:80->1/sctp; none", "80/tcp; none", "80-90/tcp; none",
					"''; none", "0.0.0.0:0->1/tcp; none", "0.0.0.0:65536->1/tcp; none", "0.0.0.0:65535->1/tcp; 65535",
					"0.0.0.0:65535-65536->1/tcp; none", "0.0.0.0:81-80->1/tcp; none", "0.0.0.0:->1/tcp; none",
					"->; none", "a->b/tcp; none", "0.0.0.0:-80->1/tcp; none",
					"0.0.0.0:99999999999999999999->1/tcp; none", "0.0.0.0:18446744073709551615->1/tcp; none",
					"x, 0.0.0.0:80->1/tcp ,,0.0.0.0:82->3/tcp; '80,82'" })
	void listReadsPublishedTcpPortsOfText(String text, String expected) {
		String ports = String.join(",", portsOfText(text).keySet().stream().map(String::valueOf).toList());
		assertThat(ports).isEqualTo((expected != null) ? expected : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "none", quoteCharacter = '`',
			value = { "\"host_port\":80; 80", "\"host_port\":80,\"range\":2; `80,81`", "\"host_port\":\"80\"; 80",
					"\"host_port\":80,\"protocol\":\"tcp,udp\"; 80", "\"host_port\":80,\"protocol\":\"udp\"; none",
					"\"host_port\":0; none", "\"host_port\":-1; none", "\"host_port\":1e400; none",
					"\"host_port\":65535,\"range\":2; none", "\"host_port\":80,\"range\":99999999999999999999; 80",
					"\"host_port\":80,\"range\":-5; 80", "\"host_port\":{},\"range\":[]; none",
					"\"container_port\":80; none" })
	void listReadsPublishedTcpPortsOfStructure(String members, String expected) {
		String ports = String.join(",",
				ports("[{\"Names\":[\"a\"],\"Ports\":[{" + members + "}]}]").keySet()
					.stream()
					.map(String::valueOf)
					.toList());
		assertThat(ports).isEqualTo((expected != null) ? expected : "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "[]", "{}", "null", "1", "[[]]", "[1,\"a\",null]", "Cannot connect",
			"{\"Names\":\"a\",\"Ports\":\"0.0.0.0:80->1/tcp\"", "{\"Ports\":\"0.0.0.0:80->1/tcp\"}",
			"{\"Names\":\" \",\"Ports\":\"0.0.0.0:80->1/tcp\"}", "{\"Names\":\"a\",\"Ports\":null}",
			"{\"Names\":\"a\",\"Ports\":\"0.0.0.0:80->1/tcp\"}\nand more" })
	void listWhenTextIsNothingElseThanListOfContainersIsEmpty(String text) {
		assertThat(PublishedContainer.list(text)).isEmpty();
	}

	@Test
	void listWhenTextEndsAnywhereReadsNoPartOfAnArray() {
		String text = recordedText("podman-4").strip();
		for (int end = 0; end < text.length(); end++) {
			assertThat(PublishedContainer.list(text.substring(0, end))).isEmpty();
		}
	}

	@Test
	void listWhenTextsAreHostileTellsThemPrintable() {
		List<PublishedContainer> list = PublishedContainer.list("{\"Names\":\"a\\u001b[31m\\u0000\",\"Image\":\""
				+ "x".repeat(100_000) + "\",\"Ports\":\"0.0.0.0:80->1/tcp\",\"Labels\":\""
				+ "com.docker.compose.project=\\r\\nHTTP,com.docker.compose.service=\\u202e\"}");
		assertThat(list).singleElement().satisfies((each) -> {
			assertThat(each.container().name()).isEqualTo("a?[31m?");
			assertThat(each.container().image()).hasSize(200);
			assertThat(each.container().project()).isEqualTo("??HTTP");
			assertThat(each.container().service()).isEqualTo("?");
		});
	}

	@Test
	void listWhenLabelMayBePartOfAnotherDoesNotTellIt() {
		String container = "{\"Names\":\"a\",\"Ports\":\"0.0.0.0:80->1/tcp\",\"Labels\":\"%s\"}";
		String service = "com.docker.compose.service=";
		assertThat(ports(container.formatted("note=x," + service + "wrong," + service + "db")))
			.isEqualTo(Map.of(80, "container a"));
		assertThat(ports(container.formatted("note=x," + service + "db,b," + service + "db")))
			.isEqualTo(Map.of(80, "container a, service 'db'"));
		assertThat(ports(container.formatted("x" + service + "wrong," + service.replace("=", "s=") + "wrong")))
			.isEqualTo(Map.of(80, "container a"));
	}

	@Test
	void listOfChangedOutputThrowsNothing() {
		Random random = new Random(1);
		List<String> outputs = Stream.of("docker-20", "docker-24", "podman-4", "podman-as-docker")
			.map(PublishedContainerTests::recordedText)
			.toList();
		for (int i = 0; i < HostileText.inputs(5_000); i++) {
			StringBuilder text = new StringBuilder(outputs.get(random.nextInt(outputs.size())));
			for (int change = random.nextInt(4); change >= 0; change--) {
				int start = random.nextInt(text.length());
				text.replace(start, Math.min(text.length(), start + random.nextInt(20)), HostileText.next(random));
			}
			assertThat(PublishedContainer.list(text.toString())).allMatch((each) -> each.ports().length() <= 65536);
		}
	}

}
