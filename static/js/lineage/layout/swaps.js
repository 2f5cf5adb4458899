// Swapping neighbours in a column while that removes crossings. Pure (changes the columns it is given).

import { pairCrossings, sortedIndexes } from "./crossings.js";
import { indexColumns } from "./mesh.js";

const ROUNDS = 6;

function gain(above, below) {
  const now = pairCrossings(above.ups, below.ups) + pairCrossings(above.downs, below.downs);
  const then = pairCrossings(below.ups, above.ups) + pairCrossings(below.downs, above.downs);
  return now - then;
}

function swapColumn(mesh, column, index, maySwap) {
  const ends = column.map((point) => ({
    ups: sortedIndexes(mesh.ups[point], index),
    downs: sortedIndexes(mesh.downs[point], index),
  }));
  let moved = false;
  for (let i = 0; i + 1 < column.length; i += 1) {
    if (!maySwap(column[i], column[i + 1]) || gain(ends[i], ends[i + 1]) <= 0) continue;
    [column[i], column[i + 1]] = [column[i + 1], column[i]];
    [ends[i], ends[i + 1]] = [ends[i + 1], ends[i]];
    index[column[i]] = i;
    index[column[i + 1]] = i + 1;
    moved = true;
  }
  return moved;
}

export function swapNeighbours(mesh, columns, maySwap = () => true) {
  const index = indexColumns(mesh, columns);
  for (let round = 0; round < ROUNDS; round += 1) {
    const moved = columns.map((column) => swapColumn(mesh, column, index, maySwap));
    if (!moved.includes(true)) return;
  }
}
