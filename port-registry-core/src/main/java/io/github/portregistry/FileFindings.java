package io.github.portregistry;

import io.github.portregistry.Finding.Type;
import io.github.portregistry.file.FileProblem;

/**
 * Says what is wrong with a registry as a file, and what to do about it.
 */
final class FileFindings {

	private FileFindings() {
	}

	static Finding of(FileProblem problem, boolean repairable) {
		String path = "'" + problem.path() + "'";
		return switch (problem.kind()) {
			case BROKEN_LINK -> new Finding(Type.BROKEN_LINK, 0,
					path + " is a link to " + Finding.quote(problem.detail()) + ", which does not exist",
					"Create that file, or delete the link", repairable);
			case NO_REGULAR_FILE -> new Finding(Type.NO_REGULAR_FILE, 0, path + " is not a regular file",
					"Move it away, or choose another location for the registry", repairable);
			case OTHER_OWNER ->
				new Finding(Type.OTHER_OWNER, 0, path + " belongs to another user, " + Finding.quote(problem.detail()),
						"Use the registry as that user, or change the owner with 'chown'", repairable);
			case UNWRITABLE_FILE -> new Finding(Type.UNWRITABLE_FILE, 0, path + " cannot be written by this user",
					"Allow it with 'chmod u+w', or make it this user's with 'chown'", repairable);
			case UNWRITABLE_DIRECTORY ->
				new Finding(Type.UNWRITABLE_DIRECTORY, 0, path + " cannot be written by this user",
						"Allow it with 'chmod u+w', or make it this user's with 'chown'", repairable);
			case WRITABLE_BY_OTHERS -> new Finding(Type.WRITABLE_BY_OTHERS, 0, path + " can be written by other users",
					"Take that permission away with 'chmod go-w'", repairable);
		};
	}

}
