package io.github.portregistry.cli;

/**
 * An entry of a text file. All else in the file stays as it is, byte for byte.
 */
interface AgentEntry {

	/**
	 * Add the entry.
	 * @param text the content of the file; empty if there is none
	 * @return the content with the entry. The same if it has one of that name
	 * @throws IllegalArgumentException if the content is not what is expected, with the
	 * reason
	 */
	String add(String text);

	/**
	 * Remove the entry.
	 * @param text the content of the file
	 * @return the content as it was before {@link #add}
	 * @throws IllegalArgumentException if the content is not what is expected, with the
	 * reason
	 */
	String remove(String text);

}
