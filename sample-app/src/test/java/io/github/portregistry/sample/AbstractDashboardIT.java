package io.github.portregistry.sample;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.portregistry.PortRange;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of the tests of the dashboard of the packaged app, in a real browser. The app has
 * the first port of a range of its own.
 */
abstract class AbstractDashboardIT {

	/** What stands in the registry before each test, besides the line of the app. */
	static final String OTHERS = "billing:%d:Invoices: all\nlegacy:3998:Old admin page\n";

	@TempDir
	static Path home;

	static PortRange range;

	static Browser browser;

	static AppProcess app;

	@BeforeAll
	static void startAll() throws Exception {
		browser = Browser.start();
		range = FreePorts.range(20, PortRange::new);
		Files.write(home.resolve("application.properties"), List.of("server.port=" + range.start(),
				"portregistry.range.start=" + range.start(), "portregistry.range.end=" + range.end()));
		app = startApp("sample-app");
		app.awaitPort();
	}

	@AfterAll
	static void stopAll() throws InterruptedException {
		if (app != null) {
			app.kill();
		}
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void open() throws IOException {
		writeRegistry(OTHERS.formatted(port(1)));
		browser.size(1280, 900).colors("light").openDashboard(range.start());
		browser.await(() -> {
			assertThat(browser.names()).containsExactly("billing", "legacy", "sample-app");
			assertThat(browser.row("billing")).startsWith("" + port(1), "free", "", "", "Invoices: all");
			assertThat(browser.row("legacy")).startsWith("3998", "free", "", "", "Old admin page");
			assertThat(browser.text("#port-hint")).isEqualTo("Port " + port(2) + ": available");
			assertThat(browser.element("#findings-section").isDisplayed()).isFalse();
		});
	}

	/** The port of the range that is so many behind the app's own. */
	static int port(int offset) {
		return range.start() + offset;
	}

	/** Start an app in a folder of its own. */
	static AppProcess startApp(String name, String... arguments) throws IOException {
		Path directory = name.equals("sample-app") ? home : Files.createDirectories(home.resolve("shop/" + name));
		List<String> all = Stream.concat(Stream.of("--spring.application.name=" + name), Stream.of(arguments)).toList();
		return SampleProcess.start(directory, Map.of("HOME", home.toString()), all);
	}

	/** Have the registry hold this, besides the line of the app, and no backups. */
	static void writeRegistry(String others) throws IOException {
		try (DirectoryStream<Path> backups = Files.newDirectoryStream(home.resolve(".ports.d"),
				"{backup,removed,replaced,lost-*}")) {
			for (Path backup : backups) {
				Files.delete(backup);
			}
		}
		Path written = Files.writeString(home.resolve("written"), "sample-app:" + range.start() + ":\n" + others);
		Files.move(written, registry(), StandardCopyOption.ATOMIC_MOVE);
	}

	static Path registry() {
		return home.resolve(".ports");
	}

}
