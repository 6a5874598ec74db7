package io.github.portregistry.file;

import io.github.portregistry.instance.Instance;

/**
 * The file names of the records of instances.
 */
final class RecordName {

	private RecordName() {
	}

	/**
	 * Return the file name of a record. Processes in two containers may have the same id.
	 */
	static String of(Instance instance) {
		String space = instance.process().space();
		String hash = (space != null) ? "@" + Integer.toHexString(space.hashCode()) : "";
		return instance.pid() + hash + "-" + encode(instance.name());
	}

	/**
	 * Encode a name, so that two names that differ only in case have two files on every
	 * file system.
	 */
	static String encode(String name) {
		StringBuilder capitals = new StringBuilder();
		int bits = 0;
		for (int i = 0; i < name.length(); i++) {
			bits = bits << 1 | (isCapital(name.charAt(i)) ? 1 : 0);
			if (i % 4 == 3 || i == name.length() - 1) {
				capitals.append(Character.forDigit(bits, 16));
				bits = 0;
			}
		}
		while (!capitals.isEmpty() && capitals.charAt(capitals.length() - 1) == '0') {
			capitals.setLength(capitals.length() - 1);
		}
		return lowerCase(name) + (capitals.isEmpty() ? "" : "+" + capitals);
	}

	/** Return what an encoded name starts with. */
	static String lowerCase(String name) {
		StringBuilder lowerCase = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			char ch = name.charAt(i);
			lowerCase.append(isCapital(ch) ? (char) (ch + ('a' - 'A')) : ch);
		}
		return lowerCase.toString();
	}

	private static boolean isCapital(char ch) {
		return ch >= 'A' && ch <= 'Z';
	}

}
