// Adding what /neighbours answers to the graph that is drawn. Pure: nothing that is there changes its id or place.

import { countMembers } from "./graph.js";

const SIDES = { up: "more_up", down: "more_down" };

/** Ids of what is drawn next to a card on one side, members of groups included. */
export function knownNeighbours(graph, id, side) {
  const near = (side === "up" ? graph.ins : graph.outs).get(id) ?? [];
  return near.flatMap((other) => {
    const node = graph.byId.get(other);
    return node.kind === "group" ? (node.members ?? []).map((member) => member.id) : [other];
  });
}

/** A group is numbered per answer, so it takes the card it came with into its id, as the server does too. */
function ownIds(more, from, side) {
  const groups = more.nodes.filter((node) => node.kind === "group").map((node) => node.id);
  return (id) => (groups.includes(id) && id !== from ? `${from}.${side}.${id}` : id);
}

/** A card outside the root's own line (a sister run, another input) has no step of its own. */
function hopOf(from, side) {
  const sign = side === "up" ? -1 : 1;
  const inLine = from.hop !== null && from.hop * sign >= 0;
  return inLine ? from.hop + sign : null;
}

function withoutKnown(node, known) {
  if (node.kind !== "group" || !node.members) return node;
  const members = node.members.filter((member) => !known.has(member.id));
  return { ...node, members, count: node.count - (node.members.length - members.length) };
}

function arrivals(graph, more, from, side, ownId) {
  const known = new Set([...graph.byId.keys(), ...knownNeighbours(graph, from.id, side)]);
  const fresh = more.nodes
    .map((node) => withoutKnown({ ...node, id: ownId(node.id), hop: hopOf(from, side) }, known))
    .filter((node) => !known.has(node.id) && (node.kind !== "group" || node.count > 0));
  return trimToPromise(fresh, from[SIDES[side]]);
}

/** The badge knows how many are missing; a group that also counts drawn members beyond its list gives way. */
function trimToPromise(nodes, promised) {
  const surplus = countMembers(nodes) - promised;
  const groups = nodes.filter((node) => node.kind === "group");
  if (surplus <= 0 || !groups.length) return nodes;
  const largest = groups.reduce((best, other) => (other.count > best.count ? other : best));
  const count = Math.max(1, largest.count - surplus);
  return nodes.map((node) => (node === largest ? { ...node, count } : node));
}

function countDown(node, gained) {
  const { up = 0, down = 0 } = gained.get(node.id) ?? {};
  if (!up && !down) return node;
  const less = (value, by) => Math.max(0, (value ?? 0) - by);
  return { ...node, more_up: less(node.more_up, up), more_down: less(node.more_down, down) };
}

/** How many real edges each card that was drawn before has gained, by side. */
function gains(edges, before) {
  const gained = new Map();
  const add = (id, side, count) => {
    if (!before.has(id)) return;
    const sides = gained.get(id) ?? {};
    gained.set(id, { ...sides, [side]: (sides[side] ?? 0) + count });
  };
  for (const [source, target, count] of edges) {
    add(source, "down", count);
    add(target, "up", count);
  }
  return gained;
}

function newEdges(graph, more, ids, ownId) {
  const have = new Set(graph.edges.map(([source, target]) => `${source}>${target}`));
  return more.edges
    .map(([source, target, count]) => [ownId(source), ownId(target), count])
    .filter(([source, target]) => ids.has(source) && ids.has(target) && !have.has(`${source}>${target}`));
}

/** The answer with one step more on one side of card `id`; nothing else about it changes. */
export function mergeNeighbours(answer, graph, more, id, side) {
  const from = graph.byId.get(id);
  const ownId = ownIds(more, id, side);
  const added = arrivals(graph, more, from, side, ownId);
  const ids = new Set([...graph.byId.keys(), ...added.map((node) => node.id)]);
  const edges = newEdges(graph, more, ids, ownId);
  const gained = gains(edges, graph.byId);
  const nodes = answer.nodes.map((node) => countDown(node, gained));
  const done = nodes.map((node) => (node.id === id ? { ...node, [SIDES[side]]: 0 } : node));
  const merged = { ...answer, nodes: [...done, ...added], edges: [...answer.edges, ...edges] };
  return { answer: merged, added: added.map((node) => node.id) };
}
