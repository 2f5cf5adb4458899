import assert from "node:assert/strict";
import { test } from "node:test";

import { placeCards } from "../../static/js/lineage/layout.js";
import { spreadPlan } from "../../static/js/lineage/spread.js";
import { pipeline } from "./graphs.mjs";

const { ids, edges } = pipeline(60, 4);
const plan = placeCards(ids, edges);

/** The graph with `count` new runs that use its card `id`. */
function grown(id, count) {
  const added = Array.from({ length: count }, (_, i) => `r9${i}`);
  return { ids: [...ids, ...added], edges: [...edges, ...added.map((run) => [id, run])], added };
}

function flippedPairs(before, after) {
  const old = [...before.cards.entries()];
  return old.flatMap(([a, at], i) => old.slice(i + 1).filter(([b, bt]) =>
    at.layer === bt.layer && (at.row - bt.row) * (after.cards.get(a).row - after.cards.get(b).row) < 0));
}

test("what is brought stands in the next column", () => {
  const more = grown(ids[0], 3);

  const after = placeCards(more.ids, more.edges, { previous: plan });

  const layers = more.added.map((id) => after.cards.get(id).layer - after.cards.get(ids[0]).layer);
  assert.deepEqual(layers, [1, 1, 1]);
});

test("cards that were there keep their column and their order", () => {
  const more = grown(ids[10], 5);

  const after = placeCards(more.ids, more.edges, { previous: plan });

  assert.deepEqual(flippedPairs(plan, after), []);
  assert.ok(ids.every((id) => after.cards.get(id).layer === plan.cards.get(id).layer));
});

test("cards in other columns do not move at all", () => {
  const more = grown(ids[10], 2);
  const column = plan.cards.get(ids[10]).layer + 1;

  const after = placeCards(more.ids, more.edges, { previous: plan });

  const moved = ids.filter((id) => after.cards.get(id).row !== plan.cards.get(id).row);
  assert.ok(moved.every((id) => plan.cards.get(id).layer === column));
});

test("a new edge that would run backwards moves only what it leads to", () => {
  const before = placeCards(["a", "r", "m", "b", "s"], [["a", "r"], ["r", "m"], ["b", "s"]]);

  const edges = [["a", "r"], ["r", "m"], ["b", "s"], ["m", "n"], ["n", "s"]];
  const after = placeCards(["a", "r", "m", "b", "s", "n"], edges, { previous: before });

  const layers = (plan, ids) => ids.map((id) => plan.cards.get(id).layer);
  assert.deepEqual(layers(after, ["a", "r", "m", "b"]), layers(before, ["a", "r", "m", "b"]));
  assert.ok(after.cards.get("s").layer > after.cards.get("n").layer);
});

test("what comes before the first column shifts the numbers, not the picture", () => {
  const first = ids.find((id) => plan.cards.get(id).layer === 0);
  const after = placeCards([...ids, "r99"], [...edges, ["r99", first]], { previous: plan });

  assert.equal(after.cards.get("r99").layer, 0);
  assert.ok(ids.every((id) => after.cards.get(id).layer === plan.cards.get(id).layer + 1));
});

test("an open card keeps its corner; only its column gives way", () => {
  const id = ids[12];
  const before = spreadPlan(plan, new Map()).boxes;

  const after = spreadPlan(plan, new Map([[id, { width: 344, height: 260 }]])).boxes;

  const { layer } = plan.cards.get(id);
  const moved = ids.filter((other) => after.get(other).row !== before.get(other).row);
  assert.equal(after.get(id).row, before.get(id).row);
  assert.equal(after.get(id).left, before.get(id).left);
  assert.ok(moved.every((other) => plan.cards.get(other).layer === layer));
});

test("closing it again restores every place", () => {
  const open = new Map([[ids[12], { width: 344, height: 260 }]]);
  const before = spreadPlan(plan, new Map());
  spreadPlan(plan, open);

  assert.deepEqual(spreadPlan(plan, new Map()), before);
});
