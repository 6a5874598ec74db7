package io.github.portregistry.frameworks;

import org.junit.jupiter.api.Test;

/**
 * A test on JUnit Jupiter.
 */
class JupiterProject {

	@Test
	void startInAllThreads() throws Exception {
		App.main(new String[0]);
	}

}
