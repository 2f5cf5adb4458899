// Where every card stands when none is open: column and height. Pure and deterministic.

import { CARD, GAP } from "./sizes.js";
import { findBackEdges } from "./layout/cycles.js";
import { assignLayers } from "./layout/layers.js";
import { buildMesh } from "./layout/mesh.js";
import { keepOrder, orderColumns } from "./layout/order.js";
import { makeRoom } from "./layout/room.js";
import { assignRows } from "./layout/rows.js";

const CLOSED = { above: CARD.height / 2, below: CARD.height / 2 };
const LABELLED = { ...CLOSED, above: CLOSED.above + GAP.label };

export const edgeKey = (source, target) => `${source}>${target}`;

function numberEdges(ids, edges) {
  const numbers = new Map(ids.map((id, i) => [id, i]));
  return edges
    .map(([source, target]) => [numbers.get(source), numbers.get(target)])
    .filter(([source, target]) => source !== undefined && target !== undefined && source !== target);
}

/** Cards without inputs first; cards placed before in their old columns, so that old edges keep their direction. */
function startOrder(ids, edges, known) {
  const fed = new Set(edges.map(([, target]) => target));
  const rank = (i) => known[i] ?? (fed.has(i) ? Infinity : -1);
  return ids.map((_, i) => i).sort((a, b) => rank(a) - rank(b) || a - b);
}

function laneHeights(mesh, keys, previous) {
  const heights = new Map();
  mesh.chains.forEach((chain, k) => {
    const old = previous?.lanes.get(keys[k]);
    if (old?.length === chain.length) chain.forEach((lane, i) => heights.set(lane, old[i].row));
  });
  return heights;
}

/** The heights that cards and lanes had in the previous plan. */
function homeOf(ids, mesh, keys, previous) {
  const lanes = laneHeights(mesh, keys, previous);
  return (point) => (point < ids.length ? previous?.cards.get(ids[point])?.row : lanes.get(point));
}

/** A height to sort by for every point: the old one, or between the neighbours that have one. */
function sortHeights(mesh, home) {
  const heights = Float64Array.from({ length: mesh.size }, (_, point) => home(point) ?? NaN);
  const near = (point) => [...mesh.ups[point], ...mesh.downs[point]];
  for (let round = 0; round < 3; round += 1) {
    heights.forEach((height, point) => {
      const known = near(point).map((other) => heights[other]).filter((value) => !Number.isNaN(value));
      if (home(point) !== undefined || !known.length) return;
      heights[point] = known.reduce((sum, value) => sum + value, 0) / known.length;
    });
  }
  return heights.map((height) => (Number.isNaN(height) ? 0 : height));
}

function describe(ids, keys, mesh, rows, back) {
  const place = (point) => ({ layer: mesh.layer[point], row: rows[point] });
  const lanes = new Map();
  mesh.chains.forEach((chain, k) => {
    if (chain.length) lanes.set(keys[k], chain.map(place));
  });
  const cards = new Map(ids.map((id, i) => [id, place(i)]));
  return { cards, lanes, back: new Set(keys.filter((_, k) => back[k])) };
}

/**
 * `edges` are pairs of ids; `lineOf(layerOf)` names the ids to keep level; `labelled` has a label above; `previous` is an
 * earlier plan, whose cards then keep their column, their order and, where there is room, their height.
 */
export function placeCards(ids, edges, { lineOf = () => [], labelled = null, previous = null } = {}) {
  const numbered = numberEdges(ids, edges);
  const known = ids.map((id) => previous?.cards.get(id)?.layer);
  const back = findBackEdges(ids.length, numbered, startOrder(ids, numbered, known));
  const forward = numbered.map(([source, target], k) => (back[k] ? [target, source] : [source, target]));
  const keys = numbered.map(([source, target]) => edgeKey(ids[source], ids[target]));
  const mesh = buildMesh(assignLayers(ids.length, forward, known), forward, back);
  const line = previous?.line ?? lineOf((id) => mesh.layer[ids.indexOf(id)]);
  const onLine = new Set(line.map((id) => ids.indexOf(id)).filter((i) => i >= 0));
  const home = homeOf(ids, mesh, keys, previous);
  const { columns, crossings } = previous
    ? keepOrder(mesh, sortHeights(mesh, home), (point) => home(point) === undefined)
    : orderColumns(mesh, onLine);
  const room = makeRoom(mesh, ids.map((id) => (id === labelled ? LABELLED : CLOSED)));
  const rows = assignRows(mesh, columns, room, { line: onLine, home });
  return { ...describe(ids, keys, mesh, rows, back), crossings, line };
}
