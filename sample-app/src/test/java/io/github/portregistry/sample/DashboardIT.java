package io.github.portregistry.sample;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.testsupport.AppProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the dashboard shows.
 */
class DashboardIT extends AbstractDashboardIT {

	/** The app is started from the checkout that it was built in, if it was in one. */
	private static String build() {
		return Checkout.of(Path.of(System.getProperty("sample-app.jar")))
			.map((checkout) -> Stream.of(checkout.branch(), checkout.commit())
				.filter(Objects::nonNull)
				.map((text) -> " " + (text.equals(checkout.commit()) ? text.substring(0, 7) : text))
				.collect(Collectors.joining()))
			.orElse("");
	}

	@Test
	void openShowsAssignmentsAndWhatBecomesOfThem() {
		assertThat(browser.names()).containsExactly("billing", "legacy", "sample-app");
		List<String> row = browser.row("sample-app");
		assertThat(row.get(0)).isEqualTo("" + range.start());
		assertThat(row.get(1)).isEqualTo("up process " + app.pid() + " (java sample-app-0.1.0-SNAPSHOT.jar)");
		assertThat(row.get(2)).startsWith("~").isEqualTo("~" + build());
		assertThat(row.get(3)).matches("\\d+ (s|min) ago");
		assertThat(browser.element("tr[data-name=sample-app] a").getDomProperty("href"))
			.isEqualTo("http://localhost:" + range.start() + "/");
		assertThat(browser.row("billing")).startsWith("" + port(1), "free", "", "", "Invoices: all");
		assertThat(browser.text("#summary")).isEqualTo("3 assignments: 1 up, 2 free. Served by sample-app.");
		assertThat(browser.element("#findings-section").isDisplayed()).isFalse();
	}

	@Test
	void openShowsEachPortOfRangeAndThoseOutside() {
		assertThat(browser.elements("#inside .cell")).hasSize(20);
		assertThat(browser.attribute("#inside [data-port='%d']".formatted(port(0)), "class")).isEqualTo("cell up");
		assertThat(browser.attribute("#inside [data-port='%d']".formatted(port(1)), "class")).isEqualTo("cell free");
		assertThat(browser.attribute("#inside [data-port='%d']".formatted(port(2)), "class"))
			.isEqualTo("cell available");
		assertThat(browser.attribute("#outside [data-port='3998']", "class")).isEqualTo("cell free");
	}

	@Test
	void openShowsStrangersOnRegisteredAndOnOtherPorts() throws Exception {
		try (ServerSocket taking = new ServerSocket(port(1)); ServerSocket other = new ServerSocket(port(2))) {
			browser.await(() -> assertThat(browser.row("billing").get(1)).startsWith("taken by process ")
				.contains("" + ProcessHandle.current().pid(), "java"));
			assertThat(browser.attribute("[data-port='%d']".formatted(taking.getLocalPort()), "class"))
				.isEqualTo("cell taken");
			assertThat(browser.attribute("[data-port='%d']".formatted(other.getLocalPort()), "class"))
				.isEqualTo("cell used");
		}
		browser.await(() -> assertThat(browser.row("billing").get(1)).isEqualTo("free"));
	}

	@Test
	void pointTellsWhosePortItIsAndClickFillsForm() {
		WebElement cell = browser.element("[data-port='%d']".formatted(port(1)));
		new Actions(browser.driver()).moveToElement(cell).perform();
		assertThat(browser.text("#map-port")).isEqualTo(port(1) + ": billing, free, Invoices: all");
		cell.click();
		assertThat(browser.element("#name").getDomProperty("value")).isEqualTo("billing");
		assertThat(browser.element("#port").getDomProperty("value")).isEqualTo("" + port(1));
		assertThat(browser.element("#description").getDomProperty("value")).isEqualTo("Invoices: all");
	}

	@Test
	void mapIsOperableByKeyboard() {
		WebElement map = browser.element("#cells");
		map.sendKeys(Keys.HOME, Keys.END, Keys.ARROW_LEFT, Keys.HOME);
		int first = Integer.parseInt(map.getDomAttribute("aria-valuenow"));
		assertThat(map.getDomAttribute("aria-valuemin")).isEqualTo("" + first);
		while (Integer.parseInt(map.getDomAttribute("aria-valuenow")) < port(1)) {
			map.sendKeys(Keys.ARROW_RIGHT);
		}
		assertThat(map.getDomAttribute("aria-valuetext")).isEqualTo(port(1) + ": billing, free, Invoices: all");
		map.sendKeys(Keys.ARROW_RIGHT, Keys.ENTER);
		assertThat(browser.element("#port").getDomProperty("value")).isEqualTo("" + port(2));
		assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id")).isEqualTo("name");
	}

	@Test
	void filterSortAndGroupApplyAsTyped() {
		browser.fill("filter", "ADMIN 3998");
		assertThat(browser.names()).containsExactly("legacy");
		assertThat(browser.text("#shown")).isEqualTo("1 of 3 shown");
		browser.fill("filter", "nobody");
		assertThat(browser.text("#nothing")).isEqualTo("No assignment matches the filter.");
		browser.element("#filter").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
		browser.click("[data-sort=port] button");
		assertThat(browser.names()).containsExactly("legacy", "sample-app", "billing");
		assertThat(browser.attribute("[data-sort=port]", "aria-sort")).isEqualTo("ascending");
		browser.click("[data-sort=port] button");
		assertThat(browser.names()).containsExactly("billing", "sample-app", "legacy");
		browser.click("#group");
		assertThat(browser.elements("#rows tr.group")).extracting(WebElement::getText)
			.containsExactly("up (1)", "free (2)");
		assertThat(browser.names()).containsExactly("sample-app", "billing", "legacy");
	}

	@Test
	void pageFollowsStartAndEndOfAnotherApp() throws Exception {
		AppProcess other = startApp("orders");
		try {
			int port = other.awaitPort();
			browser.await(() -> assertThat(browser.row("orders")).startsWith("" + port)
				.element(1)
				.asString()
				.startsWith("up process " + other.pid()));
			assertThat(browser.row("orders").get(2)).isEqualTo("~/shop/orders" + build());
		}
		finally {
			other.kill();
		}
		browser.await(() -> assertThat(browser.row("orders").get(1)).isEqualTo("free"));
		assertThat(browser.row("orders").get(3)).startsWith("last seen ");
	}

	@Test
	void pageShowsAppThatIsNotRegisteredAndRegistersIt() throws Exception {
		AppProcess other = startApp("orders", "--server.port=" + port(9));
		try {
			other.awaitPort();
			browser.await(() -> assertThat(browser.row("orders")).startsWith("(" + port(9) + ")")
				.contains("not registered")
				.element(1)
				.asString()
				.startsWith("up process " + other.pid()));
			assertThat(browser.text("#summary")).startsWith("3 assignments and 1 not registered: ");
			browser.press("Register orders")
				.click("#submit")
				.awaitText("#notices", "orders is registered at port " + port(9));
			browser.await(() -> assertThat(browser.row("orders")).startsWith("" + port(9)));
		}
		finally {
			other.kill();
		}
	}

	@Test
	void pageFollowsChangeOfFileByHand() throws Exception {
		Files.writeString(registry(), "shop:3997:By hand\nwhatever\n");
		browser.await(() -> assertThat(browser.names()).containsExactly("sample-app", "shop"));
		assertThat(browser.row("sample-app")).startsWith("(" + port(0) + ")").contains("not registered");
		browser.awaitText("#findings", "'whatever' is not an assignment");
		assertThat(browser.text("#findings-section")).contains("ports doctor says of " + registry());
	}

	@Test
	void openWhenRegistryIsEmptySaysHowToBegin() throws Exception {
		Files.delete(registry());
		browser.awaitText("#nothing", "port-registry-spring-boot-starter");
		assertThat(browser.text("#nothing")).contains("No app has a port in " + registry() + " yet.",
				"ports claim web");
		assertThat(browser.findBarriers()).isEmpty();
	}

	@Test
	void openWhenRegistryCannotBeReadSaysWhy() throws Exception {
		Files.delete(registry());
		Files.createDirectory(registry());
		try {
			browser.awaitText("#problem", "Cannot read " + registry() + ": is a directory");
		}
		finally {
			Files.delete(registry());
		}
		browser.awaitText("#connection", "Live");
	}

	@Test
	void pageSaysThatConnectionIsLostUntilItIsBack() throws Exception {
		app.kill();
		browser.awaitText("#connection", "Connection lost");
		assertThat(browser.text("#problem")).contains("No connection to localhost:" + range.start(),
				"what was known last");
		assertThat(browser.names()).contains("billing");
		browser.press("Unregister billing");
		browser.awaitText("#notices", "billing is not unregistered. No connection");
		app = startApp("sample-app");
		browser.awaitText("#connection", "Live");
		assertThat(browser.element("#problem").isDisplayed()).isFalse();
		browser.await(() -> assertThat(browser.row("sample-app").get(1)).contains("process " + app.pid()));
	}

	@Test
	void pageAsksNothingWhileNobodyLooks() {
		browser.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true })");
		look(false);
		int asked = requests();
		Awaitility.await().during(Duration.ofSeconds(2)).until(() -> requests() == asked);
		look(true);
		browser.await(() -> assertThat(requests()).isGreaterThan(asked));
	}

	private static void look(boolean looks) {
		browser.evaluate("window.away = arguments[0]; document.dispatchEvent(new Event('visibilitychange'))", !looks);
	}

	private static int requests() {
		return browser
			.<Number>evaluate("return performance.getEntriesByType('resource')"
					+ ".filter((each) => each.name.endsWith('/actuator/ports')).length")
			.intValue();
	}

	@Test
	void openWhenThereAreManyAssignmentsShowsAll() throws Exception {
		writeRegistry(IntStream.range(0, 2000)
			.mapToObj((i) -> "app-%04d:%d:Number %d%n".formatted(i, 40000 + i, i))
			.collect(Collectors.joining()));
		browser.await(() -> assertThat(browser.names()).hasSize(2001));
		browser.fill("filter", "app-1999");
		assertThat(browser.names()).containsExactly("app-1999");
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 1280", "light, 360", "dark, 360" })
	void pageIsAccessible(String colors, int width) throws Exception {
		writeRegistry("a".repeat(128) + ":3997:Very long\nno assignment\n" + OTHERS.formatted(port(1)));
		browser.colors(colors).size(width, 900).openDashboard(range.start());
		browser.await(() -> assertThat(browser.names()).hasSize(4));
		browser.press("Unregister billing").awaitText("#notices", "Undo").fill("name", "a b").click("#submit");
		browser.awaitText("#name-error", "ASCII").click("#group");
		assertThat(browser.findBarriers()).isEmpty();
		assertThat(browser.<Number>evaluate("return document.documentElement.scrollWidth - innerWidth").intValue())
			.isNotPositive();
	}

	@Test
	void screenshotsAreTaken() throws Exception {
		Path directory = Files.createDirectories(Path.of(System.getProperty("dashboard.screenshots")));
		try (DemoMachine machine = DemoMachine.create(home)) {
			browser.size(1280, 1000);
			for (String colors : List.of("light", "dark")) {
				browser.colors(colors).openDashboard(machine.port());
				browser.await(() -> assertThat(browser.row("legacy").get(1)).startsWith("taken by process"));
				assertThat(browser.names()).hasSize(12);
				Path screenshot = Files.write(directory.resolve("dashboard-" + colors + ".png"), browser.screenshot());
				assertThat(ImageIO.read(screenshot.toFile()).getWidth()).isEqualTo(1280);
			}
		}
	}

}
