package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.github.portregistry.PortRange;
import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;

/**
 * Does random things to a few names of its own, at ports that it competes for with
 * others, and logs them.
 */
public final class Worker {

	private static final int NAMES = 3;

	private static final int MAX_PAUSE_NANOS = 2_000_000;

	private final RegistryClient client;

	private final ChangeLog log;

	private final int id;

	private final Random random;

	private final PortRange ports;

	Worker(RegistryClient client, ChangeLog log, int id, Random random, PortRange ports) {
		this.client = client;
		this.log = log;
		this.id = id;
		this.random = random;
		this.ports = ports;
	}

	void run(int operations) throws IOException, InterruptedException {
		for (int i = 0; i < operations; i++) {
			LockSupport.parkNanos(this.random.nextInt(MAX_PAUSE_NANOS));
			step();
		}
	}

	private void step() throws IOException, InterruptedException {
		String name = "w" + this.id + "-" + this.random.nextInt(NAMES);
		int port = this.ports.start() + this.random.nextInt(this.ports.end() - this.ports.start());
		Operation operation = operation(this.random.nextInt(100));
		this.log.start(operation, name, (operation == Operation.REGISTER) ? port : 0);
		int result = switch (operation) {
			case REGISTER -> this.client.register(name, port);
			case UNREGISTER -> this.client.unregister(name);
			case CLAIM -> this.client.claim(name);
			case LIST -> this.client.list(name);
		};
		if (result >= 0) {
			this.log.end(Outcome.DONE, result);
		}
		else {
			this.log.end((result == RegistryClient.REFUSED) ? Outcome.REFUSED : Outcome.FAILED, 0);
		}
	}

	/** A name that has a port moves to another one when it is registered again. */
	private static Operation operation(int percent) {
		if (percent < 40) {
			return Operation.REGISTER;
		}
		if (percent < 65) {
			return Operation.CLAIM;
		}
		return (percent < 85) ? Operation.UNREGISTER : Operation.LIST;
	}

	/**
	 * Work as a process: print {@code ready}, wait for a line, and work.
	 * @param args the registry, the log, the number of the worker, the seed, the number
	 * of operations, start and end of the ports, and the seconds to wait for the lock
	 * @throws IOException if something cannot be written
	 * @throws InterruptedException never
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		System.out.println("ready");
		System.in.read();
		work(args);
	}

	/**
	 * Work, as {@link #main} does.
	 * @param args the arguments
	 * @throws IOException if something cannot be written
	 * @throws InterruptedException never
	 */
	public static void work(String[] args) throws IOException, InterruptedException {
		PortRange ports = new PortRange(Integer.parseInt(args[5]), Integer.parseInt(args[6]));
		RegistryClient client = new ApiClient(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[7])), ports);
		new Worker(client, new ChangeLog(Path.of(args[1])), Integer.parseInt(args[2]),
				new Random(Long.parseLong(args[3])), ports)
			.run(Integer.parseInt(args[4]));
	}

}
