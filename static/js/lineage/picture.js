// The drawn map as plain shapes for svg.js: measured texts, looked-up colours.
import { typeIcon } from "../types.js";
import { edgeWidth, routeEdge, svgPath } from "./edges.js";
import { kindOf } from "./graph.js";
import { edgeKey } from "./layout.js";
import { allAliases, isLocked, nameParts, typeWord } from "./names.js";
import { CARD } from "./sizes.js";
import { boundsOf } from "./view.js";

const MARGIN = 48;
const TEXT_ROOM = 174;
const STATE_ICONS = { running: "play", finished: "check", failed: "cross", crashed: "bang", killed: "stop" };
const pen = document.createElement("canvas").getContext("2d");

function measure(text, weight, size) {
  pen.font = `${weight} ${size}px system-ui, sans-serif`;
  return pen.measureText(text).width;
}

/** The text cut so that it and `reserved` pixels fit on a card. */
function cut(text, weight, size, reserved) {
  if (measure(text, weight, size) + reserved <= TEXT_ROOM) return text;
  let kept = text;
  while (kept.length > 1 && measure(`${kept}…`, weight, size) + reserved > TEXT_ROOM) kept = kept.slice(0, -1);
  return `${kept}…`;
}

function piece(text, colour, weight, size, chip) {
  return { text, colour, weight, width: measure(text, weight, size), chip };
}

function nameLine(node, { parts, palette }) {
  const { name, version } = nameParts(node, parts.word);
  const end = version ? [piece(version, palette.type(node.type), 620, 14)] : [];
  const shown = cut(name, 620, 14, end.length ? end[0].width : 0);
  const start = piece(shown, palette.token("text"), 620, 14);
  return [{ ...start, width: start.width - (end.length ? 6 : 0) }, ...end];
}

function subLine(node, { parts, palette }) {
  const state = node.kind === "run" ? [piece(node.state, palette.state(node.state), 570, 12)] : [];
  const word = piece(cut(typeWord(node, parts.word) ?? "", 400, 12, 70), palette.token("text-dim"), 400, 12);
  const chips = node.kind === "artifact"
    ? allAliases(node).map(({ name }) => piece(name, palette.token("accent"), 550, 11, palette.token("accent-tint")))
    : [];
  let room = TEXT_ROOM - word.width - 8;
  return [...state, word, ...chips.filter(({ width }) => (room -= width + 14) >= 0)];
}

function iconOf(node) {
  if (isLocked(node)) return "lock";
  if (node.kind === "run") return STATE_ICONS[node.state] ?? "clock";
  if (node.of === "run") return "registry";
  return typeIcon(node.type ?? node.label ?? "");
}

function cardShape(node, box, map) {
  const { palette, graph } = map;
  const isRun = kindOf(node) === "run";
  const bad = node.state === "failed" || node.state === "crashed";
  const runLine = bad || node.state === "running" ? palette.state(node.state) : palette.token("line-strong");
  const stroke = isLocked(node) || node.state === "deleted" || isRun ? runLine : palette.type(node.type ?? node.label);
  return {
    left: box.left, top: box.row - CARD.height / 2, width: CARD.width, height: CARD.height, radius: isRun ? 28 : 10,
    fill: palette.token("raised"), stroke, strokeWidth: 1.5,
    dashed: isLocked(node) || node.state === "running" || node.state === "deleted",
    ring: node.id === graph.root ? palette.token("accent") : "",
    many: node.kind === "group", icon: iconOf(node),
    iconColour: node.kind === "run" ? palette.state(node.state) : isRun ? palette.token("text") : palette.type(node.type ?? node.label),
    name: nameLine(node, map), sub: subLine(node, map),
  };
}

function edgeShape([source, target, count, through], { spread, plan }) {
  const key = edgeKey(source, target);
  const isBack = plan.back.has(key);
  const route = routeEdge(spread.boxes.get(source), spread.boxes.get(target), spread.lanes.get(key) ?? [], isBack);
  return { path: svgPath(route), width: edgeWidth(count), dash: through ? "2 5" : isBack ? "6 4" : undefined };
}

export function iconNames(map) {
  return [...new Set(map.graph.nodes.map(iconOf))];
}

/** `spread` is the closed one: an exported picture shows every card alike. */
export function pictureOf(map, symbols, caption) {
  const { boxes } = map.spread;
  const bounds = boundsOf(boxes.values());
  return {
    left: bounds.left - MARGIN, top: bounds.top - MARGIN,
    width: bounds.right - bounds.left + 2 * MARGIN, height: bounds.bottom - bounds.top + 2 * MARGIN,
    ground: map.palette.token("ground"), edge: map.palette.token("edge"), text: map.palette.token("text-dim"),
    caption, symbols,
    edges: map.graph.edges.map((edge) => edgeShape(edge, map)),
    cards: map.graph.nodes.map((node) => cardShape(node, boxes.get(node.id), map)),
  };
}
