package io.github.portregistry.starter;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the POMs that are published. They must not change the versions of the apps
 * that depend on them, and Gradle takes the highest version that any POM asks for.
 */
class PublishedPomTests {

	@ParameterizedTest
	@ValueSource(strings = { "port-registry-core", "port-registry-autoconfigure", "port-registry-spring-boot-starter" })
	void pomStandsAlone(String module) throws Exception {
		Element pom = pom(module);
		assertThat(text(pom, "artifactId")).isEqualTo(module);
		assertThat(Stream.of("parent", "dependencyManagement", "repositories", "build"))
			.allSatisfy((name) -> assertThat(elements(pom, name)).isEmpty());
		assertThat(elements(pom, "dependency")).extracting((dependency) -> text(dependency, "version"))
			.allMatch((version) -> version.matches("\\d[\\w.-]+"));
	}

	@ParameterizedTest
	@CsvSource({ "port-registry-core, org.jspecify:jspecify",
			"port-registry-autoconfigure, io.github.portregistry:port-registry-core",
			"port-registry-spring-boot-starter, io.github.portregistry:port-registry-autoconfigure "
					+ "org.springframework.boot:spring-boot-starter" })
	void pomBringsOnlyWhatAppsNeed(String module, String dependencies) throws Exception {
		assertThat(elements(pom(module), "dependency"))
			.filteredOn((dependency) -> !text(dependency, "scope").equals("provided"))
			.allSatisfy((dependency) -> assertThat(text(dependency, "scope")).isEqualTo("compile"))
			.extracting((dependency) -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
			.containsExactly(dependencies.split(" "));
	}

	@Test
	void starterAsksForLowestSpringBoot() throws Exception {
		assertThat(elements(pom("port-registry-spring-boot-starter"), "dependency"))
			.filteredOn((dependency) -> text(dependency, "groupId").equals("org.springframework.boot"))
			.extracting((dependency) -> text(dependency, "version"))
			.containsExactly("3.5.0");
	}

	private static Element pom(String module) throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(Path.of("..", module, ".flattened-pom.xml").toFile())
			.getDocumentElement();
	}

	private static List<Element> elements(Element parent, String name) {
		NodeList nodes = parent.getElementsByTagName(name);
		return IntStream.range(0, nodes.getLength()).mapToObj((i) -> (Element) nodes.item(i)).toList();
	}

	private static String text(Element parent, String name) {
		return elements(parent, name).get(0).getTextContent();
	}

}
