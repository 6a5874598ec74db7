package io.github.portregistry.frameworks;

import org.testng.annotations.Test;

/**
 * A test on TestNG.
 */
public class TestNgProject {

	@Test
	public void startInAllThreads() throws Exception {
		App.main(new String[0]);
	}

}
