// Mouse and touch on the cards. Presses on a card's header arrive as Cytoscape's taps, which tell a press from a drag.
import { reveal } from "./camera.js";
import { bring } from "./growing.js";
import { toggle } from "./opening.js";

const OWN = ".card__body, .card__more";

/** What is inside an open card is ordinary page: text can be selected, buttons pressed, lists scrolled. */
function keepFromCanvas(layer) {
  for (const type of ["mousedown", "touchstart", "pointerdown"]) {
    layer.addEventListener(type, (event) => {
      if (event.target.closest(OWN)) event.stopPropagation();
    }, { passive: true });
  }
  layer.addEventListener("wheel", (event) => {
    const list = event.target.closest(".card__members");
    if (list && list.scrollHeight > list.clientHeight) event.stopPropagation();
  }, { passive: true });
}

function press(map, event) {
  const badge = event.target.closest(".card__more");
  if (badge) bring(map, badge.dataset.id ?? badge.closest(".card").dataset.id, badge.dataset.side);
  // a click without a pointer comes from the keyboard or a screen reader; with one, the canvas has sent a tap
  else if (event.detail === 0 && event.target.closest(".card__head")) {
    toggle(map, event.target.closest(".card").dataset.id);
  }
}

export function listenToPointer(map) {
  const { layer } = map.cards;
  const cardOf = (target) => target?.closest?.(".card")?.dataset.id ?? null;
  keepFromCanvas(layer);
  for (const type of ["pointerdown", "keydown"]) {
    // the ring of a focus that a press moved would only distract
    document.addEventListener(type, () => layer.classList.toggle("is-pointed", type === "pointerdown"), { capture: true });
  }
  layer.addEventListener("click", (event) => press(map, event));
  map.sheet.element.addEventListener("click", (event) => press(map, event));
  layer.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) map.highlight(cardOf(event.target));
  });
  layer.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && !cardOf(event.relatedTarget)) map.highlight(null);
  });
  layer.addEventListener("focusin", (event) => {
    map.cards.setStop(cardOf(event.target));
    if (layer.classList.contains("is-pointed")) return;
    map.highlight(cardOf(event.target));
    if (event.target.matches(".card__head")) reveal(map, cardOf(event.target));
  });
  layer.addEventListener("focusout", () => map.highlight(null));
}
