package io.github.portregistry.file;

import java.nio.file.Path;

/**
 * What is wrong with a registry file as a file, whatever it holds.
 *
 * @param kind what it is
 * @param path the file or directory that it is about
 * @param detail what else there is to know: the target of a link, the name of the owner;
 * or empty
 * @param repairable whether {@link RegistryFile#restrict()} repairs it
 * @since 0.1.0
 */
public record FileProblem(Kind kind, Path path, String detail, boolean repairable) {

	/**
	 * The kinds of problems.
	 */
	public enum Kind {

		/** It is a link to a file that does not exist. */
		BROKEN_LINK,

		/** It is a directory, a pipe or something else that is no file. */
		NO_REGULAR_FILE,

		/** It is a file of another user. */
		OTHER_OWNER,

		/** This user cannot write the file, or to the directory that it is in. */
		UNWRITABLE_FILE,

		/** This user cannot write to the directory for what belongs to the registry. */
		UNWRITABLE_DIRECTORY,

		/** Users other than the owner can write the file. */
		WRITABLE_BY_OTHERS

	}

}
