// Lanes of edges that run backwards: under their two cards, and below everything between. Pure.

export function loopLanes(mesh) {
  return new Set(mesh.loops.flatMap(({ lanes }) => lanes));
}

/** The card that a lane at the end of a loop turns around. */
export function loopEnds(mesh) {
  const ends = new Map();
  for (const { edge: [left, right], lanes } of mesh.loops) {
    ends.set(lanes[0], left);
    ends.set(lanes[lanes.length - 1], right);
  }
  return ends;
}

export function insertLoops(mesh, columns) {
  const ends = loopEnds(mesh);
  return columns.map((column, i) => {
    const here = [...loopLanes(mesh)].filter((lane) => mesh.layer[lane] === i);
    const under = (point) => here.filter((lane) => ends.get(lane) === point);
    const passing = here.filter((lane) => !ends.has(lane));
    return [...column.flatMap((point) => [point, ...under(point)]), ...passing];
  });
}
