package io.github.portregistry.frameworks;

import io.kotest.core.spec.style.FunSpec;
import kotlin.Unit;

/**
 * A test on Kotest.
 */
public class KotestProject extends FunSpec {

	public KotestProject() {
		super((spec) -> {
			spec.test("start in all threads", (test, continuation) -> {
				startInAllThreads();
				return Unit.INSTANCE;
			});
			return Unit.INSTANCE;
		});
	}

	private static void startInAllThreads() {
		try {
			App.main(new String[0]);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
