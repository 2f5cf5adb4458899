// The main line through the root: from column to column, at every step the single neighbour nearest in time. Pure.

const time = (node) => (node.created_at ? Date.parse(node.created_at) : NaN);

/** Single cards first, then those in the next column, then those that lead on, then the nearest in time. */
function nearest(from, candidates, adjacency, layerOf) {
  const ranks = (node) => [
    node.kind === "run" || node.kind === "artifact" ? 0 : 1,
    Math.abs(layerOf(node.id) - layerOf(from.id)) === 1 ? 0 : 1,
    adjacency.has(node.id) ? 0 : 1,
    Math.abs(time(node) - time(from)) || 0,
  ];
  const before = (a, b) => {
    const [one, other] = [ranks(a), ranks(b)];
    const at = one.findIndex((value, i) => value !== other[i]);
    return at >= 0 && one[at] < other[at];
  };
  return candidates.reduce((best, other) => (before(other, best) ? other : best));
}

function follow(graph, adjacency, seen, layerOf) {
  const line = [];
  let here = graph.root;
  for (;;) {
    const next = (adjacency.get(here) ?? []).filter((id) => !seen.has(id)).map((id) => graph.byId.get(id));
    if (!next.length) return line;
    here = nearest(graph.byId.get(here), next, adjacency, layerOf).id;
    seen.add(here);
    line.push(here);
  }
}

export function spineOf(graph, layerOf) {
  const seen = new Set([graph.root]);
  const up = follow(graph, graph.ins, seen, layerOf);
  const down = follow(graph, graph.outs, seen, layerOf);
  return [...up.reverse(), graph.root, ...down];
}
