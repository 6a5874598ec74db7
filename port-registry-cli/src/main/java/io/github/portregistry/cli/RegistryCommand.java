package io.github.portregistry.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.portregistry.PortRegistry;
import io.github.portregistry.ProjectFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Base class of the commands that work on the registry.
 */
@Command(sortOptions = false, descriptionHeading = "%n", parameterListHeading = "%nArguments:%n",
		optionListHeading = "%nOptions:%n", exitCodeListHeading = "%nExit codes:%n", footerHeading = "%nExamples:%n")
abstract class RegistryCommand implements Callable<Integer> {

	/** Exit codes of a command whose answer can be no. */
	static final String DONE = "0:done";

	static final String USAGE = "2:the arguments are wrong";

	static final String NO_ACCESS = "3:the registry cannot be read or written";

	@ParentCommand
	private @Nullable PortsCommand parent;

	@Spec
	private @Nullable CommandSpec spec;

	private PortsCommand parent() {
		return Objects.requireNonNull(this.parent, "not run as a command");
	}

	final PortRegistry registry() {
		return parent().registry();
	}

	final Output output() {
		return parent().output();
	}

	final String environment(String name) {
		return parent().environment().getOrDefault(name, "");
	}

	/**
	 * Return the name that a project's file with wishes has.
	 * @return the name, or a path in a folder; empty for no file
	 */
	final String projectFileName() {
		return parent().environment().getOrDefault("PORTREGISTRY_PROJECT_FILE", ProjectFile.DEFAULT_NAME);
	}

	/**
	 * Find the file with what a project wishes for.
	 * @param folder a folder of the project
	 * @return the file, or empty if there is none
	 */
	final Optional<ProjectFile> findProjectFile(Path folder) {
		return ProjectFile.find(folder, projectFileName(), registry());
	}

	/**
	 * Refuse the arguments.
	 * @param message what is wrong
	 * @return the exception to throw
	 */
	final ParameterException usage(String message) {
		return new ParameterException(Objects.requireNonNull(this.spec, "not run as a command").commandLine(), message);
	}

	/**
	 * Say that a name is not registered.
	 * @param name the name
	 * @return the exit code
	 */
	final int notRegistered(String name) {
		output().message(Ports.notRegistered(name));
		return PortsCommand.NO;
	}

}
