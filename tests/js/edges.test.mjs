import assert from "node:assert/strict";
import { test } from "node:test";

import { chordControls, edgeWidth, routeEdge, svgPath } from "../../static/js/lineage/edges.js";

const box = (left, row) => ({ left, row, width: 236, height: 56, column: { left, right: left + 236 } });

test("an edge leaves on the right and arrives on the left, at the height of the headers", () => {
  const { start, end } = routeEdge(box(0, 0), box(312, 80), [], false);

  assert.deepEqual([start, end], [[236, 0], [312, 80]]);
});

test("it turns in the middle of the gap", () => {
  const { points } = routeEdge(box(0, 0), box(312, 80), [], false);

  assert.deepEqual(points, [[274, 0], [274, 80]]);
});

test("it runs level across a column it passes", () => {
  const lane = { left: 312, right: 548, row: 120 };

  const { points } = routeEdge(box(0, 0), box(624, 0), [lane], false);

  const within = points.filter(([x]) => x >= 312 && x <= 548);
  assert.deepEqual(within.map(([, y]) => y), [120, 120]);
});

test("a back edge goes out on the right, under both cards, and in from the left", () => {
  const lanes = [{ left: 0, right: 236, row: 59 }, { left: 312, right: 548, row: 59 }];

  const { start, end, points } = routeEdge(box(312, 0), box(0, 0), lanes, true);

  assert.deepEqual([start, end], [[548, 0], [0, 0]]);
  assert.equal(Math.max(...points.map(([x]) => x)), 586);
  assert.equal(Math.min(...points.map(([x]) => x)), -38);
});

test("chord controls give the points back", () => {
  const route = routeEdge(box(0, 10), box(312, 90), [], false);
  const { weights, distances } = chordControls(route);
  const [[x1, y1], [x2, y2]] = [route.start, route.end];
  const length = Math.hypot(x2 - x1, y2 - y1);

  const back = weights.map((weight, i) => [
    x1 + (x2 - x1) * weight - ((y2 - y1) / length) * distances[i],
    y1 + (y2 - y1) * weight + ((x2 - x1) / length) * distances[i],
  ]);

  back.flat().forEach((value, i) => assert.ok(Math.abs(value - route.points.flat()[i]) < 1e-9));
});

test("the SVG path starts and ends at the cards", () => {
  const path = svgPath(routeEdge(box(0, 0), box(312, 80), [], false));

  assert.equal(path, "M236 0Q274 0 274 40Q274 80 312 80");
});

test("an edge is thicker the more it stands for, within bounds", () => {
  assert.equal(edgeWidth(1), 1.6);
  assert.ok(edgeWidth(37) > edgeWidth(4));
  assert.equal(edgeWidth(1e9), 4.6);
});
