// What is taken off the map, said and changed. The server drew the form.
import { setHidden } from "./growing.js";
import { HIDES } from "./url.js";

/** "dataset, failed, generated": what the filter hides. */
export function hiddenWords({ hide }, word) {
  const said = (name, value) => (name === "hide_generated" ? word("generated") : value || word("no-job-type"));
  return HIDES.flatMap((name) => hide[name].map((value) => said(name, value))).join(", ");
}

async function drawBoxes({ answer, parts, root, view }) {
  const { showFacets } = await import("./facets.js");
  showFacets(root.querySelector("[data-facets]"), answer, view, parts);
}

export function showFilter(map) {
  const { answer, parts, root } = map;
  root.querySelector("[data-filters]").textContent = answer.hidden ? answer.hidden.toLocaleString(parts.language) : "";
  if (root.querySelector("[data-filter]").open) drawBoxes(map);
}

const wishes = (form) => Object.fromEntries(HIDES.map((name) => [name, new FormData(form).getAll(name)]));

export function listenToFilter(map) {
  const menu = map.root.querySelector("[data-filter]");
  const form = map.root.querySelector("[data-filter-form]");
  menu.addEventListener("toggle", () => { if (menu.open) drawBoxes(map); });
  form.addEventListener("change", () => setHidden(map, wishes(form)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-show-all]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("input:checked")) box.checked = false;
    setHidden(map, wishes(form));
  });
}
