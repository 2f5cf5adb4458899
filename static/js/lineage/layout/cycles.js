// Which edges to draw backwards so that the rest has no cycle. Pure.

const NEW = 0;
const OPEN = 1;
const DONE = 2;

function walk(start, outgoing, edges, state, back) {
  const path = [{ node: start, next: 0 }];
  state[start] = OPEN;
  while (path.length) {
    const top = path[path.length - 1];
    const edge = outgoing[top.node][top.next];
    if (edge === undefined) {
      state[top.node] = DONE;
      path.pop();
      continue;
    }
    top.next += 1;
    const target = edges[edge][1];
    if (state[target] === OPEN) back[edge] = 1;
    if (state[target] === NEW) {
      state[target] = OPEN;
      path.push({ node: target, next: 0 });
    }
  }
}

/** Depth-first from `starts` in order; an edge into the open path is a back edge. */
export function findBackEdges(count, edges, starts) {
  const outgoing = Array.from({ length: count }, () => []);
  edges.forEach(([source], index) => outgoing[source].push(index));
  const state = new Uint8Array(count);
  const back = new Uint8Array(edges.length);
  for (const start of starts) {
    if (state[start] === NEW) walk(start, outgoing, edges, state, back);
  }
  return back;
}
