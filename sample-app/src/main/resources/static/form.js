// The form that registers, moves and describes.

import { isValidName, parsePort, printable, setText } from "./text.js";

const NAME_RULE = "Use 1 to 128 ASCII letters, digits, '_' and '-', not starting with '-'";
const PORT_RULE = "Use a number from 1 to 65535";

export class Form {

	#form = document.getElementById("form");
	#name = document.getElementById("name");
	#port = document.getElementById("port");
	#description = document.getElementById("description");
	#endpoint;
	#registry = null;
	#proposed = "";
	#done;

	/** The function `done` is called with what was done, in words. */
	constructor(endpoint, done) {
		this.#endpoint = endpoint;
		this.#done = done;
		this.#form.addEventListener("input", (event) => this.#changed(event.target));
		this.#form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.#submit();
		});
		document.getElementById("clear").addEventListener("click", () => this.reset());
	}

	update(registry) {
		this.#registry = registry;
		document.getElementById("form-section").hidden = !registry.writable;
		document.getElementById("read-only").hidden = registry.writable;
		if (this.#port.value === this.#proposed) {
			this.#proposed = String(registry.firstAvailable() ?? "");
			this.#port.value = this.#proposed;
		}
		this.#showHints();
	}

	/** Fills the form for a port: with what is registered there, or with what could be. */
	choose(port) {
		const [assignment] = this.#registry.byPort.get(port) ?? [];
		if (assignment && isValidName(assignment.name)) {
			this.edit(assignment);
		}
		else {
			this.#port.value = port;
			this.#name.value ||= this.#registry.unregistered.get(port)?.suggestedName ?? "";
			this.#clearErrors();
			this.#showHints();
			this.#focus(this.#name);
		}
	}

	edit(assignment) {
		this.#name.value = assignment.name;
		this.#port.value = assignment.port;
		this.#description.value = assignment.description;
		this.#clearErrors();
		this.#showHints();
		this.#focus(this.#port);
	}

	reset() {
		this.#form.reset();
		this.#proposed = "";
		this.#clearErrors();
		this.update(this.#registry);
	}

	#focus(field) {
		field.focus();
		field.select();
		this.#form.scrollIntoView({ block: "nearest" });
	}

	#changed(field) {
		if (field === this.#name && !this.#description.value) {
			this.#description.value = this.#registered()?.description ?? "";
		}
		this.#clearErrors();
		this.#showHints();
	}

	#registered() {
		const named = this.#registry?.byName.get(this.#name.value.trim());
		return named?.registered ? named : undefined;
	}

	#showHints() {
		const registered = this.#registered();
		const port = parsePort(this.#port.value);
		const moves = registered && port !== null && port !== registered.port;
		setText(document.getElementById("submit"), moves ? "Move" : registered ? "Save" : "Register");
		setText(document.getElementById("form-title"), registered ? "Change an assignment" : "Register a port");
		setText(document.getElementById("name-hint"), registered ? printable(registered.name) + " has port " + registered.port
			+ (moves && registered.instances.length > 0 ? "; what runs keeps it until it starts again" : "") : "");
		setText(document.getElementById("port-hint"), port === null || port === registered?.port ? ""
			: "Port " + port + ": " + this.#registry.describe(port));
	}

	async #submit() {
		const name = this.#name.value.trim();
		const port = parsePort(this.#port.value);
		this.#clearErrors();
		if (!isValidName(name)) {
			this.#fail(this.#name, NAME_RULE);
		}
		else if (port === null) {
			this.#fail(this.#port, PORT_RULE);
		}
		else {
			await this.#register(name, port);
		}
	}

	async #register(name, port) {
		const registered = this.#registered();
		const description = this.#description.value;
		const { status, message } = await this.#endpoint.register(name, port,
			description === (registered?.description ?? "") ? undefined : description);
		if (message) {
			this.#fail(status === 400 ? this.#port : null, message);
			return;
		}
		this.#done(registered && registered.port !== port ? name + " moved from port " + registered.port + " to " + port
			: registered ? name + " changed" : name + " is registered at port " + port);
		this.reset();
		this.#name.focus();
	}

	#fail(field, message) {
		setText(document.getElementById((field?.id ?? "form") + "-error"), message);
		if (field) {
			field.ariaInvalid = "true";
			field.focus();
		}
	}

	#clearErrors() {
		for (const field of [this.#name, this.#port]) {
			field.ariaInvalid = null;
			setText(document.getElementById(field.id + "-error"), "");
		}
		setText(document.getElementById("form-error"), "");
	}

}
