// Asking the server for more: a step beside a card, a group's members, another depth or direction.
import { knownNeighbours } from "./merge.js";
import { title } from "./names.js";

const MOST_UNFOLDED = 40;
const MOST_CARDS = 150;

function showProblem(map, word) {
  const problem = map.root.querySelector("[data-problem]");
  problem.textContent = word ? map.parts.word(word) : "";
  problem.hidden = !word;
}

/** Waits for an answer of the server; what goes wrong with that is said on the map, which stays as it is. */
async function ask(map, question, answered) {
  let answer;
  showProblem(map, null);
  map.root.setAttribute("aria-busy", "true");
  try {
    answer = await question;
  } catch (error) {
    if (error.name === "AbortError") return;
    showProblem(map, error.status === 401 ? "signed-out" : "problem");
  }
  map.root.removeAttribute("aria-busy");
  if (answer) answered(answer);
}

/** One step more on one side of a card. Nothing that is drawn jumps. */
export function bring(map, id, side) {
  const known = knownNeighbours(map.graph, id, side);
  const place = { ...map.view, root: map.graph.root };
  return ask(map, map.api.neighbours({ id, side, known }, place, map.unfolded), (more) => {
    if (!map.graph.byId.has(id)) return;
    const before = map.graph.nodes.length;
    const name = title(map.graph.byId.get(id), map.parts.word);
    map.steps.push({ id, side, more });
    map.draw({ pinned: id });
    map.say("brought", { n: map.graph.nodes.length - before, name });
  });
}

/** Only the server can tell the members' own edges, and only of a group in its own map. */
export function canUnfold(map, group) {
  const isOwn = map.base.nodes.some((node) => node.id === group.id);
  return isOwn && group.count <= MOST_UNFOLDED && map.graph.nodes.length + group.count <= MOST_CARDS;
}

/** The members of a group as cards of their own. */
export function unfold(map, id) {
  const unfolded = [...map.unfolded, id];
  return ask(map, map.api.lineage(map.view, unfolded), (answer) => {
    map.unfolded = unfolded;
    map.show(answer, { previous: map.plan, steps: map.steps });
  });
}

export function setDepth(map, depth) {
  return ask(map, map.api.lineage({ ...map.view, depth }, map.unfolded), (answer) => {
    map.view.depth = depth;
    map.show(answer, { previous: map.plan, steps: map.steps });
    map.remember({ depth });
  });
}

export function setDirection(map, direction) {
  return ask(map, map.api.lineage({ ...map.view, direction }, map.unfolded), (answer) => {
    map.view.direction = direction;
    map.show(answer);
    map.remember({ direction });
  });
}
