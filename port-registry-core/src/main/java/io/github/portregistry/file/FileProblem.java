package io.github.portregistry.file;

import java.nio.file.Path;

import io.github.portregistry.support.PrintableText;

/**
 * What is wrong with a registry file as a file, whatever it holds.
 *
 * @param kind what it is
 * @param path the file or directory that it is about
 * @param detail what else there is to know: the target of a link, the name of the owner;
 * or empty
 * @param repairable whether {@link RegistryFile#restrict()} repairs it
 */
public record FileProblem(Kind kind, Path path, String detail, boolean repairable) {

	private static final String ALLOW_WRITING = "Allow it with 'chmod u+w', or make it this user's with 'chown'";

	/**
	 * Say what is wrong.
	 * @return a sentence without a full stop
	 */
	public String reason() {
		return "'" + this.path + "'" + this.kind.complaint.formatted(PrintableText.quote(this.detail));
	}

	/**
	 * Say what to do about it.
	 * @return an imperative sentence without a full stop
	 */
	public String remedy() {
		return this.kind.remedy;
	}

	/**
	 * The kinds of problems.
	 */
	public enum Kind {

		/** It is a link to a file that does not exist. */
		BROKEN_LINK(" is a link to %s, which does not exist", "Create that file, or delete the link"),

		/** It is a directory, a pipe or something else that is no file. */
		NO_REGULAR_FILE(" is not a regular file", "Move it away, or choose another location for the registry"),

		/** It is a file of another user. */
		OTHER_OWNER(" belongs to another user, %s", "Use the registry as that user, or change the owner with 'chown'"),

		/** This user cannot write the file, or to the directory that it is in. */
		UNWRITABLE_FILE(" cannot be written by this user", ALLOW_WRITING),

		/** This user cannot write to the directory for what belongs to the registry. */
		UNWRITABLE_DIRECTORY(" cannot be written by this user", ALLOW_WRITING),

		/** Users other than the owner can write the file. */
		WRITABLE_BY_OTHERS(" can be written by other users", "Take that permission away with 'chmod go-w'");

		private final String complaint;

		private final String remedy;

		Kind(String complaint, String remedy) {
			this.complaint = complaint;
			this.remedy = remedy;
		}

	}

}
