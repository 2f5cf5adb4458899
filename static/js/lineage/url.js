// What is looked at, in the query string: ?sel=a12&dir=up&depth=3&view=table and more. Pure.

const DIRECTIONS = ["both", "up", "down"];
export const HIDES = ["hide_type", "hide_job", "hide_state", "hide_generated"];

/** A step is written as the card it starts from and the side it goes to: a12.down, a12.down.gr5.up. */
function readStep(text) {
  const dot = text.lastIndexOf(".");
  const [id, side] = [text.slice(0, dot), text.slice(dot + 1)];
  return dot > 0 && ["up", "down"].includes(side) ? [{ id, side }] : [];
}

export function readView(search) {
  const query = new URLSearchParams(search);
  const list = (name) => (query.get(name) ?? "").split(",").filter(Boolean);
  const depth = Number.parseInt(query.get("depth") ?? "", 10);
  const selected = query.get("sel") ?? "";
  return {
    selected,
    opened: [...list("open"), ...(selected ? [selected] : [])],
    direction: DIRECTIONS.includes(query.get("dir")) ? query.get("dir") : "both",
    depth: depth > 0 ? depth : null,
    view: query.get("view") === "table" ? "table" : "map",
    unfold: list("unfold"),
    apart: list("apart"),
    steps: list("steps").flatMap(readStep),
    hide: Object.fromEntries(HIDES.map((name) => [name, query.getAll(name)])),
  };
}

/** The query string with this view in it; parameters of others stay, defaults are left out. */
export function writeView(search, view) {
  const query = new URLSearchParams(search);
  const put = (name, value) => (value ? query.set(name, value) : query.delete(name));
  put("sel", view.selected);
  put("open", view.opened.filter((id) => id !== view.selected).join(","));
  put("dir", view.direction === "both" ? "" : view.direction);
  put("depth", view.depth);
  put("view", view.view === "table" ? "table" : "");
  put("unfold", view.unfold.join(","));
  put("apart", view.apart.join(","));
  put("steps", view.steps.map(({ id, side }) => `${id}.${side}`).join(","));
  for (const name of HIDES) query.delete(name);
  for (const [name, value] of hiding(view)) query.append(name, value);
  // these signs need no escape in a query, and an address is read by people too
  const text = query.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

function hiding({ hide }) {
  return HIDES.flatMap((name) => hide[name].map((value) => [name, value]));
}

/** What the server must know of a view to draw the same cards, direction apart. */
export function drawing(view) {
  const values = [["depth", view.depth], ["unfold", view.unfold.join(",")], ["apart", view.apart.join(",")]];
  return [...values.filter(([, value]) => value), ...hiding(view)];
}

/** Two views of one map look at the same cards. */
export function isSameMap(one, other) {
  const key = ({ direction, steps, ...rest }) =>
    JSON.stringify([direction, steps.map(({ id, side }) => [id, side]), drawing({ ...rest, steps })]);
  return key(one) === key(other);
}
