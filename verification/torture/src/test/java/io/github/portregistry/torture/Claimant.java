package io.github.portregistry.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.github.portregistry.PortRange;
import io.github.portregistry.torture.Change.Operation;
import io.github.portregistry.torture.Change.Outcome;

/**
 * Prints {@code ready}, waits for a line, and claims one port: its first use of the
 * registry. The arguments are those of {@link Worker#main}.
 */
public final class Claimant {

	private Claimant() {
	}

	/**
	 * Claim.
	 * @param args the arguments
	 * @throws IOException if the log cannot be written
	 */
	public static void main(String[] args) throws IOException {
		PortRange ports = new PortRange(Integer.parseInt(args[5]), Integer.parseInt(args[6]));
		ApiClient client = new ApiClient(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[7])), ports);
		ChangeLog log = new ChangeLog(Path.of(args[1]));
		System.out.println("ready");
		System.in.read();
		String name = "w" + args[2] + "-0";
		log.start(Operation.CLAIM, name, 0);
		log.end(Outcome.DONE, client.claim(name));
	}

}
