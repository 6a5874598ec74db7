package io.github.portregistry.testsupport;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A Spring Boot app in a process of its own. It tells that it has started, and its port:
 * by itself as {@link #UP}, or as Spring Boot logs it.
 */
public final class AppProcess extends JavaProcess {

	/** What an app of the tests prints once it is up, in front of its port. */
	public static final String UP = "The application is up on port ";

	/** What Spring Boot logs of an app on Tomcat: the port, and then that all is done. */
	public static final Pattern STARTED_ON_TOMCAT = Pattern
		.compile("Tomcat started on port (\\d+)(?s:.*)Started \\w+ in ");

	private static final Pattern IS_UP = Pattern.compile(UP + "(\\d+)");

	private final Pattern sign;

	private @Nullable Matcher started;

	private AppProcess(JavaCommand command, Pattern sign) throws IOException {
		super(command.builder().start(), command.patience());
		this.sign = sign;
	}

	/**
	 * Start an app that prints {@link #UP}.
	 * @param command the command
	 * @return the process, which is starting
	 * @throws IOException if it cannot be started
	 */
	public static AppProcess start(JavaCommand command) throws IOException {
		return start(command, IS_UP);
	}

	/**
	 * Start an app.
	 * @param command the command
	 * @param sign what it has printed when it has started; the first group is the port,
	 * if that is told
	 * @return the process, which is starting
	 * @throws IOException if it cannot be started
	 */
	public static AppProcess start(JavaCommand command, Pattern sign) throws IOException {
		return new AppProcess(command, sign);
	}

	/**
	 * Wait until the app has started.
	 * @return this
	 * @throws InterruptedException if interrupted while waiting
	 */
	public AppProcess awaitUp() throws InterruptedException {
		started();
		return this;
	}

	/**
	 * Wait until the app has started.
	 * @return its port
	 * @throws InterruptedException if interrupted while waiting
	 */
	public int awaitPort() throws InterruptedException {
		return Integer.parseInt(started().group(1));
	}

	private Matcher started() throws InterruptedException {
		if (this.started == null) {
			StringBuilder text = new StringBuilder();
			readLines((line) -> this.sign.matcher(text.append(line).append('\n')).find());
			Matcher matcher = this.sign.matcher(text);
			if (!matcher.find()) {
				throw new IllegalStateException("The app ends before it tells that it has started: " + output());
			}
			this.started = matcher;
		}
		return this.started;
	}

	/**
	 * Return the warnings, except the one that every load balancer gives.
	 * @return the lines
	 */
	public List<String> warnings() {
		return output().lines()
			.filter((line) -> line.contains(" WARN ") && !line.contains("LoadBalancerCaffeineWarnLogger"))
			.toList();
	}

}
