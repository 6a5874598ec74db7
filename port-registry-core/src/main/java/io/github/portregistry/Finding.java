package io.github.portregistry;

import io.github.portregistry.file.FileProblem;
import io.github.portregistry.support.PrintableText;

/**
 * Something that is wrong with a registry.
 *
 * @param type what kind of thing it is
 * @param line the number of the line that it is about, from 1, or 0 if it is about none
 * @param reason what is wrong, with the value: one line of printable characters without a
 * full stop
 * @param remedy what to do about it: a command for a shell, or an imperative sentence
 * without a full stop
 * @param repairable whether {@link RegistryDoctor#repair()} does it
 * @since 0.1.0
 */
public record Finding(Type type, int line, String reason, String remedy, boolean repairable) {

	/**
	 * Create a finding, of which the texts are made printable.
	 */
	public Finding {
		reason = PrintableText.of(reason);
		remedy = PrintableText.of(remedy);
	}

	/**
	 * Return what is wrong with a registry as a file.
	 */
	static Finding of(FileProblem problem, boolean repairable) {
		return new Finding(Type.valueOf(problem.kind().name()), 0, problem.reason(), problem.remedy(), repairable);
	}

	/**
	 * The kinds of findings.
	 */
	public enum Type {

		/** The file cannot be read. */
		UNREADABLE_FILE,

		/** The file is a link to a file that does not exist. */
		BROKEN_LINK,

		/** Something that is no regular file is in the place of the file. */
		NO_REGULAR_FILE,

		/** The file is another user's. */
		OTHER_OWNER,

		/** This user cannot write the file. */
		UNWRITABLE_FILE,

		/** This user cannot write to the directory for what belongs to the registry. */
		UNWRITABLE_DIRECTORY,

		/** Users other than the owner can write the file. */
		WRITABLE_BY_OTHERS,

		/** The system gives ports of the range to outgoing connections. */
		EPHEMERAL_RANGE,

		/**
		 * Another program has lost an assignment that a backup still has. If a person
		 * removed it on purpose, the backup can be deleted too.
		 */
		LOST_ASSIGNMENT,

		/** An app runs whose name has no assignment. */
		UNREGISTERED_INSTANCE,

		/** A line is no assignment, no comment and not blank. */
		MALFORMED_LINE,

		/** A line does not count because its number is not a port. */
		INVALID_PORT,

		/** A line does not count because a later one has the same name. */
		DUPLICATE_NAME,

		/** Two names have one port. */
		DUPLICATE_PORT,

		/** A name is one that could not be registered. */
		INVALID_NAME,

		/** Browsers refuse to open a registered port. */
		REFUSED_BY_BROWSERS,

		/** The system gives a registered port to outgoing connections. */
		EPHEMERAL_PORT

	}

}
