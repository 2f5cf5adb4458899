// What an opened group shows: its members, searchable, and the ways to see all of them.
import { typeClass, typeIcon } from "../types.js";
import { nameParts, title } from "./names.js";
import { timeElement } from "./parts.js";

const SHOWN = 6;

function memberRow(member, parts) {
  const isRun = member.kind === "run";
  const mark = isRun ? parts.stateBadge(member.state) : parts.icon(typeIcon(member.type));
  const end = isRun ? member.state : timeElement(member.created_at, "age");
  const row = parts.make("member", { mark, ...nameParts(member, parts.word), end });
  row.classList.add(isRun ? `s-${member.state}` : typeClass(member.type));
  row.querySelector("a").href = member.url;
  return row;
}

function listMembers(body, group, text, parts) {
  const found = group.members.filter((member) => title(member, parts.word).toLowerCase().includes(text));
  const rows = found.slice(0, SHOWN).map((member) => memberRow(member, parts));
  body.querySelector("[data-members]").replaceChildren(...rows);
  return found.length;
}

function wireSearch(body, group, parts) {
  const field = body.querySelector("[data-members-find]");
  if (group.members.length <= SHOWN) return field.remove();
  return field.addEventListener("input", () => listMembers(body, group, field.value.trim().toLowerCase(), parts));
}

/** `act.list()` and `act.unfold()` do what the two buttons say; without the second there is no such button. */
export function drawGroup(group, act, parts) {
  const cut = group.members.length < group.count;
  const note = cut ? parts.word("first-of", { n: group.members.length, all: group.count }) : "";
  const body = parts.make("body-group", { note });
  listMembers(body, group, "", parts);
  wireSearch(body, group, parts);
  const [list, unfold] = [body.querySelector("[data-list]"), body.querySelector("[data-unfold]")];
  list.textContent = parts.word("list-all", { n: group.members.length });
  list.addEventListener("click", act.list);
  if (act.unfold) unfold.addEventListener("click", act.unfold);
  else unfold.remove();
  return body;
}
