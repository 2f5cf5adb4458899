// The cards as rows of a table: a group's members each have their own. Pure.

/** Ordered by step, then name; `card` is the id of the card that shows the row. */
export function tableRows(nodes) {
  const rows = nodes.flatMap((node) => (node.kind === "group" && node.members?.length
    ? node.members.map((member) => ({ ...member, hop: node.hop, card: node.id }))
    : [{ ...node, card: node.id }]));
  const step = (row) => row.hop ?? Infinity;
  const name = (row) => `${row.name ?? ""}`;
  return rows.sort((a, b) => (step(a) === step(b) ? name(a).localeCompare(name(b)) : step(a) - step(b)));
}
