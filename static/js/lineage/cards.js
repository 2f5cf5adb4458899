// The layer of HTML cards above the edges: draws them, moves them, opens them, keeps one tab stop.
import { drawCard, drawMore } from "./card.js";
import { BLOCKS_ONLY, CARD, NAMES_ONLY } from "./sizes.js";

const HALF = CARD.height / 2;

/** The head says what the fresh one says. */
function takeOver(card, fresh) {
  const [old, head] = [card.firstElementChild, fresh.firstElementChild];
  if (card === fresh || old.textContent === head.textContent) return false;
  old.replaceChildren(...head.childNodes);
  return true;
}

export class Cards {
  constructor(layer, parts) {
    this.layer = layer;
    this.parts = parts;
    this.byId = new Map();
    this.stop = null;
  }

  /** Keeps elements that are there, so that focus and open bodies survive; names those that say something else now. */
  draw(graph, order) {
    const changed = [];
    let before = null;
    for (const [id, card] of this.byId) {
      if (graph.byId.has(id)) continue;
      card.remove();
      this.byId.delete(id);
    }
    for (const node of order.map((id) => graph.byId.get(id))) {
      const fresh = drawCard(node, graph, this.parts);
      const card = this.byId.get(node.id) ?? fresh;
      if (takeOver(card, fresh)) changed.push(node.id);
      this.byId.set(node.id, card);
      this.drawBadges(card, node);
      // what is there keeps its place: to move it would take the focus away
      if (!card.isConnected && before) before.after(card);
      else if (!card.isConnected) this.layer.prepend(card);
      before = card;
    }
    if (!this.byId.has(this.stop)) this.setStop(graph.root);
    return changed;
  }

  drawBadges(card, node) {
    card.querySelectorAll(".card__more").forEach((badge) => badge.remove());
    const badges = ["up", "down"].map((side) => drawMore(node, side, this.parts)).filter(Boolean);
    for (const badge of badges) badge.tabIndex = node.id === this.stop ? 0 : -1;
    card.append(...badges);
  }

  head(id) {
    return this.byId.get(id)?.querySelector(".card__head");
  }

  isOpen(id) {
    return this.byId.get(id)?.classList.contains("is-open") ?? false;
  }

  openIds() {
    return [...this.byId.keys()].filter((id) => this.isOpen(id));
  }

  open(id, body) {
    const card = this.byId.get(id);
    card.querySelector(".card__body")?.remove();
    card.classList.add("is-open");
    this.head(id).after(body);
    this.head(id).setAttribute("aria-expanded", "true");
  }

  close(id) {
    const card = this.byId.get(id);
    card.classList.remove("is-open");
    card.querySelector(".card__body")?.remove();
    this.head(id).setAttribute("aria-expanded", "false");
  }

  /** Sizes of the open cards, as the browser laid them out. */
  openSizes() {
    const open = [...this.byId].filter(([, card]) => card.classList.contains("is-open"));
    return new Map(open.map(([id, card]) => [id, { width: CARD.openWidth, height: card.offsetHeight }]));
  }

  move(id, left, row) {
    const card = this.byId.get(id);
    if (!card) return;
    card.style.transform = `translate(${left}px, ${row - HALF}px)`;
  }

  follow({ x, y }, zoom) {
    this.layer.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.layer.classList.toggle("is-far", zoom < NAMES_ONLY && zoom >= BLOCKS_ONLY);
    this.layer.classList.toggle("is-very-far", zoom < BLOCKS_ONLY);
  }

  /** The one card that Tab reaches, with its badges. */
  setStop(id) {
    const buttons = (card) => card?.querySelectorAll(":scope > .card__head, :scope > .card__more") ?? [];
    for (const button of buttons(this.byId.get(this.stop))) button.tabIndex = -1;
    for (const button of buttons(this.byId.get(id))) button.tabIndex = 0;
    this.stop = id;
  }

  focus(id) {
    this.setStop(id);
    this.head(id).focus({ preventScroll: true });
  }

  highlight(path) {
    this.layer.classList.toggle("is-dimmed", path !== null);
    for (const [id, card] of this.byId) card.classList.toggle("is-on", path?.nodes.has(id) ?? false);
  }

  mark(ids, current) {
    for (const [id, card] of this.byId) {
      card.classList.toggle("is-hit", ids.has(id));
      card.classList.toggle("is-current-hit", id === current);
    }
  }
}
