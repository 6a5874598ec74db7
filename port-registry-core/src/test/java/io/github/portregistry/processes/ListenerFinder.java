package io.github.portregistry.processes;

import java.util.Set;

import io.github.portregistry.net.Listeners;

/**
 * Prints who listens on a port. Argument: the port.
 */
public final class ListenerFinder {

	private ListenerFinder() {
	}

	public static void main(String[] args) {
		System.out.println(Listeners.find(Set.of(Integer.valueOf(args[0])), Set.of()));
	}

}
