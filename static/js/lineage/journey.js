// The way there: what the address holds is drawn again, at the start and when somebody goes back or forward.
import { reveal } from "./camera.js";
import { ask, readMap, takeSteps } from "./growing.js";
import { openSelected, restoreOpen } from "./opening.js";
import { isSameMap, readView } from "./url.js";

function settle(map, view) {
  map.setTable(view.view === "table", { isQuiet: true });
  if (map.isPhone) openSelected(map, view.selected);
  else restoreOpen(map, view.opened);
  Object.assign(map.view, view);
  if (map.spread.boxes.has(view.selected)) reveal(map, view.selected);
}

function travel(map, view) {
  if (isSameMap(map.view, view)) return settle(map, view);
  const previous = map.view.direction === view.direction ? map.plan : null;
  return ask(map, readMap(map, view), ({ answer, steps }) => {
    Object.assign(map.view, view);
    map.show(answer, { steps, previous });
    settle(map, view);
  });
}

/** What the page brought is drawn at once, steps beside it as soon as they are there. */
export function begin(map, answer) {
  const view = { ...map.view };
  map.show(answer, { isFirst: true });
  settle(map, view);
  if (!view.steps.length) return;
  ask(map, takeSteps(map, answer, view), (steps) => {
    map.show(answer, { steps, previous: map.plan });
    settle(map, view);
  });
}

export function listenToHistory(map) {
  addEventListener("popstate", () => travel(map, readView(location.search)));
}
