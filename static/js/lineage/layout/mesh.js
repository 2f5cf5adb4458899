// Cards and the lanes that long edges take through the columns between, as one set of points. Pure.

import { neighbours } from "./layers.js";

function laneColumns(layers, [source, target], isBack) {
  const first = isBack ? layers[source] : layers[source] + 1;
  const last = isBack ? layers[target] : layers[target] - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/**
 * Points 0..cardCount-1 are cards, the rest are lanes: one per column that an edge passes.
 * `chains[k]` lists the lanes of edge k from left to right. Every edge runs rightwards here;
 * where `back[k]` is set, the drawn edge is the reverse, so its lanes also pass its own two columns.
 */
export function buildMesh(layers, edges, back) {
  const layer = [...layers];
  const links = [];
  const chains = edges.map((edge, k) => {
    const chain = laneColumns(layers, edge, back[k]).map((column) => layer.push(column) - 1);
    const stops = back[k] ? chain : [edge[0], ...chain, edge[1]];
    for (let i = 1; i < stops.length; i += 1) links.push([stops[i - 1], stops[i]]);
    return chain;
  });
  const loops = edges.flatMap((edge, k) => (back[k] ? [{ edge, lanes: chains[k] }] : []));
  const columns = Array.from({ length: Math.max(-1, ...layers) + 1 }, () => []);
  const size = layer.length;
  return { cardCount: layers.length, size, layer, chains, loops, columns, ...neighbours(size, links) };
}

export function isLane(mesh, point) {
  return point >= mesh.cardCount;
}

/** The position of every point within its column. */
export function indexColumns(mesh, columns) {
  const index = new Float64Array(mesh.size);
  for (const column of columns) column.forEach((point, i) => { index[point] = i; });
  return index;
}
