// What the endpoint tells, in the words of the page.

import { httpUrl, path, printable, processText, setRegistry } from "./text.js";

export const STATES = ["up", "starting", "stopping", "taken", "unknown", "free"];

/** An assignment, or an app that runs without one, and what becomes of it; the same object as long as that stays the same. */
export class Assignment {

	constructor(data, key) {
		this.key = key;
		this.name = data.name;
		this.port = data.port;
		this.registered = data.registered;
		this.unused = data.unused;
		this.description = data.description;
		this.state = data.state;
		this.process = data.process;
		const here = !["free", "taken", "unknown"].includes(data.state);
		this.instances = here ? data.instances.filter((instance) => !["stopped", "unknown"].includes(instance.state)) : [];
		this.last = here ? null : data.instances[0] ?? null;
		const [instance] = this.instances;
		this.url = httpUrl(instance?.url);
		this.since = instance?.startedAt ?? this.last?.lastSeen ?? null;
		this.worktree = instance?.worktree ?? null;
		this.build = buildText(instance?.checkout);
		this.folder = path(this.worktree ?? instance?.directory ?? this.process?.directory ?? this.last?.directory ?? "");
	}

	/** Who is on the port without a record. An unknown process may be of an instance, but a container says who it is. */
	get strangers() {
		const pids = this.instances.map((instance) => instance.pid);
		if (this.state === "unknown") {
			return this.process?.container ? [this.process] : [];
		}
		return this.state === "taken" || (this.process && !pids.includes(this.process.pid)) ? [this.process] : [];
	}

	/** The address to open, or what it will be. */
	get address() {
		return this.url ?? "http://localhost:" + this.port;
	}

	/** All that a filter looks at, in lower case. */
	get text() {
		this.searched ??= [this.name, this.port, this.state, this.folder, this.description,
			...this.instances.flatMap((instance) => [instance.port, instance.pid, instance.program]),
			...this.strangers.flatMap((process) => [process?.pid, process?.program])].join("\n").toLowerCase();
		return this.searched;
	}

	describe() {
		const [instance] = this.instances;
		const who = instance ? [instance] : this.strangers;
		return [printable(this.name), this.state, ...who.map(processText), this.folder, printable(this.description)]
			.filter((part) => part).join(", ");
	}

}

/** Everything at one moment. */
export class Registry {

	/** The registry before this one, if any, lends the assignments that have not changed. */
	constructor(data, before) {
		setRegistry(data.registry);
		this.location = data.registry;
		this.writable = data.access === "unrestricted";
		this.range = data.range;
		this.findings = data.findings;
		this.excluded = new Set(data.excludedPorts);
		this.assignments = data.assignments.map((each) => {
			const key = keyOf(each);
			const same = before?.byName.get(each.name);
			return same?.key === key ? same : new Assignment(each, key);
		});
		this.byName = new Map(this.assignments.map((each) => [each.name, each]));
		this.sameAssignments = before?.assignments.length === this.assignments.length
			&& this.assignments.every((each) => before.byName.get(each.name) === each);
		this.byPort = new Map();
		this.runningAt = new Map();
		for (const assignment of this.assignments) {
			if (assignment.registered) {
				this.byPort.set(assignment.port, [...this.byPort.get(assignment.port) ?? [], assignment]);
			}
			assignment.instances.forEach((instance) => this.runningAt.set(instance.port, assignment));
		}
		this.unregistered = new Map(data.unregistered.map((each) => [each.port, each]));
	}

	/** What a port is, in a word that is also the style of its cell. */
	kind(port) {
		const state = this.byPort.get(port)?.[0].state;
		if (state) {
			return state === "stopping" ? "starting" : state;
		}
		if (this.unregistered.has(port)) {
			return "used";
		}
		return this.excluded.has(port) ? "excluded" : "available";
	}

	describe(port) {
		const parts = (this.byPort.get(port) ?? []).map((assignment) => assignment.describe());
		if (this.unregistered.has(port)) {
			const assignment = this.runningAt.get(port);
			const { process } = this.unregistered.get(port);
			parts.push("not registered, in use by " + (assignment ? printable(assignment.name) + ", " : "") + processText(process)
				+ (process?.directory ? " in " + path(process.directory) : ""));
		}
		if (this.excluded.has(port)) {
			parts.push("excluded from automatic choice");
		}
		return parts.join("; ") || "available";
	}

	/** The ports that lie outside of the range and are registered or in use. */
	outside() {
		const ports = new Set([...this.byPort.keys(), ...this.unregistered.keys()]);
		return [...ports].filter((port) => port < this.range.start || port >= this.range.end).sort((a, b) => a - b);
	}

	firstAvailable() {
		for (let port = this.range.start; port < this.range.end; port++) {
			if (this.kind(port) === "available") {
				return port;
			}
		}
		return null;
	}

}

/** The branch and commit that were checked out at the start. */
function buildText(checkout) {
	return printable([checkout?.branch, checkout?.commit?.slice(0, 7)].filter(Boolean).join(" "));
}

/** All of an assignment but that its instances have just been seen. */
function keyOf({ name, port, registered, unused, description, state, process, instances }) {
	return JSON.stringify([name, port, registered, unused, description, state, process, instances.map((instance) => [instance.state, instance.port,
		instance.pid, instance.startedAt, instance.url, instance.state === "stopped" ? instance.lastSeen : null])]);
}
