package io.github.portregistry.app;

import org.springframework.context.SmartLifecycle;

/**
 * Does something in a phase of an application's start.
 */
public final class StartPhase implements SmartLifecycle {

	private final int phase;

	private final Runnable action;

	private volatile boolean running;

	/**
	 * Create an object that does something.
	 * @param phase the phase
	 * @param action what to do
	 */
	public StartPhase(int phase, Runnable action) {
		this.phase = phase;
		this.action = action;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public void start() {
		this.running = true;
		this.action.run();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
