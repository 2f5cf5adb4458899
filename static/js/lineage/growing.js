// Asking the server for more: a step beside a card, a group's members, another depth, direction or filter.
import { indexGraph } from "./graph.js";
import { knownNeighbours, mergeNeighbours } from "./merge.js";
import { title } from "./names.js";

const MOST_UNFOLDED = 40;
const MOST_CARDS = 150;

function showProblem(map, word) {
  const problem = map.root.querySelector("[data-problem]");
  problem.textContent = word ? map.parts.word(word) : "";
  problem.hidden = !word;
}

/** Waits for an answer of the server; what goes wrong with that is said on the map, which stays as it is. */
export async function ask(map, question, answered) {
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
  return ask(map, map.api.neighbours({ id, side, known }, map.graph.root, map.view), (more) => {
    if (!map.graph.byId.has(id)) return;
    const before = map.graph.nodes.length;
    const name = title(map.graph.byId.get(id), map.parts.word);
    map.steps.push({ id, side, more });
    map.draw({ pinned: id });
    map.remember({ steps: [...map.view.steps, { id, side }] }, { isNew: true });
    const n = map.graph.nodes.length - before;
    map.say(more.hidden ? "brought-hidden" : n === 1 ? "brought-one" : "brought", { n, name, hidden: more.hidden });
  });
}

/** What the steps of a view bring to a map, one after the other as they were taken. */
export async function takeSteps(map, base, view) {
  const steps = [];
  let answer = base;
  for (const { id, side } of view.steps) {
    const graph = indexGraph(answer);
    if (graph.byId.has(id)) {
      const known = knownNeighbours(graph, id, side);
      const more = await map.api.neighbours({ id, side, known }, base.root, view);
      steps.push({ id, side, more });
      answer = mergeNeighbours(answer, graph, more, id, side).answer;
    }
  }
  return steps;
}

/** All that a view shows: the map and the steps beside it. */
export async function readMap(map, view) {
  const answer = await map.api.lineage(view);
  return { answer, steps: await takeSteps(map, answer, view) };
}

/** Whoever does not see the map is told what it has become. */
const tellTruth = (map) => map.announce(map.root.querySelector("[data-truth]").textContent);

function change(map, values, { how = {}, done = tellTruth } = {}) {
  const view = { ...map.view, ...values };
  return ask(map, readMap(map, view), ({ answer, steps }) => {
    map.remember(values, { isNew: true });
    map.show(answer, { previous: map.plan, steps, ...how });
    done(map);
  });
}

/** Only the server can tell the members' own edges, and only of a group in its own map. */
export function canUnfold(map, group) {
  const isOwn = map.base.nodes.some((node) => node.id === group.id);
  return isOwn && group.count <= MOST_UNFOLDED && map.graph.nodes.length + group.count <= MOST_CARDS;
}

/** The members of a group as cards of their own. */
export function unfold(map, id) {
  return change(map, { unfold: [...map.view.unfold, id] }, { how: { pinned: id } });
}

export const canPart = (map) => map.graph.nodes.length < MOST_CARDS;

/** One member of a group as a card beside it. */
export function setApart(map, group, member) {
  const name = title(member, map.parts.word);
  const done = () => {
    if (map.graph.byId.has(member.id)) map.goTo(member.id);
    map.say("apart", { name });
  };
  return change(map, { apart: [...map.view.apart, member.id] }, { how: { pinned: group }, done });
}

export function putBack(map, id) {
  return change(map, { apart: map.view.apart.filter((other) => other !== id) });
}

export const setDepth = (map, depth) => change(map, { depth });

export const setDirection = (map, direction) => change(map, { direction, steps: [] }, { how: { previous: null } });

export const setHidden = (map, hide) => change(map, { hide }, { how: { previous: null } });
