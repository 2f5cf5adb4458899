// The column of every card: longest path from the left, then sources pulled towards what they feed. Pure.

export function neighbours(count, edges) {
  const ups = Array.from({ length: count }, () => []);
  const downs = Array.from({ length: count }, () => []);
  for (const [source, target] of edges) {
    downs[source].push(target);
    ups[target].push(source);
  }
  return { ups, downs };
}

function topological(count, ups, downs) {
  const waiting = ups.map((list) => list.length);
  const order = [];
  for (let node = 0; node < count; node += 1) if (!waiting[node]) order.push(node);
  for (let head = 0; head < order.length; head += 1) {
    for (const target of downs[order[head]]) {
      waiting[target] -= 1;
      if (!waiting[target]) order.push(target);
    }
  }
  return order;
}

function longestPaths(order, ups, downs) {
  const layer = new Array(order.length).fill(0);
  for (const node of order) {
    for (const target of downs[node]) layer[target] = Math.max(layer[target], layer[node] + 1);
  }
  for (const node of [...order].reverse()) {
    if (downs[node].length <= ups[node].length) continue;
    layer[node] = Math.max(layer[node], Math.min(...downs[node].map((to) => layer[to])) - 1);
  }
  return layer;
}

/** Old cards keep their column, new ones stand next to them; only what a new edge forces moves right. */
function keptLayers(order, ups, downs, known) {
  const layer = [...known];
  for (const node of order) {
    const before = ups[node].map((from) => layer[from]).filter((value) => value !== undefined);
    if (layer[node] === undefined && before.length) layer[node] = Math.max(...before) + 1;
  }
  for (const node of [...order].reverse()) {
    const after = downs[node].map((to) => layer[to]).filter((value) => value !== undefined);
    if (layer[node] === undefined) layer[node] = after.length ? Math.min(...after) - 1 : 0;
  }
  for (const node of order) {
    for (const to of downs[node]) layer[to] = Math.max(layer[to], layer[node] + 1);
  }
  return layer;
}

/** `known[i]` is the column that card i had before, or undefined. The edges have no cycle. */
export function assignLayers(count, edges, known) {
  const { ups, downs } = neighbours(count, edges);
  const order = topological(count, ups, downs);
  const isGrown = known.some((value) => value !== undefined);
  const layer = isGrown ? keptLayers(order, ups, downs, known) : longestPaths(order, ups, downs);
  const first = Math.min(...layer);
  return layer.map((value) => value - first);
}
