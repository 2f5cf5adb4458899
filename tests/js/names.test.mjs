import assert from "node:assert/strict";
import { test } from "node:test";

import { allAliases, nameParts, sortedStates, stepName, title, typeWord } from "../../static/js/lineage/names.js";
import { rowWord, tableRows } from "../../static/js/lineage/rows.js";
import { writeSvg } from "../../static/js/lineage/svg.js";

const word = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const alias = (name, isProtected = false) => ({ name, protected: isProtected });

test("aliases of source and collections come once, the protected first, latest last", () => {
  const node = {
    aliases: [alias("latest"), alias("best")],
    links: [{ aliases: [alias("latest"), alias("production", true)] }, { aliases: [alias("best", true)] }],
  };

  assert.deepEqual(allAliases(node).map(({ name }) => name), ["best", "production", "latest"]);
});

test("the version stands apart from the name, so that it is never cut", () => {
  const node = { kind: "artifact", name: "zoo-ylbchv20", version: "v0" };

  assert.deepEqual(nameParts(node, word), { name: "zoo-ylbchv20", version: ":v0" });
  assert.equal(title(node, word), "zoo-ylbchv20:v0");
});

test("a group is called by its count, a locked card by its kind only", () => {
  assert.equal(title({ kind: "group", of: "run", count: 37 }, word), "runs 37");
  assert.equal(title({ kind: "group", of: "artifact", count: 9, locked: true }, word), "locked-artifacts 9");
  assert.equal(title({ kind: "locked", of: "run" }, word), "locked-run");
});

test("a group without a common type says whether there are several or none", () => {
  assert.equal(typeWord({ kind: "group", of: "run", label: "", types: 3 }, word), "mixed");
  assert.equal(typeWord({ kind: "group", of: "run", label: "", types: 1 }, word), "no-job-type");
});

test("steps are counted from the root", () => {
  assert.deepEqual([-2, 0, 1, null].map((hop) => stepName(hop, word)), ["up 2", "this", "down 1", "beside"]);
});

test("states come in one order, the bad ones at the end", () => {
  assert.deepEqual(sortedStates({ failed: 2, finished: 27, running: 6 }), [["finished", 27], ["running", 6], ["failed", 2]]);
});

test("the table has a row for each listed member, by step and name", () => {
  const rows = tableRows([
    { id: "gr5", kind: "group", of: "run", hop: 1, count: 2, members: [{ id: "r6", name: "b" }, { id: "r5", name: "A" }] },
    { id: "a1", kind: "artifact", hop: 0, name: "m" },
    { id: "r9", kind: "run", hop: null, name: "sister" },
  ]);

  assert.deepEqual(rows.map((row) => [row.id, row.card]), [["a1", "a1"], ["r5", "gr5"], ["r6", "gr5"], ["r9", "r9"]]);
});

test("members that a group does not list share a row after the others", () => {
  const group = { id: "gr5", kind: "group", of: "run", hop: 1, count: 9, members: [{ id: "r6", name: "z" }] };

  const rows = tableRows([group]);

  assert.deepEqual(rows.map((row) => [row.id, row.rest]), [["r6", undefined], ["gr5", 8]]);
  assert.equal(rowWord(rows[1]), "more-runs");
  assert.equal(rowWord({ ...rows[1], locked: true }), "locked-runs");
});

test("an exported picture takes names as text, whatever is in them", () => {
  const piece = { text: '<script>"&', colour: "black", weight: 600, width: 50 };
  const card = {
    left: 0, top: 0, width: 236, height: 56, radius: 10, fill: "white", stroke: "black", strokeWidth: 1.5,
    icon: "model", iconColour: "black", name: [piece], sub: [],
  };

  const svg = writeSvg({
    left: 0, top: 0, width: 300, height: 100, ground: "white", edge: "grey", text: "grey",
    caption: "a<b", symbols: "", edges: [], cards: [card],
  });

  assert.ok(svg.includes("&#60;script&#62;&#34;&#38;"));
  assert.ok(svg.includes("a&#60;b"));
  assert.ok(!svg.includes("<script"));
});
