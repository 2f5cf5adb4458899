// Find among what is drawn: marks the hits, "3 of 9", Enter goes on, Shift+Enter back.
import { centre } from "./camera.js";
import { title } from "./names.js";

function matches(node, text, word) {
  const has = (thing) => title(thing, word).toLowerCase().includes(text);
  return has(node) || (node.members ?? []).some(has) || node.run_id === text || node.digest === text;
}

export function listenToFind(map) {
  const field = map.root.querySelector("[data-find]");
  const count = map.root.querySelector("[data-hits]");
  let hits = [];
  let at = -1;

  function show() {
    map.cards.mark(new Set(hits), hits[at]);
    const text = field.value.trim();
    count.textContent = !text ? "" : hits.length ? map.parts.word("hit", { n: at + 1, all: hits.length }) : map.parts.word("no-hits");
    if (text || map.table) map.withTable((table) => table.filter(text.toLowerCase()));
    if (hits.length) centre(map, hits[at]);
    map.announce(count.textContent);
  }

  function search() {
    const text = field.value.trim().toLowerCase();
    const order = [...map.graph.nodes].sort((a, b) => (a.hop ?? 99) - (b.hop ?? 99));
    hits = text ? order.filter((node) => matches(node, text, map.parts.word)).map((node) => node.id) : [];
    at = hits.length ? 0 : -1;
    show();
  }

  function press(event) {
    if (event.key === "Escape") {
      field.value = "";
      search();
      field.blur();
    } else if (event.key === "Enter" && hits.length) {
      event.preventDefault();
      if (event.ctrlKey) map.goTo(hits[at]);
      else at = (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length;
      show();
    } else if (event.key === "ArrowDown" && hits.length) {
      event.preventDefault();
      map.goTo(hits[at]);
    }
  }

  field.addEventListener("input", search);
  field.addEventListener("keydown", press);
}
