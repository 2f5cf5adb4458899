// What is looked at, in the query string: ?sel=a12&dir=up&depth=3&view=table. Pure.

const DIRECTIONS = ["both", "up", "down"];

export function readView(search) {
  const query = new URLSearchParams(search);
  const depth = Number.parseInt(query.get("depth") ?? "", 10);
  return {
    selected: query.get("sel") ?? "",
    direction: DIRECTIONS.includes(query.get("dir")) ? query.get("dir") : "both",
    depth: depth > 0 ? depth : null,
    view: query.get("view") === "table" ? "table" : "map",
  };
}

/** The query string with this view in it; parameters of others stay, defaults are left out. */
export function writeView(search, { selected, direction, depth, view }) {
  const query = new URLSearchParams(search);
  const put = (name, value) => (value ? query.set(name, value) : query.delete(name));
  put("sel", selected);
  put("dir", direction === "both" ? "" : direction);
  put("depth", depth);
  put("view", view === "table" ? "table" : "");
  const text = query.toString();
  return text ? `?${text}` : "";
}
