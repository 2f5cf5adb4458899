// What an opened group shows: its members, searched here or by the server, and the ways to see all of them.
import { typeClass, typeIcon } from "../types.js";
import { nameParts, sortedStates, title } from "./names.js";
import { timeElement } from "./parts.js";

const SHOWN = 6;
const PAGE = 50;
const PAUSE = 200;

function memberRow(member, act, parts) {
  const isRun = member.kind === "run";
  const mark = isRun ? parts.stateBadge(member.state) : parts.icon(typeIcon(member.type));
  const end = isRun ? member.state : timeElement(member.created_at, "age");
  const name = title(member, parts.word);
  const row = parts.make("member", { mark, ...nameParts(member, parts.word), end, apart: parts.word("show-apart", { name }) });
  row.classList.add(isRun ? `s-${member.state}` : typeClass(member.type));
  row.querySelector("a").href = member.url;
  const button = row.querySelector("[data-apart]");
  if (act.apart) button.addEventListener("click", () => act.apart(member));
  else button.remove();
  return row;
}

/** When all members are here, no server is asked. `cursor` is where a page starts. */
function searchHere(group, { q, states, cursor }, parts) {
  const text = q.toLowerCase();
  const has = (member) => title(member, parts.word).toLowerCase().includes(text)
    || (member.aliases ?? []).some((alias) => alias.name.toLowerCase().includes(text));
  const found = group.members.filter((member) => (!states.length || states.includes(member.state)) && has(member));
  const end = Number(cursor) + PAGE;
  return { found: found.length, members: found.slice(Number(cursor), end), cursor: end < found.length ? String(end) : null };
}

class Members {
  constructor(body, group, act, parts) {
    Object.assign(this, { group, act, parts, search: { q: "", states: [] } });
    this.list = body.querySelector("[data-members]");
    this.note = body.querySelector('[data-slot="note"]');
    this.isWhole = group.members.length >= group.count;
    this.show(group.members.slice(0, SHOWN), group.count > SHOWN ? "" : null);
  }

  show(members, cursor) {
    this.list.append(...members.map((member) => memberRow(member, this.act, this.parts)));
    if (cursor === null) return;
    const more = this.parts.make("more-members", {});
    more.querySelector("button").addEventListener("click", () => this.load(cursor, more));
    this.list.append(more);
  }

  /** The next page takes the place of the button that asked for it; the first one that of the whole list. */
  async load(cursor = "", button = null) {
    const asked = { ...this.search, cursor };
    const page = this.isWhole ? searchHere(this.group, asked, this.parts) : await this.act.members(asked).catch(() => null);
    if (!page) return;
    const before = this.list.children.length - 1;
    button?.remove();
    if (!cursor) this.list.replaceChildren();
    this.show(page.members, page.cursor);
    if (button) this.list.children[before]?.querySelector("a")?.focus();
    this.tell(page.found);
  }

  tell(found) {
    const isNarrow = this.search.q || this.search.states.length;
    this.note.textContent = isNarrow ? this.parts.word("found-of", { n: found, all: this.group.count }) : "";
    if (isNarrow) this.act.say("found-of", { n: found, all: this.group.count });
  }
}

function wireSearch(body, members) {
  const field = body.querySelector("[data-members-find]");
  if (members.group.count <= SHOWN) return field.remove();
  let pause;
  return field.addEventListener("input", () => {
    members.search.q = field.value.trim();
    clearTimeout(pause);
    pause = setTimeout(() => members.load(), members.isWhole ? 0 : PAUSE);
  });
}

function wireStates(body, group, members) {
  const states = sortedStates(group.states);
  const place = body.querySelector("[data-states]");
  if (states.length < 2) return place.remove();
  const buttons = states.map(([state, n]) => {
    const button = members.parts.make("pick-state", { state: members.parts.word("some-in-state", { n, state }) });
    button.classList.add(`s-${state}`);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      members.search.states = members.search.states.filter((other) => other !== state).concat(on ? [state] : []);
      members.load();
    });
    return button;
  });
  return place.append(...buttons);
}

/** `act` does what the buttons say; without `unfold` or `apart` there are no such buttons. */
export function drawGroup(group, act, parts) {
  const body = parts.make("body-group", {});
  const members = new Members(body, group, act, parts);
  wireSearch(body, members);
  wireStates(body, group, members);
  const [list, page, unfold] = ["list", "page", "unfold"].map((name) => body.querySelector(`[data-${name}]`));
  for (const way of [list, page]) way.textContent = parts.word("list-all", { n: group.count });
  page.href = act.page;
  list.addEventListener("click", act.list);
  (members.isWhole ? page : list).remove();
  if (act.unfold) unfold.addEventListener("click", act.unfold);
  else unfold.remove();
  return body;
}
