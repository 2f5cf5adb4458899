// The height of every point: near its neighbours, straight where possible, the main line level. Pure.

import { loopEnds, loopLanes } from "./loops.js";
import { isLane } from "./mesh.js";
import { stack } from "./stack.js";

const SWEEPS = 8;
const SNAP_SWEEPS = 4;
const SNAP = 26;
const LANE_BONUS = 20;
const WEIGHT = { line: 1e6, home: 40, lane: 3, linked: 1, loose: 0.2, loop: 0.01 };

function startRows(mesh, columns, room) {
  const rows = new Float64Array(mesh.size);
  for (const column of columns) {
    const distances = room.distances(column);
    const total = distances.reduce((sum, value) => sum + value, 0);
    let at = -total / 2;
    column.forEach((point, i) => {
      at += distances[i];
      rows[point] = at;
    });
  }
  return rows;
}

function wish(mesh, point, near, rows, pins) {
  if (pins.loops.has(point)) return { want: rows[near[0]], weight: WEIGHT.loop };
  if (pins.line.has(point)) return { want: 0, weight: WEIGHT.line };
  const home = pins.home(point);
  if (home !== undefined) return { want: home, weight: WEIGHT.home };
  const lane = isLane(mesh, point) ? WEIGHT.lane : 0;
  if (!near.length) return { want: rows[point], weight: WEIGHT.loose + lane };
  const sum = near.reduce((total, other) => total + rows[other], 0);
  return { want: sum / near.length, weight: WEIGHT.linked + lane };
}

function fitSweep(mesh, columns, room, rows, pins, side) {
  for (const column of side.leftwards ? [...columns].reverse() : columns) {
    const wishes = column.map((point) => wish(mesh, point, side.near(point), rows, pins));
    const fitted = stack(
      wishes.map(({ want }) => want),
      wishes.map(({ weight }) => weight),
      room.distances(column),
    );
    column.forEach((point, i) => { rows[point] = fitted[i]; });
  }
}

/** Moves a point level with its nearest neighbour on one side, if its own column leaves room for that. */
function snap(mesh, column, i, room, rows, near) {
  const point = column[i];
  let target = null;
  let nearest = SNAP;
  for (const other of near) {
    const bonus = isLane(mesh, point) && isLane(mesh, other) ? LANE_BONUS : 0;
    const away = Math.abs(rows[other] - rows[point]) - bonus;
    if (away < nearest) [nearest, target] = [away, rows[other]];
  }
  if (target === null) return;
  const low = i ? rows[column[i - 1]] + room.between(column[i - 1], point) : -Infinity;
  const next = column[i + 1];
  const high = next === undefined ? Infinity : rows[next] - room.between(point, next);
  if (low <= high) rows[point] = Math.min(high, Math.max(low, target));
}

function straighten(mesh, columns, room, rows, pins) {
  const loops = loopLanes(mesh);
  const free = (point) => !loops.has(point) && !pins.line.has(point) && pins.home(point) === undefined;
  for (let round = 0; round < SNAP_SWEEPS; round += 1) {
    const leftwards = round % 2 === 1;
    const near = leftwards ? mesh.downs : mesh.ups;
    for (const column of leftwards ? [...columns].reverse() : columns) {
      column.forEach((point, i) => {
        if (free(point)) snap(mesh, column, i, room, rows, near[point]);
      });
    }
  }
}

/** The neighbours of a point on one side; the lane at the end of a loop stays near its card. */
function nearPoints(mesh) {
  const ends = loopEnds(mesh);
  const withEnd = (lists) => lists.map((list, point) => (ends.has(point) ? [...list, ends.get(point)] : list));
  return { ups: withEnd(mesh.ups), downs: withEnd(mesh.downs) };
}

/** `pins.line` is a set of points that stand at height 0; `pins.home(point)` is a height to come back to. */
export function assignRows(mesh, columns, room, pins) {
  const rows = startRows(mesh, columns, room);
  const { ups, downs } = nearPoints(mesh);
  const loops = loopLanes(mesh);
  for (let round = 0; round < SWEEPS; round += 1) {
    const leftwards = round % 2 === 1;
    const both = round >= SWEEPS - 2;
    const one = leftwards ? downs : ups;
    const near = (point) => (both ? [...ups[point], ...downs[point]] : one[point]);
    fitSweep(mesh, columns, room, rows, { ...pins, loops }, { leftwards, near });
  }
  straighten(mesh, columns, room, rows, pins);
  return rows.map((row) => Math.round(row) + 0);
}
