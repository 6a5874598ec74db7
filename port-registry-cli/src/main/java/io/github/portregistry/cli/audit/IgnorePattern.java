package io.github.portregistry.cli.audit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line of a {@code .gitignore} file (see gitignore(5)). As git does, it compares bytes,
 * each of which is a character of its own here.
 *
 * @param segments what is between the slashes
 * @param anchored whether it means paths from the folder of the file, not names anywhere
 * below it
 * @param directory whether it means folders only
 * @param negated whether it takes back what a line before it says
 */
record IgnorePattern(List<String> segments, boolean anchored, boolean directory, boolean negated) {

	private static final String ANY_FOLDERS = "**";

	static @Nullable IgnorePattern of(String line) {
		String pattern = line.replaceAll("(?<!\\\\)[ \\t\\r]+$", "");
		if (pattern.isEmpty() || pattern.startsWith("#")) {
			return null;
		}
		boolean negated = pattern.startsWith("!");
		pattern = negated ? pattern.substring(1) : pattern;
		boolean directory = pattern.endsWith("/");
		pattern = directory ? pattern.substring(0, pattern.length() - 1) : pattern;
		boolean anchored = pattern.contains("/");
		pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
		return pattern.isEmpty() ? null : new IgnorePattern(List.of(pattern.split("/")), anchored, directory, negated);
	}

	/**
	 * Whether a path is meant.
	 * @param path what is between the slashes of the path from the folder of the file
	 * @param isDirectory whether it is that of a folder
	 * @return whether it is
	 */
	boolean matches(List<String> path, boolean isDirectory) {
		if (this.directory && !isDirectory) {
			return false;
		}
		return this.anchored ? matchesPath(path) : matchesName(this.segments.get(0), path.get(path.size() - 1));
	}

	/** Where folders between do not fit, the last {@code **} takes one more. */
	private boolean matchesPath(List<String> path) {
		int pattern = 0;
		int star = -1;
		int taken = 0;
		for (int i = 0; i < path.size();) {
			boolean last = pattern == this.segments.size() - 1;
			if (pattern < this.segments.size() && this.segments.get(pattern).equals(ANY_FOLDERS)) {
				if (last) {
					return true;
				}
				star = pattern++;
				taken = i;
			}
			else if (pattern < this.segments.size() && matchesName(this.segments.get(pattern), path.get(i))) {
				pattern++;
				i++;
			}
			else if (star >= 0) {
				pattern = star + 1;
				i = ++taken;
			}
			else {
				return false;
			}
		}
		return pattern == this.segments.size();
	}

	/** Where characters do not fit, the last {@code *} takes one more. */
	private static boolean matchesName(String pattern, String name) {
		int position = 0;
		int star = -1;
		int taken = 0;
		for (int i = 0; i < name.length();) {
			int next = (position < pattern.length()) ? matchCharacter(pattern, position, name.charAt(i)) : -1;
			if (position < pattern.length() && pattern.charAt(position) == '*') {
				star = position++;
				taken = i;
			}
			else if (next >= 0) {
				position = next;
				i++;
			}
			else if (star >= 0) {
				position = star + 1;
				i = ++taken;
			}
			else {
				return false;
			}
		}
		while (position < pattern.length() && pattern.charAt(position) == '*') {
			position++;
		}
		return position == pattern.length();
	}

	/** Return what is behind the part of a pattern that a character fits to, or -1. */
	private static int matchCharacter(String pattern, int position, char ch) {
		char wanted = pattern.charAt(position);
		if (wanted == '[') {
			boolean not = pattern.startsWith("!", position + 1) || pattern.startsWith("^", position + 1);
			int first = position + (not ? 2 : 1);
			int close = pattern.indexOf(']', first + 1);
			return (close > 0 && isInSet(pattern.substring(first, close), ch) != not) ? close + 1 : -1;
		}
		if (wanted == '\\' && position + 1 < pattern.length()) {
			return (pattern.charAt(position + 1) == ch) ? position + 2 : -1;
		}
		return (wanted == '?' || wanted == ch) ? position + 1 : -1;
	}

	private static boolean isInSet(String set, char ch) {
		for (int i = 0; i < set.length(); i++) {
			if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
				if (ch >= set.charAt(i) && ch <= set.charAt(i + 2)) {
					return true;
				}
				i += 2;
			}
			else if (set.charAt(i) == ch) {
				return true;
			}
		}
		return false;
	}

}
