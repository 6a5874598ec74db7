package io.github.portregistry.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A headless Chromium that looks at a dashboard.
 */
final class Browser implements AutoCloseable {

	/** A name that leads here, as after DNS rebinding. */
	static final String FOREIGN_HOST = "evil.test";

	private static final Duration BOUND = Duration.ofMinutes(1);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/** Start Chromium; skip the test where there is none, except in CI. */
	static Browser start() {
		Optional<Path> chromium = Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
			.flatMap((name) -> find(name).stream())
			.findFirst();
		Optional<Path> driver = find("chromedriver");
		boolean found = chromium.isPresent() && driver.isPresent();
		String missing = "The path has no chromium and chromedriver, which Debian's packages chromium and"
				+ " chromium-driver bring: the dashboard is not tested";
		assertThat(found || System.getenv("CI") == null).as(missing).isTrue();
		Assumptions.assumeTrue(found, missing);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--host-resolver-rules=MAP " + FOREIGN_HOST + " 127.0.0.1");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(driver.orElseThrow().toFile())
			.build();
		return new Browser(new ChromeDriver(service, options)).size(1280, 900);
	}

	private static Optional<Path> find(String program) {
		return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	Browser size(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		return this;
	}

	/** Show pages as in a {@code light} or {@code dark} environment. */
	Browser colors(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		return this;
	}

	Browser open(String url) {
		this.driver.get(url);
		return this;
	}

	/** Open the dashboard and wait until it shows what there is. */
	Browser openDashboard(int port) {
		open("http://localhost:" + port + "/");
		return awaitText("#connection", "Live");
	}

	Browser awaitText(String selector, String text) {
		return await(() -> assertThat(text(selector)).contains(text));
	}

	Browser await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(BOUND).ignoreExceptions().untilAsserted(assertion);
		return this;
	}

	WebElement find(By by) {
		return this.driver.findElement(by);
	}

	WebElement element(String selector) {
		return find(By.cssSelector(selector));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String selector) {
		return element(selector).getText();
	}

	String attribute(String selector, String name) {
		return element(selector).getDomAttribute(name);
	}

	/** The names in the table, in its order. */
	List<String> names() {
		return evaluate("return [...document.querySelectorAll('#rows tr[data-name] th')].map((e) => e.textContent)");
	}

	/** The texts of a name's row: port, state, folder, since, description and actions. */
	List<String> row(String name) {
		return evaluate(
				"return [...document.querySelectorAll('#rows tr')].filter((e) => e.dataset.name === arguments[0])"
						+ ".flatMap((e) => [...e.querySelectorAll('td')].map((cell) => cell.innerText.replace('\\n', ' ')))",
				name);
	}

	Browser press(String label) {
		find(By.cssSelector("[aria-label='" + label + "']")).click();
		return this;
	}

	Browser fill(String id, String text) {
		WebElement field = element("#" + id);
		field.clear();
		field.sendKeys(text);
		return this;
	}

	Browser click(String selector) {
		element(selector).click();
		return this;
	}

	@SuppressWarnings("unchecked")
	<T> T evaluate(String script, Object... arguments) {
		return (T) this.driver.executeScript(script, arguments);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/** Return what axe-core finds to be inaccessible. */
	List<String> findBarriers() {
		this.driver.executeScript(axe());
		return evaluateAsync("const done = arguments[arguments.length - 1]; axe.run().then((found) => done("
				+ "found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join())))");
	}

	@SuppressWarnings("unchecked")
	<T> T evaluateAsync(String script, Object... arguments) {
		return (T) this.driver.executeAsyncScript(script, arguments);
	}

	private static String axe() {
		try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
