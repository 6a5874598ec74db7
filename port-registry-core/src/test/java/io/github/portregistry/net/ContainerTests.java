package io.github.portregistry.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;

import io.github.portregistry.support.PrintableText;
import io.github.portregistry.testsupport.HostileText;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Container} and how a {@link ListeningProcess} tells of it.
 */
class ContainerTests {

	private static final Container DB = new Container("shop-db-1", "postgres:16", "shop", "db");

	private static final String TEXT = "container shop-db-1 (postgres:16), service 'db' of Compose project 'shop'";

	@Test
	void toStringTellsWhatIsKnown() {
		assertThat(DB).hasToString(TEXT);
		assertThat(new Container("web", "", null, " ")).hasToString("container web");
		assertThat(new Container("web", "nginx", null, null)).hasToString("container web (nginx)");
		assertThat(new Container("web", "nginx", null, "a")).hasToString("container web (nginx), service 'a'");
		assertThat(new Container("web", "nginx", "shop", null))
			.hasToString("container web (nginx), part of Compose project 'shop'");
	}

	@Test
	void textsAreBoundedAndPrintable() {
		Container container = new Container("a\u001b[2J\n", "x".repeat(1000), "\u202e", "😀".repeat(200));
		assertThat(container.name()).isEqualTo("a?[2J?");
		assertThat(container.image()).hasSize(200).endsWith("x…");
		assertThat(container.project()).isEqualTo("?");
		assertThat(container.service()).endsWith("😀?…");
	}

	@Test
	void textsOfHostileContainerArePrintable() {
		Random random = new Random(1);
		for (int i = 0; i < HostileText.inputs(10_000); i++) {
			String text = new Container(HostileText.next(random), HostileText.next(random), HostileText.next(random),
					HostileText.next(random))
				.toString();
			assertThat(text).isEqualTo(PrintableText.of(text)).hasSizeLessThan(900);
		}
	}

	@Test
	void processIsItsContainer() {
		ListeningProcess process = new ListeningProcess(4711, "docker-proxy", "/", DB);
		assertThat(process).hasToString(TEXT).isEqualTo(new ListeningProcess(4711, null, null, DB));
		assertThat(process.program()).isEqualTo(TEXT);
		assertThat(process.directory()).isNull();
	}

	@Test
	void processWithContainerIsSerializable() throws Exception {
		ListeningProcess process = new ListeningProcess(0, null, null, DB);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(process);
		assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
			.isEqualTo(process);
	}

}
