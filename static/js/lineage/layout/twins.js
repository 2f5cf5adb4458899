// Cards with the same neighbours can change places freely: the one on the main line goes in their middle. Pure.

function sameSet(a, b) {
  return a.length === b.length && a.every((value) => b.includes(value));
}

export function centreAmongTwins(mesh, column, line) {
  const at = column.findIndex((point) => line.has(point));
  if (at < 0) return column;
  const point = column[at];
  const isTwin = (other) =>
    other !== undefined && sameSet(mesh.ups[other], mesh.ups[point]) && sameSet(mesh.downs[other], mesh.downs[point]);
  let [first, last] = [at, at];
  while (isTwin(column[first - 1])) first -= 1;
  while (isTwin(column[last + 1])) last += 1;
  const twins = column.slice(first, last + 1).filter((other) => other !== point);
  twins.splice(Math.floor(twins.length / 2), 0, point);
  return [...column.slice(0, first), ...twins, ...column.slice(last + 1)];
}
