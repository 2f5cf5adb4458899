// Room for open cards: what stands in their way moves, everything else keeps its place. Pure.

import { CARD, GAP } from "./sizes.js";
import { stack } from "./layout/stack.js";

const HALF = CARD.height / 2;
const WEIGHT = { line: 1e6, open: 1e3, closed: 1 };
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

function makeWay(column, sizeOf, line) {
  const isOpen = (entry) => !isLane(entry) && sizeOf(entry.id) !== CLOSED;
  if (!column.some(isOpen)) return;
  const weight = (entry) => (line.has(entry.id) ? WEIGHT.line : isOpen(entry) ? WEIGHT.open : WEIGHT.closed);
  const rows = stack(
    column.map(({ row }) => row),
    column.map(weight),
    column.map((entry, i) => (i ? distance(column[i - 1], entry, sizeOf) : 0)),
  );
  column.forEach((entry, i) => { entry.row = Math.round(rows[i]) + 0; });
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
export function spreadPlan(plan, open, line = []) {
  const sizeOf = (id) => open.get(id) ?? CLOSED;
  const columns = columnsOf(plan);
  const onLine = new Set(line);
  for (const column of columns) makeWay(column, sizeOf, onLine);
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
