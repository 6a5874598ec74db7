// The dashboard: brings together what the endpoint tells and the parts of the page.

import { Endpoint } from "./endpoint.js";
import { Form } from "./form.js";
import { PortMap } from "./map.js";
import { Registry, STATES } from "./registry.js";
import { Table } from "./table.js";
import { element, printable, setText } from "./text.js";

const FINDINGS_SHOWN = 20;

const connection = document.getElementById("connection");
const problem = document.getElementById("problem");
const notices = document.getElementById("notices");
let registry = null;

const endpoint = new Endpoint({
	onAnswer(data) {
		showConnection("live", "Live", "");
		if (data) {
			registry = new Registry(data, registry);
			setText(document.getElementById("summary"), summarize(data));
			showFindings();
			form.update(registry);
			map.update(registry);
			table.update(registry);
		}
		table.tick();
	},
	onProblem(message) {
		showConnection("problem", "Problem", message);
	},
	onLost(message) {
		showConnection("lost", "Connection lost", message + (registry ? ". Below is what was known last." : "."));
	}
});

const form = new Form(endpoint, (text) => notify(text));
const map = new PortMap((port) => registry.writable && form.choose(port));
const table = new Table({
	edit: (assignment) => form.edit(assignment),
	unregister,
	copyUrl: (assignment) => copy(assignment.address),
	copyPort: (assignment) => copy(String(assignment.port))
});

function showConnection(state, text, message) {
	document.body.dataset.connection = state;
	setText(connection, text);
	setText(problem, message);
	problem.hidden = message === "";
}

function summarize(data) {
	const counts = STATES.map((state) => [registry.assignments.filter((each) => each.state === state).length, state]);
	const states = counts.filter(([count]) => count > 0).map(([count, state]) => count + " " + state).join(", ");
	const registered = registry.assignments.filter((each) => each.registered).length;
	const others = registry.assignments.length - registered;
	return registered + (registered === 1 ? " assignment" : " assignments")
		+ (others > 0 ? " and " + others + " not registered" : "") + (states ? ": " + states : "")
		+ (data.application ? ". Served by " + printable(data.application) + "." : ".");
}

function showFindings() {
	const findings = registry.findings;
	const lines = findings.slice(0, FINDINGS_SHOWN).map((finding) => element("li", {},
		(finding.line ? "Line " + finding.line + ": " : "") + printable(finding.reason),
		element("span", { className: "detail" }, printable(finding.remedy) + (finding.repairable ? " (or ports doctor --fix)" : ""))));
	if (findings.length > FINDINGS_SHOWN) {
		lines.push(element("li", {}, "and " + (findings.length - FINDINGS_SHOWN) + " more"));
	}
	setText(document.getElementById("registry"), printable(registry.location));
	document.getElementById("findings").replaceChildren(...lines);
	document.getElementById("findings-section").hidden = findings.length === 0;
}

async function unregister({ name }) {
	const { message, port, description } = await endpoint.unregister(name);
	if (message) {
		notify(name + " is not unregistered. " + message);
	}
	else {
		notify(name + " is unregistered from port " + port, () => endpoint.register(name, port, description));
	}
}

async function copy(text) {
	try {
		await navigator.clipboard.writeText(text);
		notify("Copied " + text);
	}
	catch (failure) {
		notify("The browser does not let this page copy: " + text);
	}
}

/** Says what was done. One with an undo stays until it is dismissed, any other until the next. */
function notify(text, undo) {
	notices.querySelectorAll(".passing").forEach((passing) => passing.remove());
	const said = element("span", {}, text);
	const notice = element("p", { className: undo ? "notice" : "notice passing" }, said);
	const button = (label, onclick) => notice.append(element("button", { type: "button", textContent: label, onclick }));
	if (undo) {
		button("Undo", async () => {
			const failure = (await undo()).message;
			if (failure) {
				setText(said, text + ". That cannot be undone: " + failure);
			}
			else {
				notice.remove();
				notify("Undone: " + text);
			}
		});
	}
	button("Dismiss", () => notice.remove());
	notices.append(notice);
	if (undo) {
		notice.querySelector("button").focus();
	}
}
