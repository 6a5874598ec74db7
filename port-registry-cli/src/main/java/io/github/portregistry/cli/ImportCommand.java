package io.github.portregistry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import io.github.portregistry.Assignment;
import io.github.portregistry.RegistrationConflictException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ports import}.
 */
@Command(name = "import", header = "Register many names at once.",
		description = {
				"Registers all assignments of a file, or of the standard input (-), or none: if there is a"
						+ " conflict, all conflicts are listed and nothing changes. The file is a registry, or what"
						+ " 'ports export --format json' prints.",
				"A name that has another port here is a conflict, unless --move is given." },
		exitCodeList = { RegistryCommand.DONE, "1:there are conflicts, or lines that are not assignments",
				RegistryCommand.USAGE, RegistryCommand.NO_ACCESS },
		footer = { "  ports import ports.txt", "  ssh other cat .ports | ports import -",
				"  printf 'web:5020:React\\napi:5021:REST\\n' | ports import -" })
final class ImportCommand extends RegistryCommand {

	private static final int MAX_LENGTH = 64 * 1024 * 1024;

	@Parameters(paramLabel = "FILE", description = "File to read; - is the standard input.")
	private String file = "";

	@Option(names = "--move", description = "Move names that have another port here to that of the file.")
	private boolean move;

	@Override
	public Integer call() {
		ImportSource source = ImportSource.of(read());
		Refusal refusal = new Refusal(output(), "was imported");
		List<Assignment> assignments = source.assignments();
		if (!source.problems().isEmpty()) {
			return refusal.refuse(source.problems(), "");
		}
		try {
			if (this.move) {
				registry().moveAll(assignments);
			}
			else {
				registry().registerAll(assignments);
			}
		}
		catch (RegistrationConflictException ex) {
			return refusal.refuse(ex, this.move);
		}
		output().done("Imported " + assignments.size() + ((assignments.size() == 1) ? " assignment" : " assignments"));
		return PortsCommand.DONE;
	}

	private byte[] read() {
		try (InputStream stream = this.file.equals("-") ? System.in : Files.newInputStream(Path.of(this.file))) {
			byte[] content = stream.readNBytes(MAX_LENGTH + 1);
			if (content.length > MAX_LENGTH) {
				throw usage("'" + this.file + "' is too long: more than 64 MB");
			}
			return content;
		}
		catch (NoSuchFileException ex) {
			throw usage("'" + this.file + "' does not exist");
		}
		catch (IOException | InvalidPathException ex) {
			throw usage("'" + this.file + "' cannot be read: " + ex.getMessage());
		}
	}

}
