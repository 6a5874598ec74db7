package io.github.portregistry.sample;

import java.util.List;
import java.util.Map;

import io.github.portregistry.testsupport.AppProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what can be changed with the dashboard.
 */
class DashboardChangesIT extends AbstractDashboardIT {

	private static String registryWith(String others) {
		return "sample-app:" + range.start() + ":\n" + others;
	}

	@Test
	void submitRegistersProposedPort() {
		assertThat(browser.element("#port").getDomProperty("value")).isEqualTo("" + port(2));
		browser.fill("name", "web").fill("description", "React frontend").click("#submit");
		browser.awaitText("#notices", "web is registered at port " + port(2));
		browser.await(() -> assertThat(browser.row("web")).startsWith("" + port(2), "free", "", "", "React frontend"));
		assertThat(registry()).content().contains("web:" + port(2) + ":React frontend\n");
		browser.await(() -> assertThat(browser.element("#name").getDomProperty("value")).isEmpty())
			.await(() -> assertThat(browser.element("#port").getDomProperty("value")).isEqualTo("" + port(3)));
	}

	@Test
	void submitWhenPortIsAnothersShowsConflictBesidePort() {
		browser.fill("name", "web").fill("port", "" + port(1));
		assertThat(browser.text("#port-hint")).isEqualTo("Port " + port(1) + ": billing, free, Invoices: all");
		browser.click("#submit")
			.awaitText("#port-error", "Port " + port(1) + " is already assigned to 'billing'. Choose a different port");
		assertThat(browser.attribute("#port", "aria-invalid")).isEqualTo("true");
		assertThat(registry()).content().isEqualTo(registryWith(OTHERS.formatted(port(1))));
		browser.fill("port", "" + port(4)).click("#submit").awaitText("#notices", "web is registered");
		assertThat(browser.text("#port-error")).isEmpty();
	}

	@Test
	void submitWhenValueIsInvalidSaysSoBesideIt() {
		browser.fill("name", "a b").click("#submit").awaitText("#name-error", "Use 1 to 128 ASCII letters");
		browser.fill("name", "a--b").fill("port", "70000").click("#submit");
		browser.awaitText("#port-error", "Use a number from 1 to 65535");
		assertThat(browser.text("#name-error")).isEmpty();
		assertThat(registry()).content().isEqualTo(registryWith(OTHERS.formatted(port(1))));
	}

	@Test
	void editMovesAndKeepsDescription() {
		browser.press("Edit billing");
		assertThat(browser.text("#submit")).isEqualTo("Save");
		browser.fill("port", "" + port(5));
		assertThat(browser.text("#submit")).isEqualTo("Move");
		browser.click("#submit").awaitText("#notices", "billing moved from port " + port(1) + " to " + port(5));
		browser.await(() -> assertThat(browser.row("billing")).startsWith("" + port(5)));
		assertThat(registry()).content().contains("billing:" + port(5) + ":Invoices: all\n");
	}

	@Test
	void clearForgetsEdit() {
		browser.press("Edit billing").fill("port", "70000").click("#submit").awaitText("#port-error", "Use a number");
		browser.click("#clear");
		assertThat(browser.element("#name").getDomProperty("value")).isEmpty();
		assertThat(browser.element("#description").getDomProperty("value")).isEmpty();
		assertThat(browser.element("#port").getDomProperty("value")).isEqualTo("" + port(2));
		assertThat(browser.text("#port-error")).isEmpty();
		assertThat(browser.text("#submit")).isEqualTo("Register");
	}

	@Test
	void editDescribes() {
		browser.press("Edit legacy").fill("description", "<b>New</b>: page").click("#submit");
		browser.await(() -> assertThat(browser.row("legacy").get(4)).isEqualTo("<b>New</b>: page"));
		assertThat(registry()).content().contains("legacy:3998:<b>New</b>: page\n");
	}

	@Test
	void unregisterCanBeUndone() {
		browser.press("Unregister billing").awaitText("#notices", "billing is unregistered from port " + port(1));
		browser.await(() -> assertThat(browser.names()).doesNotContain("billing"));
		assertThat(registry()).content().doesNotContain("billing");
		assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Undo");
		browser.driver().switchTo().activeElement().click();
		browser.await(() -> assertThat(browser.names()).contains("billing"));
		assertThat(registry()).content().contains("billing:" + port(1) + ":Invoices: all\n");
		browser.awaitText("#notices", "Undone");
	}

	@Test
	void undoWhenPortHasBeenGivenAwaySaysWhose() throws Exception {
		browser.press("Unregister billing").awaitText("#notices", "Undo");
		writeRegistry("taker:" + port(1) + ":\n");
		browser.click("#notices button").awaitText("#notices", "already assigned to 'taker'");
		assertThat(registry()).content().isEqualTo(registryWith("taker:" + port(1) + ":\n"));
	}

	@Test
	void copyPutsUrlAndPortOnClipboard() {
		browser.driver()
			.executeCdpCommand("Browser.grantPermissions",
					Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
		browser.press("Copy URL of billing").awaitText("#notices", "Copied http://localhost:" + port(1));
		assertThat(clipboard()).isEqualTo("http://localhost:" + port(1));
		browser.press("Copy port " + port(1) + " of billing").awaitText("#notices", "Copied " + port(1));
		assertThat(clipboard()).isEqualTo("" + port(1));
	}

	private static String clipboard() {
		return browser.evaluateAsync("navigator.clipboard.readText().then(arguments[0])");
	}

	@Test
	void openWhenAccessIsReadOnlyChangesNothing() throws Exception {
		AppProcess reader = startApp("reader", "--management.endpoint.ports.access=read-only");
		try {
			browser.openDashboard(reader.awaitPort());
			browser.await(() -> assertThat(browser.names()).contains("billing", "reader"));
			assertThat(browser.element("#form-section").isDisplayed()).isFalse();
			assertThat(browser.text("#read-only")).contains("management.endpoint.ports.access=unrestricted");
			assertThat(browser.row("billing").get(5)).isEqualTo("Copy URL");
			browser.element("[data-port='%d']".formatted(port(1))).click();
			assertThat(browser.findBarriers()).isEmpty();
		}
		finally {
			reader.kill();
		}
	}

}
