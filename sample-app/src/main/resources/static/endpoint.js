// The actuator endpoint "ports": asked four times a second while somebody looks, and told what to change.

const ADDRESS = "actuator/ports";
const PERIOD = 250;
const PATIENCE = 2000;
const TIMEOUT = 30000;

export class Endpoint {

	#listener;
	#timer;
	#body;
	#generation = 0;

	/** The listener has `onAnswer(data)`, `onProblem(message)` and `onLost(message)`. */
	constructor(listener) {
		this.#listener = listener;
		document.addEventListener("visibilitychange", () => this.refresh());
		this.refresh();
	}

	/** Asks now; an answer that is under way does not count any more. */
	refresh() {
		clearTimeout(this.#timer);
		this.#generation++;
		if (!document.hidden) {
			this.#ask(this.#generation);
		}
	}

	async #ask(generation) {
		const current = () => generation === this.#generation;
		const late = setTimeout(() => current() && this.#listener.onLost("No answer for " + PATIENCE / 1000 + " s"), PATIENCE);
		const tell = await this.#answer();
		clearTimeout(late);
		if (current()) {
			tell();
			this.#timer = setTimeout(() => this.#ask(generation), PERIOD);
		}
	}

	async #answer() {
		try {
			const response = await fetch(ADDRESS, { signal: AbortSignal.timeout(TIMEOUT) });
			const body = await response.text();
			return () => this.#tell(response, body);
		}
		catch (failure) {
			this.#body = null;
			return () => this.#listener.onLost("No connection to " + location.host);
		}
	}

	#tell(response, body) {
		if (!response.ok) {
			this.#body = null;
			this.#listener.onProblem(reason(response, body));
		}
		else {
			this.#listener.onAnswer(body === this.#body ? null : JSON.parse(body));
			this.#body = body;
		}
	}

	/** Returns the assignment, or a failure as `{ status, message }`. */
	register(name, port, description) {
		return this.#change(name, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ port, description })
		});
	}

	/** Returns the assignment that there was, or a failure as `{ status, message }`. */
	unregister(name) {
		return this.#change(name, { method: "DELETE" });
	}

	async #change(name, request) {
		try {
			const response = await fetch(ADDRESS + "/" + encodeURIComponent(name), request);
			const body = await response.text();
			this.refresh();
			return response.ok ? JSON.parse(body) : { status: response.status, message: reason(response, body) };
		}
		catch (failure) {
			return { status: 0, message: "No connection to " + location.host + ": look whether it was done" };
		}
	}

}

function reason(response, body) {
	try {
		return JSON.parse(body).message || response.status + " from " + ADDRESS;
	}
	catch (failure) {
		switch (response.status) {
			case 404: return "The endpoint is not here: management.endpoints.web.exposure.include has to name 'ports'";
			case 405: return "Assignments cannot be changed here: management.endpoint.ports.access is not 'unrestricted'";
			default: return body && body.length < 300 ? body : response.status + " from " + ADDRESS;
		}
	}
}
