// Standing things in a fixed order as near as possible to where they want to be. Pure.

/**
 * Weighted least squares under minimum distances (pool adjacent violators).
 * `distances[i]` is the room needed between item i-1 and item i; distances[0] is 0.
 */
export function stack(wants, weights, distances) {
  const offsets = [];
  distances.forEach((distance, i) => offsets.push(i ? offsets[i - 1] + distance : 0));
  const blocks = [];
  wants.forEach((want, i) => {
    let block = { at: want - offsets[i], weight: weights[i], size: 1 };
    while (blocks.length && blocks[blocks.length - 1].at >= block.at) {
      const upper = blocks.pop();
      const weight = upper.weight + block.weight;
      const at = (upper.at * upper.weight + block.at * block.weight) / weight;
      block = { at, weight, size: upper.size + block.size };
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap((block) => new Array(block.size).fill(block.at));
  return starts.map((start, i) => start + offsets[i]);
}
