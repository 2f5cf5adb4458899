// Suggestions under the search field: arrow keys, Enter opens the marked one, Esc closes, Enter alone searches.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
import { announce } from "../announce.js";
import { optionsOf } from "../suggestions.js";

const PAUSE = 150; // ms
let lists = 0;

export function mount(field) {
  const box = { field, list: listFor(field), at: -1, asking: null, timer: 0 };
  field.addEventListener("input", () => later(box));
  field.addEventListener("keydown", (event) => press(box, event));
  field.addEventListener("blur", () => close(box));
  // a press on an option must not take the focus from the field before the link is followed
  box.list.addEventListener("mousedown", (event) => event.preventDefault());
}

function listFor(field) {
  const list = document.createElement("div");
  list.id = `suggestions-${++lists}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label"));
  field.type = "text"; // a search field may not be a combobox
  const says = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(says)) field.setAttribute(name, value);
  field.after(list);
  return list;
}

function later(box) {
  clearTimeout(box.timer);
  box.asking?.abort();
  if (!box.field.value.trim()) return close(box);
  box.asking = new AbortController();
  box.timer = setTimeout(() => ask(box, box.asking.signal), PAUSE);
}

async function ask(box, signal) {
  const query = new URLSearchParams({ q: box.field.value.trim(), limit: "8" });
  try {
    const answer = await fetch(`${box.field.dataset.url}?${query}`, { signal });
    if (answer.ok) show(box, (await answer.json()).hits);
    else close(box);
  } catch (error) {
    if (error.name !== "AbortError") close(box);
  }
}

function show(box, hits) {
  box.at = -1;
  box.field.removeAttribute("aria-activedescendant");
  box.list.replaceChildren(...optionsOf(hits, box.list.id));
  open(box, hits.length > 0);
  announce(hits.length ? `${hits.length} suggestions` : "No suggestions");
}

function open(box, isOpen) {
  box.list.hidden = !isOpen;
  box.field.setAttribute("aria-expanded", String(isOpen));
}

function close(box) {
  clearTimeout(box.timer);
  box.asking?.abort();
  box.at = -1;
  box.field.removeAttribute("aria-activedescendant");
  open(box, false);
}

function press(box, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && box.list.childElementCount) {
    event.preventDefault();
    open(box, true);
    mark(box, step);
  } else if (event.key === "Enter" && box.at >= 0) {
    event.preventDefault();
    location.assign(box.list.children[box.at].href);
  } else if (event.key === "Escape" && !box.list.hidden) {
    event.preventDefault();
    close(box);
  }
}

// Past either end the mark leaves the list: the text is what Enter then searches for.
function mark(box, step) {
  const options = [...box.list.children];
  const places = options.length + 1;
  box.at = ((box.at + 1 + step + places) % places) - 1;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === box.at)));
  if (box.at < 0) return box.field.removeAttribute("aria-activedescendant");
  box.field.setAttribute("aria-activedescendant", options[box.at].id);
  options[box.at].scrollIntoView({ block: "nearest" });
}
