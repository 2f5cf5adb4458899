// How much room a point of the mesh takes above and below its line, and between two of them. Pure.

import { GAP } from "../sizes.js";
import { isLane } from "./mesh.js";

/** `extents[i]` is {above, below} for card i; lanes are all alike. */
export function makeRoom(mesh, extents) {
  const lane = { above: GAP.lane / 2, below: GAP.lane / 2 };
  const of = (point) => (isLane(mesh, point) ? lane : extents[point]);
  const between = (upper, lower) => {
    const gap = isLane(mesh, upper) && isLane(mesh, lower) ? GAP.lanes : GAP.row;
    return of(upper).below + gap + of(lower).above;
  };
  const distances = (column) => column.map((point, i) => (i ? between(column[i - 1], point) : 0));
  return { between, distances };
}
