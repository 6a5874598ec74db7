// The table of assignments. It keeps its rows, and changes what is different in them.

import { age, element, isValidName, printable, processText, setText } from "./text.js";
import { STATES } from "./registry.js";

/** How many milliseconds rows are added at most before the browser draws. */
const BATCH = 10;

const COLLATOR = new Intl.Collator("en", { numeric: true });

const ORDERS = {
	name: (a, b) => COLLATOR.compare(a.name, b.name),
	port: (a, b) => a.port - b.port,
	state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
	folder: (a, b) => COLLATOR.compare(a.folder, b.folder),
	since: (a, b) => Date.parse(b.since ?? 0) - Date.parse(a.since ?? 0),
	description: (a, b) => COLLATOR.compare(a.description, b.description)
};

export class Table {

	#body = document.getElementById("rows");
	#headers = [...document.querySelectorAll("#table [data-sort]")];
	#filter = document.getElementById("filter");
	#group = document.getElementById("group");
	#rows = new Map();
	#registry = null;
	#sort = "name";
	#descending = false;
	#frame;

	/** The actions are functions of an assignment: `edit`, `unregister`, `copyUrl`, `copyPort`. */
	constructor(actions) {
		this.#headers.forEach((header) => header.firstElementChild.addEventListener("click", () => this.#sortBy(header)));
		this.#filter.addEventListener("input", () => this.show());
		this.#group.addEventListener("change", () => this.show());
		this.#body.addEventListener("click", (event) => {
			const button = event.target.closest("button");
			if (button) {
				actions[button.dataset.action](this.#registry.byName.get(button.closest("tr").dataset.name));
			}
		});
		this.#showSort();
	}

	update(registry) {
		const changed = !registry.sameAssignments || registry.writable !== this.#registry?.writable;
		this.#registry = registry;
		if (changed) {
			this.show();
		}
	}

	/** Lets the times go on. */
	tick() {
		const now = Date.now();
		this.#rows.forEach((row) => row.tick(now));
	}

	#sortBy(header) {
		this.#descending = this.#sort === header.dataset.sort && !this.#descending;
		this.#sort = header.dataset.sort;
		this.#showSort();
		this.show();
	}

	#showSort() {
		for (const header of this.#headers) {
			const sorted = header.dataset.sort === this.#sort;
			header.ariaSort = sorted ? (this.#descending ? "descending" : "ascending") : "none";
		}
	}

	show() {
		if (!this.#registry) {
			return;
		}
		const words = this.#filter.value.toLowerCase().split(/\s+/);
		const shown = this.#registry.assignments.filter((each) => words.every((word) => each.text.includes(word)));
		const order = ORDERS[this.#sort];
		const sign = this.#descending ? -1 : 1;
		shown.sort((a, b) => sign * order(a, b) || ORDERS.name(a, b));
		this.#place(this.#group.checked ? this.#grouped(shown) : shown.map((each) => this.#line(each)));
		this.#showCount(shown.length);
	}

	#line(assignment) {
		return { key: "=" + assignment.name, make: () => new Row(assignment.name), content: assignment };
	}

	#grouped(shown) {
		return STATES.flatMap((state) => {
			const members = shown.filter((each) => each.state === state);
			const heading = { key: "#" + state, make: () => new Heading(), content: state + " (" + members.length + ")" };
			return members.length > 0 ? [heading, ...members.map((each) => this.#line(each))] : [];
		});
	}

	/** Puts the rows in their order: at once what is there, the rest in batches. */
	#place(lines) {
		cancelAnimationFrame(this.#frame);
		const focused = document.activeElement;
		const keys = new Set(lines.map((line) => line.key));
		for (const [key, row] of this.#rows) {
			if (!keys.has(key)) {
				row.element.remove();
				if (!this.#registry.byName.has(row.name)) {
					this.#rows.delete(key);
				}
			}
		}
		this.#placeFrom(lines, 0, this.#body.firstElementChild);
		if (focused !== document.activeElement && focused.isConnected) {
			focused.focus({ preventScroll: true });
		}
	}

	#placeFrom(lines, start, first) {
		let next = first;
		const end = performance.now() + BATCH;
		for (let i = start; i < lines.length; i++) {
			const line = lines[i];
			let row = this.#rows.get(line.key);
			if (!row) {
				if (performance.now() > end && i > start) {
					this.#frame = requestAnimationFrame(() => this.#placeFrom(lines, i, next?.isConnected ? next : null));
					return;
				}
				row = line.make();
				this.#rows.set(line.key, row);
			}
			row.update(line.content, this.#registry.writable);
			if (row.element === next) {
				next = next.nextElementSibling;
			}
			else {
				this.#body.insertBefore(row.element, next);
			}
		}
	}

	#showCount(count) {
		const all = this.#registry.assignments.length;
		setText(document.getElementById("shown"), count < all ? count + " of " + all + " shown" : "");
		const nothing = document.getElementById("nothing");
		const begun = this.#registry.assignments.some((each) => each.registered);
		document.getElementById("table").hidden = count === 0;
		nothing.hidden = count > 0 && begun;
		if (!nothing.hidden) {
			nothing.replaceChildren(...(begun ? ["No assignment matches the filter."] : beginning(this.#registry)));
		}
	}

}

function beginning(registry) {
	return [
		element("p", {}, "No app has a port in " + printable(registry.location) + " yet."),
		element("ul", {},
			element("li", {}, "Start a Spring Boot app that has ", element("code", {}, "port-registry-spring-boot-starter"),
				": it registers itself."),
			element("li", {}, "For anything else: ", element("code", {}, "ports claim web"), " in a shell, or the form above."))
	];
}

class Heading {

	#cell = element("th", { colSpan: 7, role: "rowheader", "aria-colspan": "7" });

	element = element("tr", { className: "group", role: "row" }, this.#cell);

	update(text) {
		setText(this.#cell, text);
	}

	tick() {
	}

}

class Row {

	#cells = ["Name", "Port", "State", "Folder", "Since", "Description", "Actions"].map((label, index) => index === 0
		? element("th", { role: "rowheader" }) : element("td", { role: "cell", "data-label": label }));

	#signatures = [];
	#assignment;
	#writable;

	element = element("tr", { role: "row" }, ...this.#cells);

	constructor(name) {
		this.name = name;
		this.element.dataset.name = name;
	}

	update(assignment, writable) {
		if (assignment === this.#assignment && writable === this.#writable) {
			return;
		}
		this.#assignment = assignment;
		this.#writable = writable;
		const name = printable(assignment.name);
		this.element.dataset.state = assignment.state;
		this.#set(0, [name, assignment.url], () => [assignment.url
			? element("a", { href: assignment.url, target: "_blank", rel: "noopener", textContent: name }) : name]);
		this.#set(1, [assignment.port, assignment.registered], () => [
			element("span", { className: "number" }, assignment.registered ? String(assignment.port) : "(" + assignment.port + ")"),
			action("copyPort", "", "Copy port " + assignment.port + " of " + name)]);
		this.#setState(assignment);
		const detail = [assignment.worktree ? "worktree" : "", assignment.build].filter(Boolean).join(" ");
		this.#set(3, [assignment.folder, detail], () => detail
			? [assignment.folder, element("span", { className: "detail" }, detail)] : [assignment.folder]);
		this.#set(5, [assignment.description, assignment.registered], () => [assignment.registered
			? printable(assignment.description) : element("span", { className: "detail" }, "not registered")]);
		this.#set(6, [writable, assignment.registered], () => this.#actions(assignment, name, writable));
		this.tick(Date.now());
	}

	tick(now) {
		const { since, last } = this.#assignment;
		const text = since ? (last ? "last seen " : "") + age(since, now) + " ago" : "";
		this.#set(4, [text, since], () => text === "" ? [] : [element("time", {
			dateTime: since, title: new Date(since).toLocaleString(), textContent: text
		})]);
	}

	#setState(assignment) {
		const elsewhere = assignment.instances.map((instance) => instance.port === assignment.port ? null : instance.port);
		const texts = assignment.instances.map((instance, index) => (index > 0 ? instance.state + ", " : "")
			+ processText(instance) + (elsewhere[index] ? " on port " + elsewhere[index] : ""));
		const verb = { taken: "by ", unknown: "in use by " }[assignment.state] ?? "port taken by ";
		const strangers = assignment.strangers.map((process) => verb + processText(process));
		const details = [...texts, ...strangers, ...assignment.unused ? ["unused: ports prune would remove it"] : []];
		this.#set(2, [assignment.state, ...details], () => [
			element("span", { className: "state " + assignment.state }, assignment.state),
			...details.map((text) => element("span", { className: "detail" }, text))]);
	}

	#actions(assignment, name, writable) {
		const copy = action("copyUrl", "Copy URL", "Copy URL of " + name);
		if (!writable || !isValidName(assignment.name)) {
			return [copy];
		}
		return assignment.registered ? [copy, action("edit", "Edit", "Edit " + name),
			action("unregister", "Unregister", "Unregister " + name)] : [copy, action("edit", "Register", "Register " + name)];
	}

	#set(index, values, make) {
		const signature = String(values);
		if (this.#signatures[index] !== signature) {
			this.#signatures[index] = signature;
			this.#cells[index].replaceChildren(...make());
		}
	}

}

function action(name, text, label) {
	return element("button", { type: "button", textContent: text, title: label, "aria-label": label, "data-action": name });
}
