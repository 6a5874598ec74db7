package io.github.portregistry;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.portregistry.file.RegistryDocument;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.instance.InstanceBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceFinder}.
 */
class ServiceFinderTests {

	private static final Checkout WORKTREE = new Checkout("/shop", "/fix-ui", "fix-ui", null, null);

	private static final String REGISTRY = """
			order-service:5001:
			order-service--fix-ui:5002:
			billing-api:5003:
			Web:5004:
			web:5005:
			web--fix-ui--management:5006:
			Mail--other:5007:
			""";

	private List<Instance> instances = List.of();

	private FoundService find(String name, Checkout from) {
		return new ServiceFinder(RegistryDocument.of(REGISTRY.getBytes(StandardCharsets.UTF_8)), this.instances)
			.find(name, from)
			.orElse(null);
	}

	@ParameterizedTest
	@CsvSource({ "order-service, order-service", "ORDER-SERVICE, order-service", "billing.api, billing-api",
			"BILLING.API, billing-api", "web, web", "Web, Web", "WEB, Web",
			"order-service--fix-ui, order-service--fix-ui", "ORDER-SERVICE--FIX-UI, order-service--fix-ui" })
	void findReturnsServiceHoweverItIsSpelled(String name, String expected) {
		assertThat(find(name, null)).satisfies((found) -> {
			assertThat(found.service().name()).isEqualTo(expected);
			assertThat(found.missing()).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "order", "''", "order-service--2", "端口" })
	void findWhenNobodyHasNameReturnsEmpty(String name) {
		assertThat(find(name, null)).isNull();
		assertThat(find(name, WORKTREE)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "order-service, order-service--fix-ui,", "ORDER-SERVICE, order-service--fix-ui,",
			"order.service, order-service--fix-ui,", "billing-api, billing-api, billing-api--fix-ui",
			"BILLING.API, billing-api, billing-api--fix-ui", "web--management, web--fix-ui--management,",
			"Mail--other, Mail--other,", "order-service--fix-ui, order-service--fix-ui," })
	void findInWorktreePrefersItsOwn(String name, String expected, String missing) {
		assertThat(find(name, WORKTREE)).satisfies((found) -> {
			assertThat(found.service().name()).isEqualTo(expected);
			assertThat(found.missing()).isEqualTo(missing);
		});
	}

	@Test
	void findWhenServiceIsOnlyRunningReturnsIt() {
		this.instances = List.of(InstanceBuilder.of("Mail").build());
		assertThat(find("mail", null).service().name()).isEqualTo("Mail");
	}

	@Test
	void findFromProjectWithDerivedNamePrefersItsOwn() {
		Checkout own = new Checkout("/", "/", null, null, null);
		Checkout other = new Checkout("/tmp", "/tmp", null, null, null);
		this.instances = List.of(InstanceBuilder.of("web").checkout(other).build(),
				InstanceBuilder.of("web--project").checkout(own).build());
		assertThat(find("web", own).service().name()).isEqualTo("web--project");
		assertThat(find("web", other).service().name()).isEqualTo("web");
		assertThat(find("order-service", own).missing()).isNull();
	}

	@Test
	void findAllReturnsAppsOfTheProjectAsTheyAreMeantInTheCheckout() {
		Checkout main = new Checkout("/shop", "/shop", null, null, null);
		Checkout other = new Checkout("/other", "/other", null, null, null);
		this.instances = List.of(InstanceBuilder.of("order-service").checkout(main).build(),
				InstanceBuilder.of("billing-api").checkout(main).build(),
				InstanceBuilder.of("mail").checkout(WORKTREE).build(),
				InstanceBuilder.of("Web").checkout(other).build());
		assertThat(names(WORKTREE)).containsExactly("billing-api", "mail", "order-service--fix-ui");
		assertThat(names(main)).containsExactly("billing-api", "mail", "order-service");
		assertThat(names(other)).containsExactly("Web");
		assertThat(names(new Checkout("/new", "/new", null, null, null))).isEmpty();
	}

	@Test
	void findAllReturnsWhatIsRegisteredForTheWorktreeOnly() {
		assertThat(names(WORKTREE)).containsExactly("order-service--fix-ui");
	}

	private List<String> names(Checkout from) {
		return new ServiceFinder(RegistryDocument.of(REGISTRY.getBytes(StandardCharsets.UTF_8)), this.instances)
			.findAll(from)
			.stream()
			.map((found) -> found.service().name())
			.toList();
	}

}
