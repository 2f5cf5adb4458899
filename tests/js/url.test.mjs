import assert from "node:assert/strict";
import { test } from "node:test";

import { drawing, isSameMap, readView, writeView } from "../../static/js/lineage/url.js";

const DEFAULT = readView("");
const WHOLE = "?sel=a12&open=r5,a1.down.gr9&dir=up&depth=3&view=table&unfold=gr2,ga3&apart=r7&steps=a1.down,a1.down.gr9.up"
  + "&hide_type=run_table&hide_type=raw+data&hide_job=&hide_state=failed&hide_generated=1";

test("the query string says what is looked at", () => {
  assert.deepEqual(readView(WHOLE), {
    selected: "a12", opened: ["r5", "a1.down.gr9", "a12"], direction: "up", depth: 3, view: "table",
    unfold: ["gr2", "ga3"], apart: ["r7"],
    steps: [{ id: "a1", side: "down" }, { id: "a1.down.gr9", side: "up" }],
    hide: { hide_type: ["run_table", "raw data"], hide_job: [""], hide_state: ["failed"], hide_generated: ["1"] },
  });
});

test("nonsense in it is the default view", () => {
  assert.deepEqual(readView("?dir=sideways&depth=-2&view=3d&steps=a1,.up,r5.left&open=,,"), DEFAULT);
});

test("a view survives the way through the query string", () => {
  assert.equal(writeView("", readView(WHOLE)), WHOLE);
});

test("defaults are left out, parameters of others stay", () => {
  assert.equal(writeView(`?tab=2&${WHOLE.slice(1)}`, DEFAULT), "?tab=2");
});

test("the server is told what decides which cards are drawn, and no more", () => {
  assert.deepEqual(drawing(readView("?sel=a1&depth=2&apart=r7&hide_job=")), [["depth", 2], ["apart", "r7"], ["hide_job", ""]]);
});

test("opening a card does not make another map, a step does", () => {
  assert.ok(isSameMap(readView("?sel=a1&open=r2&view=table"), DEFAULT));
  for (const search of ["?steps=a1.up", "?dir=up", "?depth=1", "?unfold=gr1", "?apart=r1", "?hide_state=failed"]) {
    assert.ok(!isSameMap(readView(search), DEFAULT), search);
  }
});
