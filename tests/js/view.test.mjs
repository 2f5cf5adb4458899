import assert from "node:assert/strict";
import { test } from "node:test";

import { bytes, duration, fillText } from "../../static/js/lineage/format.js";
import { boundsOf, firstView, revealBy } from "../../static/js/lineage/view.js";

const stage = { width: 1000, height: 600 };

test("a small map is centred, and not blown up", () => {
  const view = firstView({ left: 0, right: 500, top: -28, bottom: 28 }, stage, { x: 0, y: 0 }, false);

  assert.equal(view.zoom, 1.05);
  assert.equal(view.x + 250 * 1.05, 500);
  assert.equal(view.y, 300);
});

test("a large map keeps a size that can be read, this version in the middle", () => {
  const view = firstView({ left: -4000, right: 4000, top: -900, bottom: 900 }, stage, { x: 0, y: 0 }, false);

  assert.deepEqual(view, { zoom: 0.8, x: 500, y: 300 });
});

test("at the edge of a large map no side is left empty", () => {
  const view = firstView({ left: 0, right: 8000, top: -28, bottom: 28 }, stage, { x: 118, y: 0 }, false);

  assert.equal(view.x, 56);
});

test("a phone may go a little smaller", () => {
  const view = firstView({ left: 0, right: 9000, top: 0, bottom: 9 }, { width: 390, height: 500 }, { x: 0, y: 0 }, true);

  assert.equal(view.zoom, 0.72);
});

test("bounds take open cards whole", () => {
  const bounds = boundsOf([{ left: 10, width: 344, row: 0, height: 200 }, { left: 400, width: 236, row: 50, height: 56 }]);

  assert.deepEqual(bounds, { left: 10, right: 636, top: -28, bottom: 172 });
});

test("what is in view stays where it is", () => {
  assert.deepEqual(revealBy({ left: 100, right: 400, top: 50, bottom: 250 }, stage, 24), { x: 0, y: 0 });
});

test("what is cut off comes in, its start first", () => {
  assert.deepEqual(revealBy({ left: 900, right: 1244, top: -30, bottom: 100 }, stage, 24), { x: -268, y: 54 });
  assert.deepEqual(revealBy({ left: 0, right: 2000, top: 40, bottom: 100 }, stage, 24), { x: 24, y: 0 });
});

test("sizes have three digits, durations two units", () => {
  assert.deepEqual([612, 18200, 98600000, 1240000000].map((size) => bytes(size, "en")), ["612 B", "18.2 kB", "98.6 MB", "1.24 GB"]);
  assert.deepEqual([0, 51, 252, 9780, 273600].map(duration), ["0 s", "51 s", "4 min 12 s", "2 h 43 min", "3 d 4 h"]);
});

test("texts are filled with numbers as people write them", () => {
  assert.equal(fillText("{n} runs of {name}, {other}", { n: 1385, name: "sweep" }, "en"), "1,385 runs of sweep, {other}");
});

test("a map too wide to be read whole starts with whole columns", () => {
  const columns = Array.from({ length: 12 }, (_, i) => ({ left: i * 312, right: i * 312 + 236 }));
  const bounds = { left: 0, right: columns[11].right, top: -28, bottom: 28 };
  const wide = { width: 1400, height: 600 };

  const { zoom, x } = firstView(bounds, wide, { x: 7 * 312 + 118, y: 0 }, false, columns);
  const shown = columns.filter(({ left, right }) => right * zoom + x > 0 && left * zoom + x < wide.width);

  assert.deepEqual(shown, columns.slice(5, 10));
  assert.ok(shown.every(({ left, right }) => left * zoom + x > 0 && right * zoom + x < wide.width));
  assert.ok(zoom >= 0.8 && zoom <= 1.05);
});

test("columns too wide for the window are shown at the smallest size that can be read", () => {
  const columns = [{ left: 0, right: 1800 }, { left: 1876, right: 2112 }];
  const bounds = { left: 0, right: 2112, top: -28, bottom: 28 };

  assert.equal(firstView(bounds, stage, { x: 118, y: 0 }, false, columns).zoom, 0.8);
});
