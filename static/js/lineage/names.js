// What a card is called and what it says first. Pure: words come in as a function.

const KINDS = { run: "run", artifact: "artifact" };

/** Aliases of the source and of every linked collection once each: protected first, "latest" last. */
export function allAliases(node) {
  const lists = [node.aliases ?? [], ...(node.links ?? []).map((link) => link.aliases)];
  const byName = new Map();
  for (const alias of lists.flat()) {
    if (!byName.has(alias.name) || alias.protected) byName.set(alias.name, alias);
  }
  const rank = (alias) => (alias.protected ? 0 : alias.name === "latest" ? 2 : 1);
  return [...byName.values()].sort((a, b) => rank(a) - rank(b));
}

export function isLocked(node) {
  return node.kind === "locked" || Boolean(node.locked);
}

function groupTitle(node, word) {
  const name = `${KINDS[node.of]}s`;
  return word(node.locked ? `locked-${name}` : name, { n: node.count });
}

/** The name in front and, for an artifact, its version apart: that part is never cut. */
export function nameParts(node, word) {
  if (node.kind === "group") return { name: groupTitle(node, word), version: "" };
  if (node.kind === "locked") return { name: word(`locked-${KINDS[node.of]}`), version: "" };
  return { name: node.name, version: node.version ? `:${node.version}` : "" };
}

export function title(node, word) {
  const { name, version } = nameParts(node, word);
  return name + version;
}

/** The second line's plain word: job type or artifact type. */
export function typeWord(node, word) {
  if (isLocked(node)) return word("not-yours");
  if (node.kind === "run") return node.job_type;
  if (node.kind === "artifact") return node.type;
  return node.label || word(node.of === "run" && node.types === 1 ? "no-job-type" : "mixed");
}

/** "2 up", "this version", "1 down"; a sister card that was brought in has no step. */
export function stepName(hop, word) {
  if (hop === null || hop === undefined) return word("beside");
  if (hop === 0) return word("this");
  return word(hop < 0 ? "up" : "down", { n: Math.abs(hop) });
}

/** The same as a screen reader has it: "step 2 before", "this version". */
export function spokenStep(hop, word) {
  if (!hop) return stepName(hop, word);
  return word(hop < 0 ? "step-before" : "step-after", { n: Math.abs(hop) });
}

const STATE_ORDER = ["finished", "running", "pending", "preempting", "preempted", "killed", "crashed", "failed"];

export function sortedStates(states) {
  return STATE_ORDER.filter((state) => states?.[state]).map((state) => [state, states[state]]);
}
