import assert from "node:assert/strict";
import { test } from "node:test";

import { countMembers, indexGraph, pathThrough, reach } from "../../static/js/lineage/graph.js";
import { spineOf } from "../../static/js/lineage/spine.js";
import { step } from "../../static/js/lineage/walk.js";

const run = (id, day) => ({ id, kind: "run", created_at: `2026-11-${day}T06:00:00Z` });
const artifact = (id, day) => ({ id, kind: "artifact", created_at: `2026-11-${day}T06:00:00Z` });

/** The seed's story, with an older input, a later consumer and a sweep beside the main line. */
const zoo = indexGraph({
  root: "a2",
  nodes: [
    artifact("a9", "02"), artifact("a1", "07"), run("r20", "09"), artifact("a2", "09"),
    { id: "gr40", kind: "group", of: "run", count: 37 }, run("r25", "19"), run("r21", "10"),
  ],
  edges: [["a9", "r20", 1], ["a1", "r20", 1], ["r20", "a2", 1], ["a2", "gr40", 37], ["a2", "r25", 1], ["a2", "r21", 1]],
});

test("edges to cards that are not in the answer are left out", () => {
  const graph = indexGraph({ root: "a1", nodes: [artifact("a1", "01")], edges: [["a1", "r7", 1]] });

  assert.deepEqual(graph.edges, []);
});

test("everything downstream is reached once, cycles included", () => {
  const loop = new Map([["a", ["b"]], ["b", ["c"]], ["c", ["a"]]]);

  assert.deepEqual(reach("a", loop), new Set(["a", "b", "c"]));
});

test("reach follows a chain of 20,000", () => {
  const links = new Map(Array.from({ length: 20000 }, (_, i) => [i, [i + 1]]));

  assert.equal(reach(0, links).size, 20001);
});

test("a path holds ancestors and descendants, and the edges among them", () => {
  const path = pathThrough(zoo, "r20");

  assert.deepEqual(path.nodes, new Set(["r20", "a9", "a1", "a2", "gr40", "r25", "r21"]));
  assert.ok(path.hasEdge(["a1", "r20"]));
});

test("an edge from an ancestor past the card is not on its path", () => {
  const graph = indexGraph({
    root: "b",
    nodes: ["a", "b", "c"].map((id) => run(id, "01")),
    edges: [["a", "b", 1], ["b", "c", 1], ["a", "c", 1]],
  });

  assert.equal(pathThrough(graph, "b").hasEdge(["a", "c"]), false);
});

const column = (columns) => (id) => columns.findIndex((ids) => ids.includes(id));

test("the main line takes the neighbour nearest in time, and single cards before groups", () => {
  const layerOf = column([["a9", "a1"], ["r20"], ["a2"], ["gr40", "r25", "r21"]]);

  assert.deepEqual(spineOf(zoo, layerOf), ["a1", "r20", "a2", "r21"]);
});

test("the main line leads from column to column, so that it crosses nothing", () => {
  const layerOf = column([["a1"], ["a9"], ["r20"], ["a2"], ["gr40", "r25", "r21"]]);

  assert.deepEqual(spineOf(zoo, layerOf)[0], "a9");
});

test("the main line goes on where it can, rather than end at what is nearer in time", () => {
  const graph = indexGraph({
    root: "r1",
    nodes: [run("r1", "09"), artifact("a1", "09"), artifact("a2", "12"), run("r2", "13")],
    edges: [["r1", "a1", 1], ["r1", "a2", 1], ["a2", "r2", 1]],
  });

  assert.deepEqual(spineOf(graph, column([["r1"], ["a1", "a2"], ["r2"]])), ["r1", "a2", "r2"]);
});

test("the main line passes a card once, even in a cycle", () => {
  const graph = indexGraph({ root: "a1", nodes: [artifact("a1", "01"), run("r1", "02")], edges: [["a1", "r1", 1], ["r1", "a1", 1]] });

  assert.deepEqual(spineOf(graph, () => 0), ["r1", "a1"]);
});

test("a group counts as its members", () => {
  assert.equal(countMembers(zoo.nodes), 43);
});

const at = (left, row) => ({ left, row, column: { left } });
const boxes = new Map([
  ["a9", at(0, -80)], ["a1", at(0, 0)], ["r20", at(312, 0)], ["a2", at(624, 0)],
  ["gr40", at(936, 80)], ["r25", at(936, 160)], ["r21", at(936, 0)],
]);

test("arrow right follows the edge that leads straightest", () => {
  assert.equal(step(zoo, boxes, "a2", "ArrowRight"), "r21");
});

test("arrow left goes back, up and down stay in the column", () => {
  assert.equal(step(zoo, boxes, "r20", "ArrowLeft"), "a1");
  assert.equal(step(zoo, boxes, "r21", "ArrowDown"), "gr40");
  assert.equal(step(zoo, boxes, "a1", "ArrowUp"), "a9");
});

test("a dead end is null", () => {
  assert.equal(step(zoo, boxes, "r21", "ArrowRight"), null);
  assert.equal(step(zoo, boxes, "r21", "ArrowUp"), null);
});
