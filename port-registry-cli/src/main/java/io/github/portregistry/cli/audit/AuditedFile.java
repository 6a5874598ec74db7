package io.github.portregistry.cli.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A file that was looked into.
 *
 * @param path its path from the audited folder
 * @param kind its kind
 * @param app the name of its app, or {@code null} if it does not tell
 * @param unitTest whether it is of tests in which URLs are mere texts
 * @param places the ports in it
 */
record AuditedFile(String path, FileKind kind, @Nullable String app, boolean unitTest, List<Place> places) {

	private static final Set<FileKind> CODE = EnumSet.of(FileKind.JAVA, FileKind.KOTLIN, FileKind.TYPESCRIPT,
			FileKind.JAVASCRIPT);

	private static final Pattern TEST = Pattern.compile(
			"(^|/)(src/(test|it|[a-zA-Z]+Test)|tests?|__(tests|mocks|fixtures)__|mocks?|testFixtures|fixtures|stubs)/"
					+ "|[a-z0-9](Tests?|IT|Spec)\\.(java|kt)$|\\.(test|spec|mock|stories)\\.[cm]?[jt]sx?$");

	private static final Pattern BROWSER = Pattern.compile("(?i)(^|[/.-])(e2e|playwright|cypress)[/.-]");

	/**
	 * Return whether a file is a test, or has data for tests, so that URLs in it are mere
	 * texts. A test in a browser calls them.
	 * @param path the path of the file
	 * @param kind its kind
	 * @param source its text
	 * @return whether it is
	 */
	static boolean isUnitTest(String path, FileKind kind, SourceText source) {
		return CODE.contains(kind) && TEST.matcher(path).find() && !BROWSER.matcher(path).find()
				&& !source.text().contains("@playwright/test");
	}

	/**
	 * Return the folder of the module that the file belongs to.
	 * @return its path from the audited folder, empty for that folder itself
	 */
	String module() {
		String folder = this.path.substring(0, Math.max(0, this.path.lastIndexOf('/')));
		return folder.replaceFirst("(^|/)(src/.*|src|(src/)?resources|config|docker|\\.vscode)$", "");
	}

}
