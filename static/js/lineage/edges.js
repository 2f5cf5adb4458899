// How an edge runs: level across every column, one S-curve per gap between columns. Pure.

import { GAP } from "./sizes.js";

const TURN = GAP.column / 2;
const FLAT = 30;

/** A change of height in the gap at `x`; the helpers keep the line level beside the columns it joins. */
function bend(x, from, to) {
  return [[x, from], [x, to]];
}

/** Control points for crossing one column on its lane. */
function cross({ left, right, row }, rightwards) {
  const points = [[left + FLAT, row], [right - FLAT, row]];
  return rightwards ? points : points.reverse();
}

function forwards(from, to, lanes) {
  const stops = [{ ...from.column, row: from.row }, ...lanes, { ...to.column, row: to.row }];
  return stops.slice(1).flatMap((stop, i) => [
    ...bend((stops[i].right + stop.left) / 2, stops[i].row, stop.row),
    ...(i < lanes.length ? cross(stop, true) : []),
  ]);
}

/** Out on the right, under the card, back along the lanes, and in from the left. */
function backwards(from, to, lanes) {
  const path = [...lanes].reverse();
  const points = bend(from.column.right + TURN, from.row, path[0].row);
  path.forEach((lane, i) => {
    const next = path[i + 1];
    points.push(...cross(lane, false));
    if (next) points.push(...bend((lane.left + next.right) / 2, lane.row, next.row));
  });
  const last = path[path.length - 1];
  return [...points, ...bend(to.column.left - TURN, last.row, to.row)];
}

/** Start, end and control points of an edge between two boxes. */
export function routeEdge(from, to, lanes, isBack) {
  const start = [from.left + from.width, from.row];
  const end = [to.left, to.row];
  const points = isBack ? backwards(from, to, lanes) : forwards(from, to, lanes);
  return { start, end, points };
}

/** The same points the way Cytoscape wants them: along the chord, and off it. */
export function chordControls({ start: [x1, y1], end: [x2, y2], points }) {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = Math.hypot(dx, dy) || 1;
  const weights = points.map(([x, y]) => ((x - x1) * dx + (y - y1) * dy) / (length * length));
  const distances = points.map(([x, y]) => ((y - y1) * dx - (x - x1) * dy) / length);
  return { weights, distances };
}

/** The same curve as an SVG path: quadratic pieces that meet half-way between control points. */
export function svgPath({ start, end, points }) {
  const pieces = points.map(([x, y], i) => {
    const next = points[i + 1];
    const [toX, toY] = next ? [(x + next[0]) / 2, (y + next[1]) / 2] : end;
    return `Q${x} ${y} ${toX} ${toY}`;
  });
  return `M${start[0]} ${start[1]}${pieces.join("")}`;
}

/** Thicker with the number of real edges, on a log scale. */
export function edgeWidth(count) {
  return 1.6 + Math.min(3, Math.log2(Math.max(1, count)) * 0.5);
}
