// One closed card: what a run, an artifact, a group or a locked node says at first sight.
import { typeClass, typeIcon } from "../types.js";
import { kindOf } from "./graph.js";
import { allAliases, isLocked, nameParts, sortedStates, spokenStep, title, typeWord } from "./names.js";
import { fill, svgElement } from "./parts.js";

const SUB_ROOM = 22;
const CHIP_FRAME = 2;
const LONG_NAME = 20;

function headIcon(node, parts) {
  if (isLocked(node)) return parts.icon("lock");
  if (node.kind === "run") return parts.stateBadge(node.state);
  if (node.of === "run") return parts.icon("registry");
  return parts.icon(typeIcon(node.kind === "group" ? node.label : node.type));
}

/** As many chips as fit beside the type, then "+n". */
function aliasChips(node, parts) {
  const aliases = allAliases(node);
  let room = SUB_ROOM - node.type.length;
  const fitting = aliases.findIndex((alias, i) => {
    room -= alias.name.length + CHIP_FRAME + (alias.protected ? 2 : 0);
    return room < 0 && i > 0;
  });
  const shown = fitting < 0 ? aliases : aliases.slice(0, fitting);
  const rest = aliases.length - shown.length;
  return [...shown.map((alias) => parts.alias(alias)), ...(rest ? [`+${rest}`] : [])];
}

function stateBar(states) {
  const sorted = sortedStates(states);
  const total = sorted.reduce((sum, [, count]) => sum + Math.max(count, 1), 0);
  const bar = svgElement("svg", { class: "mixbar", viewBox: "0 0 100 5", preserveAspectRatio: "none", "aria-hidden": "true" });
  let x = 0;
  for (const [state, count] of sorted) {
    const width = Math.max(2, (count / total) * 100);
    bar.append(svgElement("rect", { class: `s-${state}`, x, width: Math.max(1, width - 1), height: 5 }));
    x += width;
  }
  bar.setAttribute("viewBox", `0 0 ${Math.max(1, x - 1)} 5`);
  return bar;
}

function tag(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function subLine(node, parts) {
  const word = tag("span", typeWord(node, parts.word));
  if (isLocked(node)) return [word];
  if (node.kind === "run") return [tag("em", node.state), word];
  if (node.kind === "group") return node.of === "run" ? [word, stateBar(node.states)] : [word];
  if (node.state === "deleted") return [word, tag("em", parts.word("deleted"))];
  return [word, ...aliasChips(node, parts)];
}

const counted = (word, n, parts) => parts.word(n === 1 ? `${word}-one` : `${word}-many`, { n });

/** What the card says only to screen readers: its mix of states, what leads in and out, how far it is. */
function spoken(node, graph, parts) {
  const states = sortedStates(node.states).map(([state, n]) => parts.word("some-in-state", { n, state }));
  const ins = counted("input", graph.ins.get(node.id)?.length ?? 0, parts);
  const outs = counted("output", graph.outs.get(node.id)?.length ?? 0, parts);
  return ["", ...states, ins, outs, spokenStep(node.hop, parts.word)].join(", ");
}

/** The name as it is said: alone it would not tell a run from an artifact, and its version stands apart. */
function called(node, parts) {
  const name = title(node, parts.word);
  return isLocked(node) ? name : `${parts.word(node.kind === "group" ? "group" : node.kind)} ${name}`;
}

function hue(node) {
  const type = node.kind === "group" ? node.label : node.type;
  return type ? typeClass(type) : "";
}

/** The hue is the whole card's, so that an open body has the border of its header. */
function hues(node) {
  if (kindOf(node) !== "run") return hue(node);
  return node.state ? `s-${node.state}` : "";
}

function looks(node, graph) {
  return [
    kindOf(node) === "run" ? "node--run" : "",
    node.kind === "group" ? "node--many" : "",
    isLocked(node) ? "node--locked" : "",
    node.state === "deleted" ? "node--gone" : "",
    node.id === graph.root ? "node--this" : "",
  ].filter(Boolean);
}

export function drawCard(node, graph, parts) {
  const card = parts.clone("card");
  const { name, version } = nameParts(node, parts.word);
  card.dataset.id = node.id;
  const head = card.firstElementChild;
  card.className = `card ${hues(node)}`;
  head.classList.add(...looks(node, graph));
  if (node.id === graph.root) card.dataset.here = parts.word("this");
  fill(head, { icon: headIcon(node, parts), name, version, sub: subLine(node, parts), called: called(node, parts), spoken: spoken(node, graph, parts) });
  if (name.length > LONG_NAME) head.title = title(node, parts.word);
  return card;
}

/** The "+12" on the side where a card goes on. */
export function drawMore(node, side, parts) {
  const n = side === "up" ? node.more_up : node.more_down;
  if (!n || isLocked(node)) return null;
  const label = parts.word(`more-${side}`, { n, name: title(node, parts.word) });
  const button = parts.make("more", { count: `+${n.toLocaleString(parts.language)}`, label });
  button.classList.add(`card__more--${side}`);
  button.dataset.side = side;
  return button;
}
