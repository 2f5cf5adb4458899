// A lineage answer with its look-ups. Pure.

function link(lists, from, to) {
  if (!lists.has(from)) lists.set(from, []);
  lists.get(from).push(to);
}

export function indexGraph(answer) {
  const byId = new Map(answer.nodes.map((node) => [node.id, node]));
  // a path over what is hidden is an edge too, told apart by a fourth value
  const through = (answer.through ?? []).map((edge) => [...edge, "through"]);
  const edges = [...answer.edges, ...through].filter(([source, target]) => byId.has(source) && byId.has(target));
  const ins = new Map();
  const outs = new Map();
  for (const [source, target] of edges) {
    link(outs, source, target);
    link(ins, target, source);
  }
  return { root: answer.root, nodes: answer.nodes, edges, byId, ins, outs };
}

/** Everything reached from `start`, itself included. A loop, not a recursion: chains may be long. */
export function reach(start, adjacency) {
  const seen = new Set([start]);
  const waiting = [start];
  while (waiting.length) {
    for (const next of adjacency.get(waiting.pop()) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return seen;
}

/** The ancestors and descendants of a card, and the test for the edges that run among them. */
export function pathThrough(graph, id) {
  const up = reach(id, graph.ins);
  const down = reach(id, graph.outs);
  const within = (set, [source, target]) => set.has(source) && set.has(target);
  return {
    nodes: new Set([...up, ...down]),
    hasEdge: (edge) => within(up, edge) || within(down, edge),
  };
}

/** What a card counts as: a group by its members' kind. */
export function kindOf(node) {
  return node.of ?? node.kind;
}

/** Runs and artifacts that the cards stand for. */
export function countMembers(nodes) {
  return nodes.reduce((sum, node) => sum + (node.kind === "group" ? node.count : 1), 0);
}
