// Opening and closing cards: in place on a wide screen, in the sheet on a phone.
import { centre, reveal } from "./camera.js";
import { drawMore } from "./card.js";
import { drawDetails } from "./details.js";
import { drawGroup } from "./group.js";
import { canPart, canUnfold, putBack, setApart, unfold } from "./growing.js";
import { isLocked, title } from "./names.js";
import { NAMES_ONLY } from "./sizes.js";

function drawBody(map, node) {
  if (node.kind !== "group" || isLocked(node)) {
    const back = map.view.apart.includes(node.id) ? () => putBack(map, node.id) : null;
    return drawDetails(node, node.id === map.graph.root, map.parts, back);
  }
  return drawGroup(node, {
    list: () => {
      map.setTable(true);
      map.withTable((table) => table.scrollTo(node.id));
    },
    page: map.api.membersPage(node.id, map.view),
    members: (search) => map.api.members(node.id, search, map.graph.root, map.view),
    apart: canPart(map) ? (member) => setApart(map, node.id, member) : null,
    unfold: canUnfold(map, node) ? () => unfold(map, node.id) : null,
    say: (word, values) => map.say(word, values),
  }, map.parts);
}

function openInPlace(map, node) {
  map.cards.open(node.id, drawBody(map, node));
  map.arrange({ pinned: node.id });
  // from far away the details would be too small to read
  if (map.canvas.view.zoom < NAMES_ONLY) centre(map, node.id);
  else reveal(map, node.id);
}

function openInSheet(map, node) {
  const badges = ["up", "down"].map((side) => drawMore(node, side, map.parts));
  for (const badge of badges) if (badge) badge.dataset.id = node.id;
  map.sheet.show(title(node, map.parts.word), drawBody(map, node), badges);
  centre(map, node.id);
}

const opened = (map, id) => (map.isPhone ? [id] : map.cards.openIds());

export function open(map, id) {
  const node = map.graph.byId.get(id);
  if (!node || map.cards.isOpen(id)) return;
  if (map.isPhone) openInSheet(map, node);
  else openInPlace(map, node);
  map.remember({ selected: id, opened: opened(map, id) });
  map.say("opened", { name: title(node, map.parts.word) });
}

export function close(map, id) {
  if (map.isPhone) map.sheet.hide();
  else if (map.cards.isOpen(id)) {
    map.cards.close(id);
    map.arrange({ pinned: id });
  }
  const left = map.isPhone ? [] : map.cards.openIds();
  map.remember({ selected: map.view.selected === id ? left.at(-1) ?? "" : map.view.selected, opened: left });
  map.say("closed", { name: title(map.graph.byId.get(id), map.parts.word) });
}

export function toggle(map, id) {
  if (map.cards.isOpen(id)) close(map, id);
  else open(map, id);
  if (!map.isPhone) map.cards.focus(id);
}

/** Esc closes the card it is pressed in, then takes the highlight away. */
export function escape(map, id) {
  const isShown = map.cards.isOpen(id) || map.sheet.height > 0;
  if (isShown) close(map, id);
  if (map.cards.head(id)) map.cards.focus(id);
  if (!isShown) map.highlight(null);
}

/** On a phone: what the address names as selected, or nothing. */
export function openSelected(map, id) {
  if (map.graph.byId.has(id)) openInSheet(map, map.graph.byId.get(id));
  else map.sheet.hide();
}

/** Just these cards are open, with nothing said and the address left alone. */
export function restoreOpen(map, ids) {
  for (const id of map.cards.openIds()) if (!ids.includes(id)) map.cards.close(id);
  for (const id of ids) {
    if (map.graph.byId.has(id) && !map.cards.isOpen(id)) map.cards.open(id, drawBody(map, map.graph.byId.get(id)));
  }
  map.arrange({ pinned: map.graph.root });
}

/** Bodies of open groups are about members, who may have gone. */
export function refreshOpen(map, ids) {
  for (const id of ids) if (map.cards.isOpen(id)) map.cards.open(id, drawBody(map, map.graph.byId.get(id)));
}
