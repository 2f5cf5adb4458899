// The map: what is drawn, where it stands and what is looked at. Other modules change it through its methods.
import { announce } from "../announce.js";
import { Api } from "./api.js";
import { listenToBar, showBar } from "./bar.js";
import { centre, lookAtStart, reveal } from "./camera.js";
import { listenToFilter } from "./filter.js";
import { listenToFind } from "./find.js";
import { indexGraph, pathThrough } from "./graph.js";
import { begin, listenToHistory } from "./journey.js";
import { listenToKeys } from "./keys.js";
import { placeCards } from "./layout.js";
import { mergeNeighbours } from "./merge.js";
import { escape, refreshOpen, toggle } from "./opening.js";
import { readPalette, watchTheme } from "./palette.js";
import { readParts } from "./parts.js";
import { listenToPointer } from "./pointer.js";
import { Sheet } from "./sheet.js";
import { spineOf } from "./spine.js";
import { readingOrder, shiftSpread, spreadPlan } from "./spread.js";
import { addMinimap, makeStage, recolour } from "./stage.js";
import { readView, writeView } from "./url.js";

const phone = matchMedia("(max-width: 720px)");

export class LineageMap {
  constructor(root) {
    this.root = root;
    this.parts = readParts(root);
    this.palette = readPalette(root);
    this.view = readView(location.search);
    this.api = new Api(root.dataset);
    this.steps = [];
    this.announce = announce;
    Object.assign(this, makeStage(this));
    this.sheet = new Sheet(root.querySelector("[data-sheet]"), this.parts, () => this.escape(this.view.selected));
  }

  start() {
    listenToPointer(this);
    listenToKeys(this);
    listenToFind(this);
    listenToBar(this);
    listenToFilter(this);
    listenToHistory(this);
    watchTheme(() => recolour(this));
    begin(this, JSON.parse(document.getElementById("lineage-graph").textContent));
    const mini = addMinimap(this);
    requestAnimationFrame(() => requestAnimationFrame(() => mini.then(() => { this.root.dataset.drawn = "true"; })));
  }

  /** A whole answer of the server; cards that it shares with the one before keep their place. */
  show(answer, { isFirst = false, previous = null, pinned = null, steps = [] } = {}) {
    this.base = answer;
    this.steps = steps;
    this.draw({ previous, pinned });
    if (isFirst) this.drawnByServer = this.graph;
    if (!previous) lookAtStart(this);
  }

  /** Draws the answer and every step brought to it since. */
  draw({ previous = this.plan, pinned = null } = {}) {
    this.answer = this.base;
    for (const { id, side, more } of this.steps) {
      const graph = indexGraph(this.answer);
      if (graph.byId.has(id)) this.answer = mergeNeighbours(this.answer, graph, more, id, side).answer;
    }
    this.graph = indexGraph(this.answer);
    const lineOf = (layerOf) => spineOf(this.graph, layerOf);
    const options = { lineOf, labelled: this.graph.root, previous };
    this.plan = placeCards([...this.graph.byId.keys()], this.graph.edges, options);
    refreshOpen(this, this.cards.draw(this.graph, readingOrder(this.plan)));
    this.canvas.draw(this.graph);
    this.arrange({ pinned: previous ? pinned ?? this.graph.root : null });
    // paper gets the table, so it must be at hand once it differs from the server's
    if (this.drawnByServer) this.withTable((table) => this.showsTable && table.draw(this.graph));
    showBar(this);
  }

  /** Makes room for what is open. The pinned card stays where it is on screen, the rest glides. */
  arrange({ pinned = null } = {}) {
    const before = this.spread?.boxes.get(pinned);
    let spread = spreadPlan(this.plan, this.cards.openSizes());
    const after = spread.boxes.get(pinned);
    if (before && after) spread = shiftSpread(spread, before.left - after.left, before.row - after.row);
    const old = this.spread?.boxes;
    this.spread = spread;
    this.canvas.place(spread, this.plan.back, before ? (id) => (old.has(id) ? null : before) : null);
  }

  goTo(id) {
    this.cards.focus(id);
    reveal(this, id);
  }

  highlight(id) {
    const path = id && this.graph.byId.has(id) ? pathThrough(this.graph, id) : null;
    this.cards.highlight(path);
    this.canvas.highlight(path);
  }

  /** What shows other cards is a new entry of the browser's history; what opens one is not. */
  remember(change, { isNew = false } = {}) {
    Object.assign(this.view, change);
    const search = writeView(location.search, this.view);
    const write = isNew && search !== location.search ? "pushState" : "replaceState";
    history[write](history.state, "", location.pathname + search + location.hash);
  }

  openFromTable(id) {
    this.setTable(false);
    if (!this.cards.isOpen(id)) toggle(this, id);
    centre(this, id);
    if (!phone.matches) this.cards.focus(id);
  }

  setTable(on, { isQuiet = false } = {}) {
    this.root.dataset.view = on ? "table" : "map";
    if (!isQuiet) this.remember({ view: on ? "table" : "map" }, { isNew: true });
    showBar(this);
    if (on) this.withTable((table) => table.draw(this.graph));
    if (on && !isQuiet) this.root.querySelector("[data-table]").focus({ preventScroll: true });
  }

  /** What belongs to the table comes with its first use; rows of the server stand until then. */
  async withTable(use) {
    this.table ??= import("./table.js").then(({ Table }) => {
      const act = { open: (id) => this.openFromTable(id), page: (id) => this.api.membersPage(id, this.view) };
      return new Table(this.root.querySelector("[data-table]"), this.parts, act, this.drawnByServer);
    });
    use(await this.table);
  }

  get showsTable() {
    return this.root.dataset.view === "table";
  }

  get isPhone() {
    return phone.matches;
  }

  escape(id) {
    escape(this, id);
  }

  say(word, values) {
    announce(this.parts.word(word, values));
  }
}
