package io.github.portregistry.autoconfigure.claim;

import java.util.List;
import java.util.function.Supplier;

import io.github.portregistry.Claim;
import io.github.portregistry.PortRegistry;
import io.github.portregistry.ProjectFile;
import io.github.portregistry.Wish;
import io.github.portregistry.autoconfigure.ApplicationRegistration;
import io.github.portregistry.autoconfigure.PortRegistryProperties;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.support.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the project of an application wishes for. Its files are read when the first port
 * is planned for which a wish counts.
 */
final class ProjectWishes {

	/** The wishes of no project. */
	static final ProjectWishes NONE = new ProjectWishes("", "", List::of);

	private static final int MAX_PROBLEMS = 3;

	private static final Log logger = LogFactory.getLog(ProjectWishes.class);

	private final String name;

	private final String configuredName;

	private final Supplier<List<ProjectFile>> source;

	private @Nullable List<ProjectFile> files;

	/**
	 * Create the wishes.
	 * @param name the name that the application claims
	 * @param configuredName the name that it is configured with, which is its name in the
	 * project
	 * @param source supplies the files, the first of which that has a name counts for it
	 */
	private ProjectWishes(String name, String configuredName, Supplier<List<ProjectFile>> source) {
		this.name = name;
		this.configuredName = configuredName;
		this.source = source;
	}

	/**
	 * Find what is wished for an application. A linked git worktree has ports of its own.
	 * @param properties the settings of the application
	 * @param registration what is known of it
	 * @param registry supplies the registry
	 * @return the wishes
	 */
	static ProjectWishes of(PortRegistryProperties properties, ApplicationRegistration registration,
			Supplier<PortRegistry> registry) {
		String name = registration.getClaimedName();
		String configuredName = registration.getConfiguredName();
		boolean worktree = registration.getCheckout().map(Checkout::worktree).isPresent();
		return (name == null || configuredName == null || worktree) ? NONE
				: new ProjectWishes(name, configuredName, () -> properties.findProjectFiles(registry.get()));
	}

	/**
	 * Find a wish.
	 * @param claimedName the name that the application claims, or one derived from it
	 * @return the wish, or {@code null} if there is none
	 */
	@Nullable Wish find(String claimedName) {
		String name = claimedName.startsWith(this.name)
				? this.configuredName + claimedName.substring(this.name.length()) : claimedName;
		List<ProjectFile> files = this.files;
		if (files == null) {
			files = this.source.get();
			this.files = files;
		}
		for (ProjectFile file : files) {
			Wish wish = file.find(name).orElse(null);
			if (wish != null) {
				return wish;
			}
		}
		return null;
	}

	/**
	 * Say what is wrong with the files, if they were read.
	 */
	void report() {
		for (ProjectFile file : (this.files != null) ? this.files : List.<ProjectFile>of()) {
			file.problems()
				.stream()
				.limit(MAX_PROBLEMS)
				.forEach((problem) -> logger
					.warn(PrintableText.of(file.path() + ": " + problem + " (portregistry.project-file)")));
		}
	}

	/**
	 * Say what speaks against a port that was registered since the project wishes for it:
	 * what a clone brings along is not what the person before it has chosen.
	 * @param wish the wish, or {@code null} if none counted
	 * @param claim what was claimed
	 * @param properties the settings of the application
	 */
	static void report(@Nullable Wish wish, Claim claim, PortRegistryProperties properties) {
		String caution = (wish != null && claim.isNew()) ? wish.caution(properties.excludedPorts()) : null;
		if (caution != null) {
			logger.warn(PrintableText.of(caution));
		}
	}

}
