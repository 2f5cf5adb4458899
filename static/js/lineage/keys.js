// The keyboard on the map: arrows along edges, Enter by the button itself, Esc, Home, and the zoom keys.
import { act } from "./bar.js";
import { step } from "./walk.js";

const ZOOM = { "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "fit" };

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

/** Where no edge leads on, the "+12" on that side is next; else say that it ends here. */
function deadEnd(map, id, key) {
  const side = { ArrowRight: "down", ArrowLeft: "up" }[key];
  const badge = side && map.cards.byId.get(id).querySelector(`.card__more--${side}`);
  if (badge) badge.focus({ preventScroll: true });
  else map.say({ down: "no-outputs", up: "no-inputs" }[side] ?? "no-card");
}

function onCard(map, event, id) {
  const { key } = event;
  if (key === "Home") map.goTo(map.graph.root);
  else if (key === "Escape") map.escape(id);
  else if (key.startsWith("Arrow")) {
    const next = step(map.graph, map.spread.boxes, id, key);
    if (next) map.goTo(next);
    else deadEnd(map, id, key);
  } else return;
  event.preventDefault();
}

function onLayer(map, event) {
  const card = event.target.closest(".card");
  if (!card || hasModifier(event)) return;
  const { id } = card.dataset;
  if (event.target.matches(".card__head")) onCard(map, event, id);
  else if (event.target.matches(".card__more") && /Arrow|Escape|Home/.test(event.key)) {
    event.preventDefault();
    map.goTo(event.key === "Home" ? map.graph.root : id);
  } else if (event.key === "Escape" && !event.target.value) map.escape(id);
}

function onPage(map, event) {
  const elsewhere = event.target !== document.body && !map.root.contains(event.target);
  if (isTyping(event.target) || hasModifier(event) || elsewhere) return;
  if (event.key === "/") map.root.querySelector("[data-find]").focus();
  else if (event.key in ZOOM && !map.showsTable) act(map, ZOOM[event.key]);
  else return;
  event.preventDefault();
}

export function listenToKeys(map) {
  map.cards.layer.addEventListener("keydown", (event) => onLayer(map, event));
  document.addEventListener("keydown", (event) => onPage(map, event), { capture: true });
}
