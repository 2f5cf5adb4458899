// The same answer as a table. The server drew the first one; after a change this draws it again, row by row alike.
import { typeClass, typeIcon } from "../types.js";
import { allAliases, isLocked, nameParts, stepName } from "./names.js";
import { fill, timeElement } from "./parts.js";
import { rowWord, tableRows } from "./rows.js";

function leadMark(row, parts) {
  if (isLocked(row)) return parts.icon("lock");
  if (row.of === "run") return parts.icon("registry");
  return row.kind === "run" ? parts.stateBadge(row.state) : parts.icon(typeIcon(row.type ?? row.label ?? ""));
}

/** A version is never broken off at the end of a line. */
function rowName(row, parts) {
  const word = rowWord(row);
  if (word) return parts.word(word, { n: row.rest });
  const { name, version } = nameParts(row, parts.word);
  if (!version) return name;
  const mark = document.createElement("span");
  mark.className = "nowrap";
  mark.textContent = version;
  return [name, mark];
}

function drawRow(row, root, parts, act) {
  const element = parts.clone("row");
  const find = (slot) => element.querySelector(`[data-slot="${slot}"]`);
  const isRun = (row.of ?? row.kind) === "run";
  element.dataset.node = row.card;
  element.classList.toggle("is-picked", row.card === root);
  if (row.card === root) element.setAttribute("aria-current", "true");
  find("mark").className = isRun ? `s-${row.state ?? ""}` : `type ${hue(row)}`;
  find("state").className = `state s-${isRun ? row.state : ""}`;
  const url = row.rest && !isLocked(row) ? act.page(row.card) : row.url;
  for (const link of [find("name"), find("page")]) if (url) link.href = url;
  find("page").hidden = !url;
  const values = {
    step: stepName(row.hop, parts.word), mark: leadMark(row, parts), name: rowName(row, parts),
    kind: parts.word(isRun ? "run" : "artifact"), type: row.label ?? row.job_type ?? row.type, state: isRun ? row.state : "",
    aliases: allAliases(row).map((alias) => parts.alias(alias)), created: timeElement(row.created_at, "moment"),
  };
  return fill(element, values);
}

function hue(row) {
  const type = row.type ?? row.label;
  return type ? typeClass(type) : "";
}

export class Table {
  /** `act.open(id)` is called for a press on a row's name; `act.page(id)` is where a group lists its members. */
  constructor(element, parts, act, drawn) {
    Object.assign(this, { act, drawn });
    this.element = element;
    this.parts = parts;
    this.body = element.querySelector("[data-rows]");
    this.body.addEventListener("click", (event) => {
      const link = event.target.closest('[data-slot="name"]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      act.open(link.closest("tr").dataset.node);
    });
  }

  /** Rows can be many, so they are drawn when somebody looks; until then those of the server stand. */
  draw(graph) {
    if (this.drawn === graph) return;
    this.drawn = graph;
    this.body.replaceChildren(...tableRows(graph.nodes).map((row) => drawRow(row, graph.root, this.parts, this.act)));
  }

  filter(text) {
    for (const row of this.body.rows) {
      row.hidden = text !== "" && !row.querySelector('[data-slot="name"]').textContent.toLowerCase().includes(text);
    }
  }

  scrollTo(id) {
    [...this.body.rows].find((row) => row.dataset.node === id)?.scrollIntoView({ block: "center" });
  }
}
