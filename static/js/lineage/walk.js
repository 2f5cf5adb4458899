// Which card an arrow key leads to: along edges, or up and down a column. Pure.

const nearest = (candidates, score) =>
  candidates.reduce((best, id) => (best === null || score(id) < score(best) ? id : best), null);

function alongEdges(ids, boxes, row) {
  return nearest(ids ?? [], (id) => Math.abs(boxes.get(id).row - row));
}

function withinColumn(boxes, from, sign) {
  const ids = [...boxes.keys()].filter((id) => {
    const box = boxes.get(id);
    return box.column.left === from.column.left && (box.row - from.row) * sign > 0;
  });
  return nearest(ids, (id) => (boxes.get(id).row - from.row) * sign);
}

export function step(graph, boxes, id, key) {
  const from = boxes.get(id);
  if (key === "ArrowRight") return alongEdges(graph.outs.get(id), boxes, from.row);
  if (key === "ArrowLeft") return alongEdges(graph.ins.get(id), boxes, from.row);
  if (key === "ArrowDown") return withinColumn(boxes, from, 1);
  if (key === "ArrowUp") return withinColumn(boxes, from, -1);
  return null;
}
