// What is taken off the map. The server drew the form; its boxes are drawn again when other things can be hidden.
import { setHidden } from "./growing.js";
import { HIDES } from "./url.js";

const FACETS = { hide_type: "types", hide_job: "jobs", hide_state: "states" };

const labelOf = (name, value, word) => {
  if (name === "hide_generated") return word("generated-label");
  return value || word("no-job-type");
};

export function hiddenWords({ hide }, word) {
  return HIDES.flatMap((name) => hide[name].map((value) => (name === "hide_generated" ? word("generated") : value || word("no-job-type")))).join(", ");
}

function choices(name, { facets }, hide) {
  if (name === "hide_generated") return facets.generated || hide[name].length ? [["1", facets.generated]] : [];
  return Object.entries(facets[FACETS[name]]);
}

function drawFacet(name, values, hide, parts) {
  const facet = parts.make("facet", { legend: parts.word(name) });
  facet.append(...values.map(([value, count]) => {
    const choice = parts.make("choice", { label: labelOf(name, value, parts.word), count: count.toLocaleString(parts.language) });
    const box = choice.querySelector("input");
    Object.assign(box, { name, value, checked: hide[name].includes(value) });
    return choice;
  }));
  return facet;
}

/** Nothing is drawn while somebody is at the boxes and they are the same. */
export function showFilter({ answer, parts, root, view }) {
  const place = root.querySelector("[data-facets]");
  const shown = HIDES.map((name) => [name, choices(name, answer, view.hide)]).filter(([, values]) => values.length);
  const key = JSON.stringify([shown, view.hide]);
  root.querySelector("[data-filters]").textContent = answer.hidden ? answer.hidden.toLocaleString(parts.language) : "";
  if (place.dataset.key === key) return;
  const [at, value] = [document.activeElement?.name, document.activeElement?.value];
  place.replaceChildren(...shown.map(([name, values]) => drawFacet(name, values, view.hide, parts)));
  place.dataset.key = key;
  if (at) [...place.querySelectorAll("input")].find((box) => box.name === at && box.value === value)?.focus();
}

const wishes = (form) => Object.fromEntries(HIDES.map((name) => [name, new FormData(form).getAll(name)]));

export function listenToFilter(map) {
  const form = map.root.querySelector("[data-filter-form]");
  form.addEventListener("change", () => setHidden(map, wishes(form)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-show-all]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("input:checked")) box.checked = false;
    setHidden(map, wishes(form));
  });
}
