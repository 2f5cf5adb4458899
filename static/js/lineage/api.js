// Reading lineage from the server; asking again about the same thing cancels the question before it.

export class Api {
  constructor({ api, nodes }) {
    this.urls = { api, nodes };
    this.asked = new Map();
  }

  async read(subject, url, values) {
    this.asked.get(subject)?.abort();
    const controller = new AbortController();
    this.asked.set(subject, controller);
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    const options = { headers: { Accept: "application/json" }, signal: controller.signal };
    const answer = await fetch(`${url}?${query}`, options);
    if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status });
    return answer.json();
  }

  lineage({ direction, depth }, unfolded) {
    return this.read("map", this.urls.api, { direction, depth, unfold: unfolded.join(",") });
  }

  /** A group's members are told by the map it is in, so that map is described as well. */
  neighbours({ id, side, known }, { root, direction, depth }, unfolded) {
    const map = { root, around: direction, depth, unfold: unfolded.join(",") };
    const url = `${this.urls.nodes}${encodeURIComponent(id)}/neighbours`;
    return this.read(`${id} ${side}`, url, { direction: side, known: known.join(","), ...map });
  }
}
