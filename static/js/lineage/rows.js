// The cards as rows of a table: a group's members each have their own. Pure. lineage/views/map_rows.py gives the same.

const isLocked = (node) => node.kind === "locked" || Boolean(node.locked);

/** What a group does not list shares one row; `rest` is how many that are. */
function groupRows(group) {
  const { members = [] } = group;
  const rest = group.count - members.length;
  const rows = members.map((member) => ({ ...member, hop: group.hop, card: group.id }));
  return rest > 0 ? [...rows, { ...group, rest, card: group.id }] : rows;
}

/** Ordered by step, then name; `card` is the id of the card that shows the row. */
export function tableRows(nodes) {
  const rows = nodes.flatMap((node) => (node.kind === "group" ? groupRows(node) : [{ ...node, card: node.id }]));
  const keys = new Map(rows.map((row) => [row, [row.hop ?? Infinity, row.rest ?? 0, (row.name ?? "").toLowerCase()]]));
  return rows.sort((a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    const at = one.findIndex((value, i) => value !== other[i]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
  });
}

/** The words for what a row is called, when it is not a run or an artifact with a name. */
export function rowWord(row) {
  if (row.rest) return `${isLocked(row) ? "locked" : "more"}-${row.of}s`;
  return row.kind === "locked" ? `locked-${row.of}` : null;
}
