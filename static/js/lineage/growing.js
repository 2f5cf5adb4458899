// Asking the server for more: a step beside a card, a group's members, another depth or direction.
import { knownNeighbours } from "./merge.js";
import { title } from "./names.js";

async function ask(map, question, answered) {
  const problem = map.root.querySelector("[data-problem]");
  problem.hidden = true;
  map.root.setAttribute("aria-busy", "true");
  try {
    answered(await question);
    map.root.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name === "AbortError") return;
    map.root.removeAttribute("aria-busy");
    problem.textContent = map.parts.word(error.status === 401 ? "signed-out" : "problem");
    problem.hidden = false;
  }
}

/** One step more on one side of a card. Nothing that is drawn jumps. */
export function bring(map, id, side) {
  const known = knownNeighbours(map.graph, id, side);
  const place = { ...map.view, root: map.graph.root };
  return ask(map, map.api.neighbours({ id, side, known }, place, map.unfolded), (more) => {
    const before = map.graph.nodes.length;
    const name = title(map.graph.byId.get(id), map.parts.word);
    map.steps.push({ id, side, more });
    map.draw({ pinned: id });
    map.say("brought", { n: map.graph.nodes.length - before, name });
  });
}

/** The members of a group as cards of their own. */
export function unfold(map, id) {
  map.unfolded.push(id);
  return ask(map, map.api.lineage(map.view, map.unfolded), (answer) => {
    map.show(answer, { previous: map.plan, steps: map.steps });
  });
}

export function setDepth(map, depth) {
  return ask(map, map.api.lineage({ ...map.view, depth }, map.unfolded), (answer) => {
    map.view.depth = depth;
    map.show(answer, { previous: map.plan });
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
