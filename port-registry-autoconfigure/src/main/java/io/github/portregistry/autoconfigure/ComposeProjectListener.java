package io.github.portregistry.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.ComposeProject;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Gives Spring Boot's support for Docker Compose a project of its own in each linked git
 * worktree, before it starts the containers. Otherwise the containers of all checkouts
 * would be the same if the project's name is in the file or that of a subfolder.
 */
class ComposeProjectListener implements ApplicationListener<ApplicationContextInitializedEvent> {

	private static final String SUPPORT = "org.springframework.boot.docker.compose.lifecycle.DockerComposeListener";

	private static final String PREFIX = "spring.docker.compose";

	/** The arguments before the command, from version 3.4 of Spring Boot on. */
	private static final String ARGUMENTS = PREFIX + ".arguments";

	private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);

	private static final Log logger = LogFactory.getLog(ComposeProjectListener.class);

	@Override
	public void onApplicationEvent(ApplicationContextInitializedEvent event) {
		ClassLoader classLoader = event.getApplicationContext().getClassLoader();
		if (ClassUtils.isPresent(SUPPORT, classLoader)) {
			addProject(event.getApplicationContext().getEnvironment(), classLoader);
		}
	}

	private static void addProject(ConfigurableEnvironment environment, @Nullable ClassLoader classLoader) {
		List<String> arguments = new ArrayList<>(getTexts(environment, ".arguments"));
		if (isNamed(environment, arguments) || !environment.getProperty(PREFIX + ".enabled", Boolean.class, true)) {
			return;
		}
		PortRegistryProperties properties = PortRegistryProperties.of(environment);
		SkipCheck check = new SkipCheck(properties);
		if (check.getReason(environment) == null && check.getReasonNotToClaim(classLoader) == null) {
			properties.findCheckout()
				.filter((checkout) -> checkout.worktree() != null)
				.ifPresent((checkout) -> addProject(environment, arguments, checkout));
		}
	}

	private static void addProject(ConfigurableEnvironment environment, List<String> arguments, Checkout checkout) {
		List<String> files = getTexts(environment, ".file");
		String project = ComposeProject.name(checkout, Path.of(files.isEmpty() ? "" : files.get(0)));
		arguments.add("--project-name=" + project);
		Map<String, Object> source = new LinkedHashMap<>();
		for (int i = 0; i < arguments.size(); i++) {
			source.put(ARGUMENTS + "[" + i + "]", arguments.get(i));
		}
		environment.getPropertySources().addFirst(new MapPropertySource("portRegistryComposeProject", source));
		logger.info(PrintableText.of("The project of Docker Compose is '" + project + "' here, in the git worktree "
				+ checkout.directory() + " (" + ARGUMENTS + ")"));
	}

	/** Whether somebody has chosen the name of the project. */
	private static boolean isNamed(ConfigurableEnvironment environment, List<String> arguments) {
		return environment.containsProperty("COMPOSE_PROJECT_NAME") || arguments.stream()
			.anyMatch((argument) -> argument.startsWith("--project-name") || argument.matches("-p.*"));
	}

	private static List<String> getTexts(ConfigurableEnvironment environment, String property) {
		return Binder.get(environment).bind(PREFIX + property, TEXTS).orElse(List.of());
	}

}
