import assert from "node:assert/strict";
import { test } from "node:test";

import { placeCards } from "../../static/js/lineage/layout.js";
import { GAP } from "../../static/js/lineage/sizes.js";
import { spreadPlan } from "../../static/js/lineage/spread.js";
import { chain, cyclic, hubs, lineCrossings, pipeline } from "./graphs.mjs";

const SHAPES = {
  pipeline: pipeline(145, 1),
  cyclic: cyclic(150, 3),
  hubs: hubs(4, 17),
  chain: chain(148),
};

// Crossings of dagre 3.1.3 (rankdir LR, nodesep 24, ranksep 76) on the same graphs, by the same yardstick.
const DAGRE = [
  [pipeline(54, 1), 15],
  [pipeline(54, 2), 32],
  [pipeline(145, 1), 81],
  [pipeline(145, 2), 48],
  [cyclic(51, 3), 26],
  [cyclic(150, 3), 65],
];

const boxesOf = ({ ids, edges }, open = new Map()) => spreadPlan(placeCards(ids, edges), open).boxes;

function overlaps(boxes) {
  const all = [...boxes.values()];
  return all.some((a, i) => all.slice(i + 1).some((b) =>
    a.left < b.left + b.width && b.left < a.left + a.width
    && a.row - 28 < b.row - 28 + b.height && b.row - 28 < a.row - 28 + a.height));
}

for (const [name, graph] of Object.entries(SHAPES)) {
  test(`no card of a ${name} lies on another`, () => {
    assert.equal(overlaps(boxesOf(graph)), false);
  });

  test(`a ${name} with every third card open has no overlap either`, () => {
    const open = new Map(graph.ids.filter((_, i) => i % 3 === 0).map((id) => [id, { width: 344, height: 230 }]));

    assert.equal(overlaps(boxesOf(graph, open)), false);
  });

  test(`a ${name} is placed the same way twice`, () => {
    assert.deepEqual(placeCards(graph.ids, graph.edges), placeCards(graph.ids, graph.edges));
  });

  test(`a ${name} keeps every place when its own plan is fed back`, () => {
    const plan = placeCards(graph.ids, graph.edges);

    const again = placeCards(graph.ids, graph.edges, { previous: plan });

    assert.deepEqual(again.cards, plan.cards);
  });
}

test("edges run rightwards, but for one per cycle", () => {
  const { ids, edges } = SHAPES.cyclic;
  const plan = placeCards(ids, edges);

  const leftwards = edges.filter(([a, b]) => plan.cards.get(a).layer >= plan.cards.get(b).layer);

  assert.deepEqual(new Set(leftwards.map((edge) => edge.join(">"))), plan.back);
  assert.ok(plan.back.size <= 4);
});

test("a run that logs what it used gets its loop under both cards", () => {
  const plan = placeCards(["a1", "r1"], [["a1", "r1"], ["r1", "a1"]]);

  assert.deepEqual([...plan.back], ["r1>a1"]);
  assert.equal(plan.cards.get("a1").row, plan.cards.get("r1").row);
  assert.ok(plan.lanes.get("r1>a1").every(({ row }) => row > plan.cards.get("a1").row + 28));
});

test("an edge from a card to itself is left out", () => {
  const plan = placeCards(["r1"], [["r1", "r1"]]);

  assert.deepEqual(plan.cards.get("r1"), { layer: 0, row: 0 });
});

test("a chain of 5,000 cards does not overflow the stack", () => {
  const { ids, edges } = chain(5000);

  assert.equal(placeCards(ids, edges).cards.get(ids[4999]).layer, 4999);
});

test("the crossings are at most those of dagre", () => {
  for (const [graph, dagre] of DAGRE) {
    const boxes = boxesOf(graph);
    const own = lineCrossings(graph.edges, (id) => ({ x: boxes.get(id).left, y: boxes.get(id).row }));
    assert.ok(own <= dagre, `${own} crossings, dagre has ${dagre}`);
  }
});

test("the main line is level, whatever stands around it", () => {
  const ids = ["a1", "a2", "r1", "m", "r2", "r3", "g"];
  const edges = [["a1", "r1"], ["a2", "r1"], ["r1", "m"], ["m", "r2"], ["m", "r3"], ["m", "g"], ["a1", "r3"]];

  const { cards } = placeCards(ids, edges, { lineOf: () => ["a1", "r1", "m", "r3"] });

  assert.deepEqual(["a1", "r1", "m", "r3"].map((id) => cards.get(id).row), [0, 0, 0, 0]);
});

test("a label above a card is clear of the lane over it", () => {
  const edges = [["a", "b"], ["b", "c"], ["c", "d"], ["a", "d"]];

  const plan = placeCards(["a", "b", "c", "d"], edges, { lineOf: () => ["a", "b", "c", "d"], labelled: "b" });

  const [lane] = plan.lanes.get("a>d");
  assert.ok(lane.row > 0 || lane.row <= -(28 + 20 + GAP.row + 7));
});

test("lanes of long edges keep clear of the cards they pass", () => {
  const { ids, edges } = SHAPES.pipeline;
  const plan = placeCards(ids, edges);
  const { boxes, lanes } = spreadPlan(plan, new Map());

  const touching = [...lanes.values()].flat().filter((lane) => [...boxes.values()].some((box) =>
    box.left === lane.left && Math.abs(box.row - lane.row) < 28 + GAP.row - 1));

  assert.deepEqual(touching, []);
});
