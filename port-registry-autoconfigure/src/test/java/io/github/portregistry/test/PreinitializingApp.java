package io.github.portregistry.test;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Does what Spring Boot has the starter do in the background, and ends.
 */
public final class PreinitializingApp {

	private PreinitializingApp() {
	}

	/**
	 * Run the preinitializer.
	 * @param args ignored
	 * @throws Exception if the preinitializer fails
	 */
	public static void main(String[] args) throws Exception {
		for (BackgroundPreinitializer preinitializer : SpringFactoriesLoader.forDefaultResourceLocation()
			.load(BackgroundPreinitializer.class)) {
			if (preinitializer.getClass().getPackageName().equals("io.github.portregistry.autoconfigure")) {
				preinitializer.preinitialize();
			}
		}
	}

}
