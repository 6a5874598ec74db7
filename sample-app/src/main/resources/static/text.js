// What people read. All texts get into the page as text, never as markup.

const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,127}$/;
const UNITS = [["day", 86400], ["h", 3600], ["min", 60], ["s", 1]];

let home = null;

/** Makes an element; of the properties, those with a "-" and "role" are attributes. */
export function element(tag, properties = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name.includes("-") || name === "role") {
			made.setAttribute(name, value);
		}
		else {
			made[name] = value;
		}
	}
	made.append(...children);
	return made;
}

/** Replaces what could break out of its line. */
export function printable(text) {
	return text.replace(UNPRINTABLE, "\ufffd");
}

/** Sets a text, if it is another one: what is not touched is not drawn anew. */
export function setText(node, text) {
	if (node.textContent !== text) {
		node.textContent = text;
	}
}

/** A registry `.ports` is in the home directory, as a rule. */
export function setRegistry(path) {
	home = path.endsWith("/.ports") ? path.slice(0, -"/.ports".length) : null;
}

export function path(directory) {
	const inHome = home && (directory === home || directory.startsWith(home + "/"));
	return printable(inHome ? "~" + directory.slice(home.length) : directory);
}

/** Whether a name can be registered, and so given in a URL. */
export function isValidName(name) {
	return NAME.test(name);
}

export function parsePort(text) {
	const port = /^[0-9]{1,5}$/.test(text.trim()) ? Number(text) : NaN;
	return port >= 1 && port <= 65535 ? port : null;
}

export function processText(process) {
	if (!process) {
		return "an unknown process";
	}
	if (process.container) {
		return printable(process.program);
	}
	return "process " + process.pid + (process.program ? " (" + printable(process.program) + ")" : "");
}

/** How long ago a moment was, as "5 min". */
export function age(instant, now) {
	const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000));
	const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ["s", 1];
	const count = Math.floor(seconds / length);
	return count + " " + unit + (unit === "day" && count > 1 ? "s" : "");
}

export function httpUrl(text) {
	const url = text && URL.canParse(text) ? new URL(text) : null;
	return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}
