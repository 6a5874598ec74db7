// The picture of the range. To a keyboard and a screen reader it is a slider, whose value is a port.

import { element, setText } from "./text.js";

const PORTS_OF_BLOCK = 100;

export class PortMap {

	#slider = document.getElementById("cells");
	#inside = document.getElementById("inside");
	#outside = document.getElementById("outside");
	#text = document.getElementById("map-port");
	#cells = new Map();
	#ports = [];
	#layout;
	#registry = null;
	#port = null;
	#choose;

	/** The function `choose` is called with the port that is clicked. */
	constructor(choose) {
		this.#choose = choose;
		this.#slider.addEventListener("pointerover", (event) => this.#point(portOf(event)));
		this.#slider.addEventListener("click", (event) => this.#take(portOf(event)));
		this.#slider.addEventListener("keydown", (event) => this.#press(event));
	}

	update(registry) {
		this.#registry = registry;
		this.#build(registry.range, registry.outside());
		for (const [port, cell] of this.#cells) {
			const style = "cell " + registry.kind(port);
			if (cell.className !== style) {
				cell.className = style;
			}
		}
		this.#point(this.#cells.has(this.#port) ? this.#port : registry.firstAvailable() ?? this.#ports[0]);
	}

	#build({ start, end }, outside) {
		const layout = [start, end, ...outside].join();
		if (layout === this.#layout) {
			return;
		}
		this.#layout = layout;
		this.#cells.clear();
		const blocks = [];
		for (let first = start; first < end; first = nextBlock(first)) {
			const cells = element("div", { className: "block" });
			for (let port = first; port < Math.min(end, nextBlock(first)); port++) {
				cells.append(this.#cell(port, ""));
			}
			blocks.push(element("span", { className: "from" }, String(first)), cells);
		}
		this.#inside.replaceChildren(...blocks);
		this.#outside.replaceChildren(...outside.map((port) => this.#cell(port, String(port))));
		document.getElementById("outside-title").hidden = outside.length === 0;
		this.#ports = [...this.#cells.keys()].sort((a, b) => a - b);
		this.#slider.ariaValueMin = this.#ports[0];
		this.#slider.ariaValueMax = this.#ports.at(-1);
		setText(document.getElementById("map-range"), start + "–" + (end - 1));
	}

	#cell(port, text) {
		const cell = element("i", { textContent: text, "data-port": port });
		this.#cells.set(port, cell);
		return cell;
	}

	#press(event) {
		const index = this.#ports.indexOf(this.#port);
		const last = this.#ports.length - 1;
		const target = {
			ArrowRight: index + 1, ArrowUp: index + 1, ArrowLeft: index - 1, ArrowDown: index - 1,
			PageUp: index + PORTS_OF_BLOCK, PageDown: index - PORTS_OF_BLOCK, Home: 0, End: last
		}[event.key];
		if (target !== undefined) {
			this.#point(this.#ports[Math.max(0, Math.min(last, target))]);
			this.#cells.get(this.#port).scrollIntoView({ block: "nearest" });
			event.preventDefault();
		}
		else if (event.key === "Enter" || event.key === " ") {
			this.#take(this.#port);
			event.preventDefault();
		}
	}

	/** Shows whose a port is. */
	#point(port) {
		if (port === null || port === undefined) {
			return;
		}
		if (port !== this.#port) {
			this.#cells.get(this.#port)?.removeAttribute("data-pointed");
			this.#port = port;
		}
		const cell = this.#cells.get(port);
		cell.dataset.pointed = "";
		const text = port + ": " + this.#registry.describe(port);
		if (this.#slider.ariaValueText !== text) {
			cell.title = text;
			this.#slider.ariaValueNow = port;
			this.#slider.ariaValueText = text;
			setText(this.#text, text);
		}
	}

	#take(port) {
		if (port !== null) {
			this.#point(port);
			this.#choose(port);
		}
	}

}

function nextBlock(port) {
	return (Math.floor(port / PORTS_OF_BLOCK) + 1) * PORTS_OF_BLOCK;
}

function portOf(event) {
	const port = event.target.dataset.port;
	return port ? Number(port) : null;
}
