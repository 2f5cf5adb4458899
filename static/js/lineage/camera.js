// Where the map looks: the first view, the whole, one card, or just enough to see it.
import { boundsOf, firstView, fitView, LIMITS, revealBy } from "./view.js";

const MARGIN = 24;
// what lies over the stage: the line of truth, the zoom buttons, the legend, the minimap
const OVER = { top: 20, right: 46, bottom: 36, minimap: { right: 210, bottom: 100 } };
const FIT_PADDING = 40;

/** The columns from left to right, each as wide as its widest card. */
function columnsOf(map) {
  const byLeft = new Map();
  for (const { column } of map.spread.boxes.values()) byLeft.set(column.left, column);
  return [...byLeft.values()].sort((a, b) => a.left - b.left);
}

const boundsOfMap = (map) => boundsOf(map.spread.boxes.values());

export function lookAtStart(map) {
  const box = map.spread.boxes.get(map.graph.root);
  const focus = { x: box.left + box.width / 2, y: box.row };
  map.canvas.look(firstView(boundsOfMap(map), map.canvas.size, focus, map.isPhone, columnsOf(map)));
}

export function fit(map) {
  const limits = { min: LIMITS.min, max: LIMITS.first };
  map.canvas.look(fitView(boundsOfMap(map), map.canvas.size, FIT_PADDING, limits), true);
}

/** The rectangle of the map that is on screen. */
export function shownPart({ canvas }) {
  const { zoom, x, y } = canvas.view;
  const { width, height } = canvas.size;
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** The sides on which the map goes on. */
export function sidesBeyond(map) {
  const [all, shown] = [boundsOfMap(map), shownPart(map)];
  return [all.left < shown.left && "left", all.right > shown.right && "right"].filter(Boolean).join(" ");
}

/** Pans just far enough to show the whole card clear of the line of truth and of a phone's sheet. */
export function reveal(map, id) {
  const { zoom, x, y } = map.canvas.view;
  const box = map.spread.boxes.get(id);
  const left = box.left * zoom + x;
  const top = (box.row - 28) * zoom + y;
  const below = left < OVER.minimap.right ? OVER.minimap.bottom : OVER.bottom;
  const bottom = top + box.height * zoom + (map.isPhone ? 0 : below);
  const rect = { left, right: left + box.width * zoom + OVER.right, top: top - OVER.top, bottom };
  const { width, height } = map.canvas.size;
  map.canvas.panBy(revealBy(rect, { width, height: height - map.sheet.height }, MARGIN), true);
}

export function centreOn(map, x, y, { animate = false, zoom = map.canvas.view.zoom } = {}) {
  const { width, height } = map.canvas.size;
  const middle = (height - map.sheet.height) / 2;
  map.canvas.look({ zoom, x: width / 2 - x * zoom, y: middle - y * zoom }, animate);
}

export function centre(map, id) {
  const box = map.spread.boxes.get(id);
  const zoom = Math.max(map.canvas.view.zoom, LIMITS.readable);
  centreOn(map, box.left + box.width / 2, box.row, { animate: true, zoom });
}
