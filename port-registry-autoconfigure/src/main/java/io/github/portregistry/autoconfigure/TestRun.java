package io.github.portregistry.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Tells whether tests are running in this JVM. A test may start an application in a
 * thread of its own, so what a single thread does is no answer. Nor are test libraries on
 * the class path: they are there too if an application is started by a main method among
 * the tests.
 */
final class TestRun {

	/**
	 * A class of each framework, or of the platform that frameworks share. Where there is
	 * none of them the threads need not be looked at.
	 */
	private static final List<String> FRAMEWORKS = List.of("org.junit.platform.commons.annotation.Testable",
			"org.junit.Test", "org.testng.annotations.Test", "io.kotest.core.spec.Spec");

	/**
	 * Packages whose code is on the stack of some thread as long as tests are running:
	 * those that Docker Compose support knows, and those of other frameworks.
	 */
	private static final List<String> RUNNERS = List.of("org.junit.runners.", "org.junit.platform.",
			"org.springframework.boot.test.", "cucumber.runtime.", "org.testng.", "io.kotest.engine.");

	private TestRun() {
	}

	/**
	 * Return whether tests are running.
	 * @param classLoader the class loader of the application
	 * @return whether a thread of this JVM runs tests
	 */
	static boolean isActive(@Nullable ClassLoader classLoader) {
		for (String name : FRAMEWORKS) {
			if (ClassUtils.isPresent(name, classLoader)) {
				return Thread.getAllStackTraces().values().stream().anyMatch(TestRun::isInRunner);
			}
		}
		return false;
	}

	private static boolean isInRunner(StackTraceElement[] stack) {
		for (StackTraceElement element : stack) {
			for (String runner : RUNNERS) {
				if (element.getClassName().startsWith(runner)) {
					return true;
				}
			}
		}
		return false;
	}

}
