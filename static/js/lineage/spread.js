// Room for open cards: what stands under them moves down, everything else keeps its place. Pure.

import { CARD, GAP } from "./sizes.js";

const HALF = CARD.height / 2;
const CLOSED = { width: CARD.width, height: CARD.height };

function columnsOf(plan) {
  const columns = [];
  const add = (layer, entry) => { (columns[layer] ??= []).push(entry); };
  for (const [id, { layer, row }] of plan.cards) add(layer, { id, row });
  for (const [key, lanes] of plan.lanes) lanes.forEach(({ layer, row }, i) => add(layer, { key, i, row }));
  for (const column of columns) column.sort((a, b) => a.row - b.row);
  return columns;
}

const isLane = (entry) => entry.key !== undefined;

function distance(upper, lower, sizeOf) {
  const below = isLane(upper) ? GAP.lane / 2 : sizeOf(upper.id).height - HALF;
  const above = isLane(lower) ? GAP.lane / 2 : HALF;
  return below + above + (isLane(upper) && isLane(lower) ? GAP.lanes : GAP.row);
}

/** An open card pushes down what stands below it; what is above stays, so nothing jumps under the pointer. */
function makeWay(column, sizeOf) {
  for (let i = 1; i < column.length; i += 1) {
    const above = column[i - 1];
    column[i].row = Math.max(column[i].row, above.row + distance(above, column[i], sizeOf));
  }
}

function columnSpans(columns, sizeOf) {
  let left = 0;
  return columns.map((column) => {
    const width = Math.max(CARD.width, ...column.map((entry) => (isLane(entry) ? 0 : sizeOf(entry.id).width)));
    const span = { left, right: left + width };
    left = span.right + GAP.column;
    return span;
  });
}

/**
 * `open` maps ids of open cards to {width, height}. An entry's `row` is the line of its header, which stays level.
 * Returns boxes {left, row, width, height, columnLeft, columnRight} and, per edge, the lanes it passes.
 */
export function spreadPlan(plan, open) {
  const sizeOf = (id) => open.get(id) ?? CLOSED;
  const columns = columnsOf(plan);
  for (const column of columns) makeWay(column, sizeOf);
  const spans = columnSpans(columns, sizeOf);
  const boxes = new Map();
  const lanes = new Map([...plan.lanes.keys()].map((key) => [key, []]));
  columns.forEach((column, layer) => {
    const span = spans[layer];
    for (const entry of column) {
      if (isLane(entry)) lanes.get(entry.key)[entry.i] = { ...span, row: entry.row };
      else boxes.set(entry.id, { ...sizeOf(entry.id), left: span.left, row: entry.row, column: span });
    }
  });
  return { boxes, lanes };
}

/** Column by column from above: as the map reads, so it is read aloud. */
export function readingOrder({ cards }) {
  return [...cards].sort(([, a], [, b]) => a.layer - b.layer || a.row - b.row).map(([id]) => id);
}

/** The same picture elsewhere, so that one card can stay where it is on screen. */
export function shiftSpread({ boxes, lanes }, x, y) {
  const span = ({ left, right }) => ({ left: left + x, right: right + x });
  const moved = (box) => ({ ...box, left: box.left + x, row: box.row + y, column: span(box.column) });
  const lane = (one) => ({ ...span(one), row: one.row + y });
  return {
    boxes: new Map([...boxes].map(([id, box]) => [id, moved(box)])),
    lanes: new Map([...lanes].map(([key, list]) => [key, list.map(lane)])),
  };
}
