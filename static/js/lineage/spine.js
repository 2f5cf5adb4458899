// The main line through the root: at every step the single neighbour nearest in time. Pure.

const time = (node) => (node.created_at ? Date.parse(node.created_at) : NaN);

/** Single cards before groups and locked ones, then the nearest in time, then the order of the answer. */
function nearest(from, candidates) {
  const away = (node) => Math.abs(time(node) - time(from));
  const rank = (node) => (node.kind === "run" || node.kind === "artifact" ? 0 : 1);
  const before = (a, b) => rank(a) - rank(b) || (away(a) || 0) - (away(b) || 0);
  return candidates.reduce((best, other) => (before(other, best) < 0 ? other : best));
}

function follow(graph, adjacency, seen) {
  const line = [];
  let here = graph.root;
  for (;;) {
    const next = (adjacency.get(here) ?? []).filter((id) => !seen.has(id)).map((id) => graph.byId.get(id));
    if (!next.length) return line;
    here = nearest(graph.byId.get(here), next).id;
    seen.add(here);
    line.push(here);
  }
}

export function spineOf(graph) {
  const seen = new Set([graph.root]);
  const up = follow(graph, graph.ins, seen);
  const down = follow(graph, graph.outs, seen);
  return [...up.reverse(), graph.root, ...down];
}
