package io.github.portregistry;

import io.github.portregistry.file.FileProblem;
import io.github.portregistry.support.PrintableText;

/**
 * Something that is wrong with a registry.
 *
 * @param type the type of the finding
 * @param line the number of the line that the finding refers to, from 1, or 0 if it does
 * not refer to a line
 * @param reason what is wrong, including the value, in one line of printable characters
 * without a full stop
 * @param remedy how to fix it: a shell command, or an imperative sentence without a full
 * stop
 * @param repairable whether {@link RegistryDoctor#repair()} can repair it
 * @since 0.1.0
 */
public record Finding(Type type, int line, String reason, String remedy, boolean repairable) {

	/**
	 * Create a finding. The reason and the remedy are made printable.
	 */
	public Finding {
		reason = PrintableText.of(reason);
		remedy = PrintableText.of(remedy);
	}

	/**
	 * Create a finding for a problem of the registry file.
	 */
	static Finding of(FileProblem problem, boolean repairable) {
		return new Finding(Type.valueOf(problem.kind().name()), 0, problem.reason(), problem.remedy(), repairable);
	}

	/**
	 * The types of findings.
	 */
	public enum Type {

		/** The file cannot be read. */
		UNREADABLE_FILE,

		/** The file is a link to a file that does not exist. */
		BROKEN_LINK,

		/** The path of the file leads to something that is not a regular file. */
		NO_REGULAR_FILE,

		/** The file is mounted as a single file, so that no change can replace it. */
		MOUNTED_FILE,

		/** The file belongs to another user. */
		OTHER_OWNER,

		/** This user cannot write to the file. */
		UNWRITABLE_FILE,

		/**
		 * This user cannot write to the directory with the other files of the registry.
		 */
		UNWRITABLE_DIRECTORY,

		/** Users other than the owner can write to the file. */
		WRITABLE_BY_OTHERS,

		/** The system uses ports of the range for outgoing connections. */
		EPHEMERAL_RANGE,

		/**
		 * Another program has lost an assignment that a backup still has. If someone
		 * removed the assignment on purpose, the backup can be deleted too.
		 */
		LOST_ASSIGNMENT,

		/**
		 * A running app has claimed its port, but its name has no assignment any more.
		 */
		UNREGISTERED_INSTANCE,

		/** A line is not an assignment, a comment or blank. */
		MALFORMED_LINE,

		/** A line is ignored because its number is not a port. */
		INVALID_PORT,

		/** A line is ignored because a later line has the same name. */
		DUPLICATE_NAME,

		/** Two names have the same port. */
		DUPLICATE_PORT,

		/** A name breaks the rule for names that are registered. */
		INVALID_NAME,

		/** Browsers refuse to open a registered port. */
		REFUSED_BY_BROWSERS,

		/** The system uses a registered port for outgoing connections. */
		EPHEMERAL_PORT,

		/** A line of the project's file is not a wish. */
		INVALID_WISH,

		/** A name of the project has another port than the project wishes for. */
		DIFFERENT_WISH

	}

}
