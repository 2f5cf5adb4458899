// Reading lineage from the server; asking again about the same thing cancels the question before it.
import { drawing } from "./url.js";

export class Api {
  constructor({ api, nodes, membersPage }) {
    this.urls = { api, nodes, members: membersPage };
    this.asked = new Map();
  }

  async read(subject, url, values) {
    this.asked.get(subject)?.abort();
    const controller = new AbortController();
    this.asked.set(subject, controller);
    const options = { headers: { Accept: "application/json" }, signal: controller.signal };
    const answer = await fetch(`${url}?${new URLSearchParams(values)}`, options);
    if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status });
    return answer.json();
  }

  lineage(view) {
    return this.read("map", this.urls.api, [["direction", view.direction], ...drawing(view)]);
  }

  /** A group's members are told by the map it is in, so that map is described as well. */
  neighbours({ id, side, known }, root, view) {
    const url = `${this.urls.nodes}${encodeURIComponent(id)}/neighbours`;
    const values = [["direction", side], ["known", known.join(",")], ...this.onMap(root, view)];
    return this.read(`${id} ${side}`, url, values);
  }

  members(id, { q, states, cursor }, root, view) {
    const url = `${this.urls.nodes}${encodeURIComponent(id)}/members`;
    const search = [["q", q], ["cursor", cursor], ...states.map((state) => ["state", state])];
    return this.read(`${id} members`, url, [...search, ...this.onMap(root, view)]);
  }

  onMap(root, view) {
    return [["root", root], ["around", view.direction], ...drawing(view)];
  }

  /** The page that lists a group's members. */
  membersPage(id, view) {
    const values = [["group", id], ...(view.direction === "both" ? [] : [["dir", view.direction]]), ...drawing(view)];
    return `${this.urls.members}?${new URLSearchParams(values)}`;
  }

  /** The whole lineage as a list to take away. */
  list(format, view) {
    const values = [["direction", view.direction], ...drawing({ ...view, unfold: [], apart: [] }), ["format", format]];
    return `${this.urls.api}/impact?${new URLSearchParams(values)}`;
  }
}
