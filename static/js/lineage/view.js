// Where the map is looked at: zoom and pan as plain numbers. Pure.

import { GAP } from "./sizes.js";

export const LIMITS = { min: 0.05, max: 2.2, first: 1.05, readable: 0.8, readablePhone: 0.72 };
// what may show beside the outermost whole columns, and what has to
const CLEAR = GAP.column - 6;
const EDGE = 16;

export function boundsOf(boxes) {
  const all = [...boxes];
  const half = 28;
  return {
    left: Math.min(...all.map((box) => box.left)),
    right: Math.max(...all.map((box) => box.left + box.width)),
    top: Math.min(...all.map((box) => box.row - half)),
    bottom: Math.max(...all.map((box) => box.row - half + box.height)),
  };
}

/** Pan that keeps [low, high] filled: centred if it fits, else the focus centred but no side left empty. */
function panAxis(low, high, focus, size, padding) {
  if (high - low <= size - 2 * padding) return (size - low - high) / 2;
  const centred = size / 2 - focus;
  return Math.min(padding - low, Math.max(size - padding - high, centred));
}

export function fitView(bounds, stage, padding, zoomLimits, focus = null) {
  const width = Math.max(1, bounds.right - bounds.left);
  const height = Math.max(1, bounds.bottom - bounds.top);
  const fit = Math.min((stage.width - 2 * padding) / width, (stage.height - 2 * padding) / height);
  const zoom = Math.min(zoomLimits.max, Math.max(zoomLimits.min, fit));
  const at = focus ?? { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  return {
    zoom,
    x: panAxis(bounds.left * zoom, bounds.right * zoom, at.x * zoom, stage.width, padding),
    y: panAxis(bounds.top * zoom, bounds.bottom * zoom, at.y * zoom, stage.height, padding),
  };
}

/** As many columns around the focus as can be read, and no card cut at either side; null where none fits so. */
function wholeColumns(columns, width, focus, limits) {
  const at = columns.findIndex(({ right }) => focus <= right);
  const views = [];
  for (let first = 0; first <= at; first += 1) {
    for (let last = at; last < columns.length; last += 1) {
      const { left } = columns[first];
      const { right } = columns[last];
      const zoom = Math.max(limits.min, width / (right - left + 2 * CLEAR));
      const fits = zoom <= limits.max && (right - left) * zoom <= width - 2 * EDGE;
      if (fits) views.push({ zoom, x: width / 2 - (zoom * (left + right)) / 2, size: last - first, off: Math.abs(left + right - 2 * focus) });
    }
  }
  return views.sort((a, b) => b.size - a.size || a.off - b.off)[0] ?? null;
}

/** The whole map if it can be read, else this version and whole columns around it at a size that can. */
export function firstView(bounds, stage, focus, isPhone, columns = []) {
  const limits = { min: isPhone ? LIMITS.readablePhone : LIMITS.readable, max: LIMITS.first };
  const padding = isPhone ? 24 : 56;
  const view = fitView(bounds, stage, padding, limits, focus);
  if (isPhone || (bounds.right - bounds.left) * view.zoom <= stage.width - 2 * padding) return view;
  const whole = wholeColumns(columns, stage.width, focus.x, limits);
  if (!whole) return view;
  const { y } = fitView(bounds, stage, padding, { min: whole.zoom, max: whole.zoom }, focus);
  return { zoom: whole.zoom, x: whole.x, y };
}

/** How far to pan so that a rectangle on screen comes into view; its start wins if it is too large. */
export function revealBy(rect, stage, margin) {
  const axis = (low, high, size) => {
    if (low < margin) return margin - low;
    if (high > size - margin) return Math.max(size - margin - high, margin - low);
    return 0;
  };
  return { x: axis(rect.left, rect.right, stage.width), y: axis(rect.top, rect.bottom, stage.height) };
}
