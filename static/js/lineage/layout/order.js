// The order within each column with few crossings. Pure and deterministic.

import { countCrossings, sortedIndexes } from "./crossings.js";
import { insertLoops, loopLanes } from "./loops.js";
import { indexColumns } from "./mesh.js";
import { swapNeighbours } from "./swaps.js";
import { centreAmongTwins } from "./twins.js";

const SWEEPS = 12;
const STALE_SWEEPS = 4;
const MANY_POINTS = 900;

const copy = (columns) => columns.map((column) => [...column]);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function median(sorted) {
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Columns filled in the order of a walk from the left, so that what belongs together starts together. */
function walkedColumns(mesh) {
  const columns = copy(mesh.columns);
  const seen = new Uint8Array(mesh.size);
  for (const lane of loopLanes(mesh)) seen[lane] = 1;
  const visit = (start) => {
    const stack = [start];
    while (stack.length) {
      const point = stack.pop();
      if (seen[point]) continue;
      seen[point] = 1;
      columns[mesh.layer[point]].push(point);
      stack.push(...[...mesh.downs[point]].reverse());
    }
  };
  for (let point = 0; point < mesh.size; point += 1) if (!mesh.ups[point].length) visit(point);
  return columns;
}

function startingOrders(mesh) {
  const walked = walkedColumns(mesh);
  return [
    walked,
    walked.map((column) => [...column].reverse()),
    walked.map((column) => [...column].sort((a, b) => a - b)),
    walked.map((column) => [...column].sort((a, b) => b - a)),
  ].slice(0, mesh.size > MANY_POINTS ? 1 : undefined);
}

/** One pass over the columns: each point moves to the middle of its neighbours on the side it comes from. */
function sweep(mesh, columns, rightwards, middle) {
  const index = indexColumns(mesh, columns);
  const near = rightwards ? mesh.ups : mesh.downs;
  const wanted = new Float64Array(mesh.size);
  for (let step = 1; step < columns.length; step += 1) {
    const column = columns[rightwards ? step : columns.length - 1 - step];
    for (const point of column) {
      const ends = sortedIndexes(near[point], index);
      wanted[point] = ends.length ? middle(ends) : index[point];
    }
    column.sort((a, b) => wanted[a] - wanted[b] || index[a] - index[b]);
    column.forEach((point, i) => { index[point] = i; });
  }
}

function improve(mesh, start, firstRightwards) {
  const columns = copy(start);
  let best = { crossings: countCrossings(mesh, columns), columns: copy(columns) };
  for (let round = 0, stale = 0; round < SWEEPS && best.crossings && stale < STALE_SWEEPS; round += 1) {
    sweep(mesh, columns, (round % 2 === 0) === firstRightwards, round % 4 < 2 ? mean : median);
    swapNeighbours(mesh, columns);
    const crossings = countCrossings(mesh, columns);
    stale = crossings < best.crossings ? 0 : stale + 1;
    if (crossings < best.crossings) best = { crossings, columns: copy(columns) };
  }
  return best;
}

/** The best of a few fixed starts; edges that run backwards find their place afterwards. */
export function orderColumns(mesh, line) {
  const tries = startingOrders(mesh).map((start, i) => improve(mesh, start, i < 2));
  const best = tries.reduce((one, other) => (other.crossings < one.crossings ? other : one));
  const columns = best.columns.map((column) => centreAmongTwins(mesh, column, line));
  return { crossings: best.crossings, columns: insertLoops(mesh, columns) };
}

/** Columns sorted by `height`; only points that `isNew` may still change places, so nothing old is reshuffled. */
export function keepOrder(mesh, height, isNew) {
  const columns = copy(mesh.columns);
  const loops = loopLanes(mesh);
  for (let point = 0; point < mesh.size; point += 1) {
    if (!loops.has(point)) columns[mesh.layer[point]].push(point);
  }
  for (const column of columns) column.sort((a, b) => height[a] - height[b] || a - b);
  swapNeighbours(mesh, columns, (above, below) => isNew(above) || isNew(below));
  return { crossings: countCrossings(mesh, columns), columns: insertLoops(mesh, columns) };
}
