package io.github.portregistry.support;

/**
 * The kinds of operating systems that the registry treats differently.
 */
public enum OperatingSystem {

	/** Linux, which provides information in {@code /proc}. */
	LINUX,

	/** Windows, which refuses to replace a file that a program has open. */
	WINDOWS,

	/** macOS and other Unix systems. */
	OTHER_UNIX;

	private static final OperatingSystem CURRENT = of(System.getProperty("os.name", ""));

	/**
	 * Return the operating system that runs this JVM.
	 * @return the operating system
	 */
	public static OperatingSystem current() {
		return CURRENT;
	}

	/**
	 * Return an operating system by its name.
	 * @param name the value of the system property {@code os.name}
	 * @return the operating system
	 */
	static OperatingSystem of(String name) {
		if (name.startsWith("Windows")) {
			return WINDOWS;
		}
		return name.equals("Linux") ? LINUX : OTHER_UNIX;
	}

}
