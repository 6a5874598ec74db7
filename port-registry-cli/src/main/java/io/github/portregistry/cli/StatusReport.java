package io.github.portregistry.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.portregistry.NameStatus;
import io.github.portregistry.NameStatus.State;
import io.github.portregistry.instance.Checkout;
import io.github.portregistry.instance.Instance;
import io.github.portregistry.net.ListeningProcess;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ports status} prints. It is asked for often, so that there is no lambda
 * here: the first one costs a JVM some 20 ms.
 */
final class StatusReport {

	private final boolean colors;

	private StatusReport(boolean colors) {
		this.colors = colors;
	}

	/**
	 * Write a table for people.
	 * @param all the status of each name
	 * @param colors whether it may have colours
	 * @return the table
	 */
	static String table(List<NameStatus> all, boolean colors) {
		return new StatusReport(colors).table(all);
	}

	/**
	 * Write JSON.
	 * @param all the status of each name
	 * @return the JSON
	 */
	static String json(List<NameStatus> all) {
		List<Object> objects = new ArrayList<>();
		for (NameStatus status : all) {
			objects.add(json(status));
		}
		return Json.write(objects);
	}

	private String table(List<NameStatus> all) {
		if (all.isEmpty()) {
			return "No registered ports\n";
		}
		Table table = new Table("NAME", "PORT", "STATE", "PID", "PROGRAM", "FOLDER", "URL", "LAST SEEN",
				hasCheckouts(all) ? "CHECKOUT" : "");
		for (NameStatus status : all) {
			boolean running = false;
			for (Instance instance : status.instances()) {
				if (instance.isAlive()) {
					running = true;
					addRow(table, status.name(), port(status, instance.port()), Json.lowerCase(instance.state()),
							process(instance), url(instance), "now", describe(instance.checkout()));
				}
			}
			if (!running) {
				addRow(table, status);
			}
		}
		return table.toString();
	}

	private void addRow(Table table, NameStatus status) {
		Instant lastSeen = status.instances().isEmpty() ? null : status.instances().get(0).lastSeen();
		addRow(table, status.name(), port(status, status.port()), Json.lowerCase(status.state()), status.process(), "",
				(lastSeen != null) ? Ages.describe(lastSeen) : "", "");
	}

	private static String port(NameStatus status, int port) {
		return (status.assignment() != null) ? Integer.toString(port) : "(" + port + ")";
	}

	private void addRow(Table table, String name, String port, String state, @Nullable ListeningProcess process,
			String url, String lastSeen, String checkout) {
		boolean unknown = process == null && state.equals(Json.lowerCase(State.TAKEN));
		table.add(style(state), name, port, state,
				(process != null) ? Objects.toString(Json.pid(process), "") : unknown ? "unknown" : "",
				(process != null && process.program() != null) ? process.program() : "",
				(process != null && process.directory() != null) ? process.directory() : "", url, lastSeen, checkout);
	}

	private static boolean hasCheckouts(List<NameStatus> all) {
		for (NameStatus status : all) {
			for (Instance instance : status.instances()) {
				if (instance.isAlive() && !describe(instance.checkout()).isEmpty()) {
					return true;
				}
			}
		}
		return false;
	}

	/** Tell which build it is: the folder, the branch and the commit of its checkout. */
	private static String describe(@Nullable Checkout checkout) {
		if (checkout == null || (checkout.branch() == null && checkout.commit() == null)) {
			return "";
		}
		String folder = checkout.directory().substring(checkout.directory().lastIndexOf('/') + 1);
		String branch = (checkout.branch() != null) ? " " + checkout.branch() : "";
		return folder + branch + ((checkout.commit() != null) ? " " + checkout.commit().substring(0, 7) : "");
	}

	private static ListeningProcess process(Instance instance) {
		return new ListeningProcess(instance.pid(), instance.program(), instance.directory());
	}

	private static String url(Instance instance) {
		return (instance.url() != null) ? instance.url() : "";
	}

	private String style(String state) {
		if (!this.colors) {
			return "";
		}
		return switch (state) {
			case "up" -> "32";
			case "starting", "stopping" -> "33";
			case "taken" -> "31";
			default -> "2";
		};
	}

	/**
	 * Return what JSON tells of a name.
	 * @param status the status of the name
	 * @return the object
	 */
	static Object json(NameStatus status) {
		List<Object> instances = new ArrayList<>();
		for (Instance instance : status.instances()) {
			instances.add(Json.of(instance));
		}
		return Json.object("name", status.name(), "port", status.port(), "registered", status.assignment() != null,
				"description", status.description(), "state", Json.lowerCase(status.state()), "inUse", status.inUse(),
				"process", Json.of(status.process()), "instances", instances);
	}

}
