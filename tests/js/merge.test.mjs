import assert from "node:assert/strict";
import { test } from "node:test";

import { indexGraph } from "../../static/js/lineage/graph.js";
import { knownNeighbours, mergeNeighbours } from "../../static/js/lineage/merge.js";

const run = (id, hop = 1) => ({ id, kind: "run", hop, more_up: 0, more_down: 0 });

const answer = {
  root: "a1",
  nodes: [
    { id: "a0", kind: "artifact", hop: -2, more_up: 0, more_down: 3 },
    run("r0", -1),
    { id: "a1", kind: "artifact", hop: 0, more_up: 0, more_down: 12 },
    run("r1"),
  ],
  edges: [["a0", "r0", 1], ["r0", "a1", 1], ["a1", "r1", 1]],
};

const graph = indexGraph(answer);
const sweep = {
  id: "gr5", kind: "group", of: "run", count: 13, members: [{ id: "r1" }, { id: "r5" }], more_up: 0, more_down: 2,
};

const merge = (more, id, side) => mergeNeighbours(answer, graph, more, id, side);
const find = (result, id) => result.answer.nodes.find((node) => node.id === id);

test("new cards come in one step further, with their edges", () => {
  const result = merge({ nodes: [run("r2")], edges: [["a1", "r2", 1]] }, "a1", "down");

  assert.deepEqual(result.added, ["r2"]);
  assert.equal(find(result, "r2").hop, 1);
  assert.deepEqual(result.answer.edges.at(-1), ["a1", "r2", 1]);
});

test("what is drawn already stays as it is", () => {
  const result = merge({ nodes: [run("r1"), run("r2")], edges: [["a1", "r1", 1], ["a1", "r2", 1]] }, "a1", "down");

  assert.equal(find(result, "r1"), answer.nodes[3]);
  assert.equal(result.answer.edges.length, 4);
});

test("the badge that was pressed is gone", () => {
  const result = merge({ nodes: [run("r2")], edges: [["a1", "r2", 1]] }, "a1", "down");

  assert.equal(find(result, "a1").more_down, 0);
});

test("a group leaves out members that are drawn, and has an id of its own", () => {
  const result = merge({ nodes: [sweep], edges: [["a1", "gr5", 13]] }, "a1", "down");

  const group = find(result, "a1.down.gr5");
  assert.equal(group.count, 12);
  assert.deepEqual(group.members, [{ id: "r5" }]);
});

test("a step beside a group hangs on that group", () => {
  const folded = { root: "a1", nodes: [answer.nodes[2], { ...sweep, hop: 1 }], edges: [["a1", "gr5", 13]] };
  const more = { nodes: [{ id: "ga8", kind: "group", count: 2, members: [] }], edges: [["gr5", "ga8", 2]] };

  const result = mergeNeighbours(folded, indexGraph(folded), more, "gr5", "down");

  assert.deepEqual(result.answer.edges.at(-1), ["gr5", "gr5.down.ga8", 2]);
});

test("a locked card keeps its id, which is the same in every map", () => {
  const locked = { id: "x0f3", kind: "locked", of: "run", more_up: 0, more_down: 0 };

  const result = merge({ nodes: [locked], edges: [["a1", "x0f3", 1]] }, "a1", "down");

  assert.deepEqual(result.added, ["x0f3"]);
});

test("a group never promises more than the badge did", () => {
  const result = merge({ nodes: [{ ...sweep, count: 40 }], edges: [["a1", "gr5", 40]] }, "a1", "down");

  assert.equal(find(result, "a1.down.gr5").count, 12);
});

test("a sister of the root has no step of its own", () => {
  const result = merge({ nodes: [run("r7")], edges: [["a0", "r7", 1]] }, "a0", "down");

  assert.equal(find(result, "r7").hop, null);
});

test("an edge found on the way counts down the badge at its other end", () => {
  const more = { nodes: [run("r7")], edges: [["a0", "r7", 1], ["a1", "r7", 1]] };

  const result = merge(more, "a0", "down");

  assert.equal(find(result, "a1").more_down, 11);
});

test("members of groups beside a card are known to be drawn", () => {
  const folded = indexGraph({ root: "a1", nodes: [answer.nodes[2], sweep], edges: [["a1", "gr5", 13]] });

  assert.deepEqual(knownNeighbours(folded, "a1", "down"), ["r1", "r5"]);
});
