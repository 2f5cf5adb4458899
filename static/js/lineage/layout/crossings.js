// Counting edge crossings between neighbouring columns. Pure.

import { indexColumns } from "./mesh.js";

const ascending = (a, b) => a - b;

export function sortedIndexes(points, index) {
  return points.map((point) => index[point]).sort(ascending);
}

/** Inversions of a sequence of positions 0..width-1, with an accumulator tree (Barth, Juenger, Mutzel). */
function inversions(sequence, width) {
  let leaves = 1;
  while (leaves < width) leaves *= 2;
  const tree = new Int32Array(2 * leaves);
  let count = 0;
  for (const value of sequence) {
    let place = value + leaves;
    tree[place] += 1;
    while (place > 1) {
      if (place % 2 === 0) count += tree[place + 1];
      place >>= 1;
      tree[place] += 1;
    }
  }
  return count;
}

export function countCrossings(mesh, columns) {
  const index = indexColumns(mesh, columns);
  let count = 0;
  for (let i = 0; i + 1 < columns.length; i += 1) {
    const ends = columns[i].flatMap((point) => sortedIndexes(mesh.downs[point], index));
    count += inversions(ends, columns[i + 1].length);
  }
  return count;
}

/** Crossings between the edges of two neighbours, `upper` standing above; both lists are sorted. */
export function pairCrossings(upper, lower) {
  let count = 0;
  let below = 0;
  for (const end of upper) {
    while (below < lower.length && lower[below] < end) below += 1;
    count += below;
  }
  return count;
}
