// Lineages of known shapes for the tests of the map: the same ones every time.

/** A small random generator (mulberry32), so that a seed names a graph. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs that use one to three recent artifacts, popular ones more often, and log one or two. */
export function pipeline(size, seed) {
  const next = random(seed);
  const below = (limit) => Math.floor(next() * limit);
  const ids = ["a0"];
  const artifacts = ["a0"];
  const edges = [];
  const add = (id) => ids.push(id) && id;
  const pick = () => artifacts[Math.max(0, artifacts.length - 1 - Math.floor(next() ** 2 * 14))];
  while (ids.length < size) {
    const run = add(`r${ids.length}`);
    for (const input of new Set(Array.from({ length: 1 + below(3) }, pick))) edges.push([input, run]);
    for (let i = 0; i <= below(2) && ids.length < size; i += 1) {
      const output = add(`a${ids.length}`);
      artifacts.push(output);
      edges.push([run, output]);
    }
  }
  return { ids, edges };
}

/** The same with one edge in fifty turned around, as when a run logs what it used. */
export function cyclic(size, seed) {
  const { ids, edges } = pipeline(size, seed);
  const back = edges.filter((_, i) => i % 50 === 7).map(([source, target]) => [target, source]);
  return { ids, edges: [...edges, ...back] };
}

export function hubs(hubCount, fan) {
  const ids = ["r0"];
  const edges = [];
  for (let hub = 0; hub < hubCount; hub += 1) {
    ids.push(`a${hub}`);
    edges.push(["r0", `a${hub}`]);
    for (let i = 0; i < fan; i += 1) {
      const [run, model] = [`r${hub}-${i}`, `a${hub}-${i}`];
      ids.push(run, model);
      edges.push([`a${hub}`, run], [run, model]);
    }
  }
  return { ids, edges };
}

export function chain(size) {
  const ids = Array.from({ length: size }, (_, i) => `${i % 2 ? "r" : "a"}${i}`);
  return { ids, edges: ids.slice(1).map((id, i) => [ids[i], id]) };
}

const turn = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

/** Straight lines from centre to centre that cross: one yardstick for every layout. */
export function lineCrossings(edges, at) {
  let count = 0;
  edges.forEach(([a, b], i) => {
    for (const [c, d] of edges.slice(i + 1)) {
      if (a === c || a === d || b === c || b === d) continue;
      const [A, B, C, D] = [at(a), at(b), at(c), at(d)];
      if (turn(A, B, C) * turn(A, B, D) < 0 && turn(C, D, A) * turn(C, D, B) < 0) count += 1;
    }
  });
  return count;
}
