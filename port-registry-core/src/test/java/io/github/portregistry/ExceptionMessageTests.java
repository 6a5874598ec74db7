package io.github.portregistry;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.portregistry.RegistrationConflictException.Conflict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the messages of {@link RegistrationConflictException} and
 * {@link RegistryAccessException}.
 */
class ExceptionMessageTests {

	private static final Path REGISTRY = Path.of("/home/dev/.ports");

	@ParameterizedTest
	@CsvSource({ "1, 1, ''", "5, 5, ''", "6, 5, ; and 1 more", "8, 5, ; and 3 more" })
	void conflictsAreDescribedUpToFive(int number, int described, String end) {
		List<Conflict> conflicts = IntStream.range(0, number)
			.mapToObj((i) -> new Conflict(new Assignment("new" + i, 5100 + i, ""),
					new Assignment("old" + i, 5100 + i, "")))
			.toList();
		String message = new RegistrationConflictException(conflicts).getMessage();
		assertThat(message.split("; (?!and)")).hasSize(described);
		assertThat(message).endsWith("'old" + (described - 1) + "'" + end);
	}

	static Stream<Arguments> failures() {
		String file = "/home/dev/.ports.d/lock";
		return Stream.of(Arguments.of(new ClosedByInterruptException(), "the thread was interrupted"),
				Arguments.of(new IOException("it is odd"), "it is odd"),
				Arguments.of(new IOException(" "), "IOException"), Arguments.of(new IOException(), "IOException"),
				Arguments.of(new AccessDeniedException(file), file + ": permission denied"),
				Arguments.of(new AccessDeniedException(REGISTRY.toString()), "permission denied"),
				Arguments.of(new DirectoryNotEmptyException(file),
						file + ": already exists and cannot be used: move or rename it"),
				Arguments.of(new FileSystemException(file, null, "Read-only file system"),
						file + ": Read-only file system"),
				Arguments.of(new FileSystemException(null), "FileSystemException"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureIsToldWithItsFileAndReason(IOException failure, String reason) {
		RegistryAccessException ex = new RegistryAccessException("change", REGISTRY, failure, List.of());
		assertThat(ex).hasMessage("Cannot change /home/dev/.ports: " + reason).hasCause(failure);
		assertThat(ex.getLocation()).isEqualTo(REGISTRY);
	}

	@Test
	void pathsThatMustBeWritableAreTold() {
		List<Path> paths = List.of(REGISTRY, Path.of("/home/dev/.ports.d"));
		RegistryAccessException ex = new RegistryAccessException("change", REGISTRY, new IOException("no"), paths);
		assertThat(ex.getForbiddenPaths()).isEqualTo(paths);
		assertThat(ex.getRemedy()).isEqualTo("Allow this process to write " + REGISTRY + " and /home/dev/.ports.d");
	}

}
