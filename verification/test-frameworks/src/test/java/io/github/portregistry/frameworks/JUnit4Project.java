package io.github.portregistry.frameworks;

import org.junit.Test;

/**
 * A test on JUnit 4.
 */
public class JUnit4Project {

	@Test
	public void startInAllThreads() throws Exception {
		App.main(new String[0]);
	}

}
