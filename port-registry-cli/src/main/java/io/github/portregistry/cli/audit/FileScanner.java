package io.github.portregistry.cli.audit;

/**
 * Finds the ports in files of one kind.
 */
@FunctionalInterface
interface FileScanner {

	/**
	 * Find the ports in a file.
	 * @param path the path of the file from the audited folder, with {@code /}
	 * @param source the text of the file
	 * @param places where to put them
	 */
	void scan(String path, SourceText source, Places places);

}
