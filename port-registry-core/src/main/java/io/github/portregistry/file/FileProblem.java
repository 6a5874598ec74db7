package io.github.portregistry.file;

import java.nio.file.Path;

import io.github.portregistry.support.PrintableText;

/**
 * A problem of a registry file itself, regardless of its content.
 *
 * @param kind the kind of problem
 * @param path the file or directory that has the problem
 * @param detail further information: the target of a link, or the name of the owner;
 * otherwise empty
 * @param repairable whether {@link RegistryFile#restrict()} can repair it
 */
public record FileProblem(Kind kind, Path path, String detail, boolean repairable) {

	private static final String ALLOW_WRITING = "Allow it with 'chmod u+w', make this user the owner with 'chown', or allow the sandbox to write it";

	/**
	 * Describe what is wrong.
	 * @return a sentence without a full stop
	 */
	public String reason() {
		return "'" + this.path + "'" + this.kind.complaint.formatted(PrintableText.quote(this.detail));
	}

	/**
	 * Describe how to fix the problem.
	 * @return an imperative sentence without a full stop
	 */
	public String remedy() {
		return this.kind.remedy;
	}

	/**
	 * The kinds of problems.
	 */
	public enum Kind {

		/** The path is a link to a file that does not exist. */
		BROKEN_LINK(" is a link to %s, which does not exist", "Create that file, or delete the link"),

		/**
		 * The path leads to a directory, a pipe or something else that is not a regular
		 * file.
		 */
		NO_REGULAR_FILE(" is not a regular file", "Move or rename it, or choose another location for the registry"),

		/** The file is mounted as a single file, so that no change can replace it. */
		MOUNTED_FILE(" is mounted as a single file and cannot be replaced", "Mount its folder instead"),

		/** The file belongs to another user. */
		OTHER_OWNER(" belongs to another user, %s", "Use the registry as that user, or change the owner with 'chown'"),

		/** This user cannot write to the file or to its directory. */
		UNWRITABLE_FILE(" cannot be written by this user", ALLOW_WRITING),

		/**
		 * This user cannot write to the directory with the other files of the registry.
		 */
		UNWRITABLE_DIRECTORY(" cannot be written by this user", ALLOW_WRITING),

		/** Users other than the owner can write to the file. */
		WRITABLE_BY_OTHERS(" can be written by other users", "Remove that permission with 'chmod go-w'");

		private final String complaint;

		private final String remedy;

		Kind(String complaint, String remedy) {
			this.complaint = complaint;
			this.remedy = remedy;
		}

		/**
		 * Return whether the file cannot be changed because of a problem of this kind.
		 * @return {@code true} if it cannot be changed
		 */
		public boolean preventsChanges() {
			return this == UNWRITABLE_FILE || this == UNWRITABLE_DIRECTORY || this == MOUNTED_FILE;
		}

	}

}
