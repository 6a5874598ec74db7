package io.github.portregistry.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.portregistry.PortRange;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.testsupport.AppProcess;
import io.github.portregistry.testsupport.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of packaged apps that call each other by name, in two checkouts of a repository
 * at the same time.
 */
class CallsIT {

	/** The bound that the documentation states for an app that moved or stopped. */
	private static final Duration BOUND = Duration.ofSeconds(5);

	private static final int CALLS = 1000;

	private static final int RESTARTS = 6;

	private static final List<String> NAMES = List.of("gateway", "orders", "billing");

	private final HttpClient client = HttpClient.newHttpClient();

	private final Map<String, AppProcess> apps = new HashMap<>();

	/** All processes that an app has had, by its name in the registry. */
	private final Map<String, Set<Long>> pids = new ConcurrentHashMap<>();

	@TempDir
	private Path home;

	private Path main;

	private Path worktree;

	private PortRegistry registry;

	private PortRange range;

	@BeforeEach
	void setUp() throws IOException {
		this.registry = PortRegistry.open(this.home.resolve(".ports"));
		this.range = FreePorts.range(7, PortRange::new);
		this.main = this.home.resolve("shop");
		Path repository = Files.createDirectories(this.main.resolve(".git/worktrees/fix-ui"));
		Files.writeString(repository.resolve("commondir"), "../..\n");
		this.worktree = Files.createDirectory(this.home.resolve("shop-fix-ui"));
		Files.writeString(this.worktree.resolve(".git"), "gitdir: " + repository + "\n");
	}

	@AfterEach
	void tearDown() throws InterruptedException {
		for (AppProcess app : this.apps.values()) {
			app.kill();
		}
	}

	private String registeredName(Path checkout, String name) {
		return checkout.equals(this.main) ? name : name + "--fix-ui";
	}

	private AppProcess start(Path checkout, String name, String... arguments) throws IOException {
		List<String> all = new ArrayList<>(List.of("--spring.application.name=" + name,
				"--portregistry.range.start=" + this.range.start(), "--portregistry.range.end=" + this.range.end()));
		all.addAll(List.of(arguments));
		AppProcess app = SampleProcess.start(checkout, Map.of("HOME", this.home.toString()), all);
		String registeredName = registeredName(checkout, name);
		this.apps.put(registeredName, app);
		this.pids.computeIfAbsent(registeredName, (key) -> ConcurrentHashMap.newKeySet()).add(app.pid());
		return app;
	}

	private void startAll(Path checkout) throws IOException {
		for (String name : NAMES) {
			start(checkout, name);
		}
	}

	/** Call an app of a checkout through the gateway and orders. */
	private HttpResponse<String> call(Path checkout) throws IOException, InterruptedException {
		int port = this.registry.getPort(registeredName(checkout, "gateway")).orElseThrow();
		URI uri = URI.create("http://localhost:" + port + "/call?via=orders,billing");
		return this.client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
				BodyHandlers.ofString());
	}

	private void awaitAnswer(Path checkout, Duration bound) {
		Awaitility.await().atMost(bound).ignoreExceptions().until(() -> call(checkout).statusCode() == 200);
	}

	private void assertIsOf(Path checkout, String body) {
		Answer[] answers = JsonMapper.shared().readValue(body, Answer[].class);
		assertThat(answers).extracting(Answer::name).containsExactlyElementsOf(NAMES);
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.worktree()).isEqualTo(checkout.equals(this.main) ? "main" : "fix-ui");
			assertThat(this.pids.get(registeredName(checkout, answer.name()))).contains(answer.pid());
		});
	}

	@Test
	void callsReachAppThatWasKilledAndStartedElsewhere() throws Exception {
		startAll(this.main);
		SampleProcess.awaitAll(this.apps.values());
		assertIsOf(this.main, call(this.main).body());
		this.apps.get("orders").kill();
		int port = FreePorts.find();
		AppProcess orders = start(this.main, "orders", "--server.port=" + port);
		assertThat(orders.awaitPort()).isEqualTo(port);
		awaitAnswer(this.main, BOUND);
		String answer = call(this.main).body();
		assertIsOf(this.main, answer);
		assertThat(answer).contains("\"pid\":" + orders.pid() + ",");
	}

	@Test
	void callsStayInTheirWorktreeWhileAppsAreRestarted() throws Exception {
		List<Path> checkouts = List.of(this.main, this.worktree);
		for (Path checkout : checkouts) {
			startAll(checkout);
		}
		SampleProcess.awaitAll(this.apps.values());
		AtomicBoolean restarting = new AtomicBoolean(true);
		ExecutorService callers = Executors.newFixedThreadPool(checkouts.size());
		try {
			List<Future<Integer>> answered = new ArrayList<>();
			for (Path checkout : checkouts) {
				answered.add(callers.submit(() -> callWhile(checkout, restarting)));
			}
			restartAtRandom(checkouts);
			restarting.set(false);
			int calls = 0;
			for (Future<Integer> count : answered) {
				calls += count.get(5, TimeUnit.MINUTES);
			}
			System.out.println(calls + " calls were answered during " + RESTARTS + " restarts");
			assertThat(calls).isGreaterThanOrEqualTo(CALLS);
		}
		finally {
			restarting.set(false);
			callers.shutdownNow();
		}
		for (Path checkout : checkouts) {
			awaitAnswer(checkout, BOUND);
			assertIsOf(checkout, call(checkout).body());
		}
	}

	private int callWhile(Path checkout, AtomicBoolean restarting) throws InterruptedException {
		int answered = 0;
		while (restarting.get() || answered < CALLS / 2) {
			try {
				HttpResponse<String> response = call(checkout);
				if (response.statusCode() == 200) {
					assertIsOf(checkout, response.body());
					answered++;
				}
			}
			catch (IOException ex) {
				// The gateway is among those that are restarted.
			}
			Thread.sleep(15);
		}
		return answered;
	}

	private void restartAtRandom(List<Path> checkouts) throws Exception {
		Random random = new Random();
		for (int i = 0; i < RESTARTS; i++) {
			Path checkout = checkouts.get(random.nextInt(checkouts.size()));
			String name = NAMES.get(random.nextInt(NAMES.size()));
			AppProcess app = this.apps.get(registeredName(checkout, name));
			if (random.nextBoolean()) {
				app.kill();
			}
			else {
				app.stop();
			}
			start(checkout, name).awaitPort();
		}
	}

	record Answer(String name, long pid, String worktree) {

	}

}
