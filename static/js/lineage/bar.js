// The toolbar, the legend and the line of truth: they say what is drawn and change it.
import { typeClass } from "../types.js";
import { fit } from "./camera.js";
import { hiddenWords, showFilter } from "./filter.js";
import { countMembers, kindOf } from "./graph.js";
import { setDepth, setDirection } from "./growing.js";
import { sortedStates } from "./names.js";

const ZOOM = 1.25;

/** What a person must know to trust the picture: how much there is, how it is drawn, what is left out. */
function truth({ answer, parts, view }) {
  if (answer.total === 1) return parts.word(`alone-${answer.direction}`);
  const inLine = answer.nodes.filter((node) => node.hop !== null);
  const [shown, beside] = [countMembers(inLine), countMembers(answer.nodes) - countMembers(inLine)];
  const beyond = Math.max(0, answer.total - answer.hidden - shown);
  return [
    parts.word(answer.truncated ? "total-more" : "total", { n: answer.total }),
    shown > inLine.length ? parts.word("drawn", { n: inLine.length }) : "",
    beyond ? parts.word(answer.depth === 1 ? "beyond-one" : "beyond", { n: beyond, depth: answer.depth }) : "",
    answer.hidden ? parts.word("hidden", { n: answer.hidden, what: hiddenWords(view, parts.word) }) : "",
    beside ? parts.word("beside-too", { n: beside }) : "",
  ].filter(Boolean).join(" · ");
}

function drawLegend({ graph, parts, root }) {
  const types = graph.nodes.filter((node) => kindOf(node) === "artifact").map((node) => node.type ?? node.label ?? "");
  const items = [...new Set(types)].filter(Boolean).map((name) => {
    const item = parts.make("legend", { name });
    item.className = typeClass(name);
    return item;
  });
  const runs = parts.make("legend", { name: parts.word("run") });
  runs.className = "is-run";
  root.querySelector("[data-legend]").replaceChildren(...items, runs);
}

function enable(link, isPossible, address) {
  if (isPossible) {
    link.href = address;
    for (const name of ["role", "aria-disabled"]) link.removeAttribute(name);
  } else {
    link.removeAttribute("href");
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
  }
}

function showDepth({ answer, parts, root }) {
  const shown = answer.beyond ? parts.word("depth", { depth: answer.depth, most: answer.max_depth }) : parts.word("all");
  root.querySelector("[data-depth-shown]").textContent = shown;
  for (const link of root.querySelectorAll("[data-depth]")) {
    const depth = answer.depth + Number(link.dataset.depth);
    enable(link, depth >= 1 && depth <= answer.max_depth, `?depth=${depth}`);
  }
}

/** Who depends on this, how far, in which state; and the whole list to take away. */
function showImpact({ answer, parts, root, view, api }) {
  const { count, farthest, states } = answer.impact;
  const mix = sortedStates(states).map(([state, n]) => parts.word("some-in-state", { n, state })).join(", ");
  const said = count ? parts.word(answer.truncated ? "depend-more" : "depend", { n: count, far: farthest }) + (mix ? ` · ${mix}` : "") : parts.word("none-depend");
  root.querySelector("[data-impact]").textContent = view.direction === "up" ? "" : said;
  for (const link of root.querySelectorAll("[data-list]")) link.href = api.list(link.dataset.list, view);
}

export function showBar(map) {
  const { root, view } = map;
  root.querySelector("[data-truth]").textContent = truth(map);
  for (const link of root.querySelectorAll("[data-direction]")) {
    if (link.dataset.direction === view.direction) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  root.querySelector('[data-do="table"]').setAttribute("aria-pressed", String(map.showsTable));
  showDepth(map);
  showImpact(map);
  drawLegend(map);
  showFilter(map);
}

const save = (map, format) => import("./export.js").then(({ exportMap }) => exportMap(map, format));

const DOINGS = {
  "zoom-in": (map) => map.canvas.zoomBy(ZOOM),
  "zoom-out": (map) => map.canvas.zoomBy(1 / ZOOM),
  fit: (map) => fit(map),
  home: (map) => map.goTo(map.graph.root),
  table: (map) => map.setTable(!map.showsTable),
  full: ({ root }) => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  png: (map) => save(map, "png"),
  svg: (map) => save(map, "svg"),
  json: (map) => save(map, "json"),
};

export function act(map, name) {
  DOINGS[name](map);
}

function follow(map, link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.direction) setDirection(map, link.dataset.direction);
  else if (link.hasAttribute("href")) setDepth(map, map.answer.depth + Number(link.dataset.depth));
}

export function listenToBar(map) {
  addEventListener("beforeprint", () => map.withTable((table) => table.draw(map.graph)));
  map.root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const link = event.target.closest("[data-direction], [data-depth]");
    if (button) act(map, button.dataset.do);
    if (button) button.closest("details")?.removeAttribute("open");
    if (link) follow(map, link, event);
  });
}
