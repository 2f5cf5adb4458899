// The page's own templates, icons and words, so that markup and texts stay in the (translated) HTML.
import { exact, language } from "../dates.js";
import { age } from "../reltime.js";
import { fillText } from "./format.js";

// as the server has it
const LONG_ALIAS = 32;
const SVG = "http://www.w3.org/2000/svg";
const STATE_ICONS = {
  pending: "clock", running: "play", finished: "check", failed: "cross",
  crashed: "bang", killed: "stop", preempting: "stop", preempted: "stop",
};

function collect(root, selector, key, value) {
  return new Map([...root.querySelectorAll(selector)].map((element) => [element.dataset[key], value(element)]));
}

function makeIcon(sprite, name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** Puts values into the [data-slot] elements they name; a row of facts without a value goes. */
export function fill(element, values) {
  for (const slot of element.querySelectorAll("[data-slot]")) {
    if (!(slot.dataset.slot in values)) continue;
    const value = values[slot.dataset.slot];
    const content = (Array.isArray(value) ? value : [value]).filter((item) => item || item === 0);
    slot.replaceChildren(...content.map((item) => (item instanceof Node ? item : String(item))));
    if (!content.length) slot.closest("dl > div")?.remove();
  }
  return element;
}

export function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export function readParts(root) {
  const templates = collect(root, "template[data-part]", "part", (element) => element.content.firstElementChild);
  const words = collect(root.querySelector("[data-words]").content, "[data-word]", "word", (element) => element.textContent);
  const clone = (name) => templates.get(name).cloneNode(true);
  const icon = (name) => makeIcon(root.dataset.icons, name);
  return {
    clone,
    icon,
    word: (name, values = {}) => fillText(words.get(name), values, language()),
    make: (name, values) => fill(clone(name), values),
    stateBadge(state) {
      const badge = clone("state");
      badge.append(icon(STATE_ICONS[state] ?? "clock"));
      return badge;
    },
    alias({ name, protected: isProtected }) {
      const automatic = name === "latest" || /^v\d+$/.test(name);
      const chip = fill(clone(isProtected ? "alias-protected" : automatic ? "alias-auto" : "alias"), { name });
      chip.classList.toggle("chip--long", name.length > LONG_ALIAS);
      return chip;
    },
    language: language(),
  };
}

function ageText(iso) {
  const passed = age((Date.now() - Date.parse(iso)) / 1000);
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  return passed ? relative.format(-passed[0], passed[1]) : "";
}

/** The exact moment with its age after it; or, by `show`, only "moment" or only "age". The rest is on hover. */
export function timeElement(iso, show = "both") {
  if (!iso) return null;
  const moment = exact(new Date(iso));
  const element = document.createElement("time");
  const aside = document.createElement("span");
  element.dateTime = iso;
  element.title = show === "age" ? moment : iso.replace("T", " ").replace(/(\.\d+)?(Z|\+00:00)$/, " UTC");
  aside.className = "dim nowrap";
  aside.textContent = show === "moment" ? "" : ageText(iso);
  element.append(show === "age" && aside.textContent ? "" : moment, aside.textContent ? " " : "", aside);
  return element;
}
