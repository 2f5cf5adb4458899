// The filter's boxes, drawn again when other things can be hidden than those the server drew.
import { HIDES } from "./url.js";

const FACETS = { hide_type: "types", hide_job: "jobs", hide_state: "states" };

const labelOf = (name, value, word) => (name === "hide_generated" ? word("generated-label") : value || word("no-job-type"));

function choices(name, { facets }, hide) {
  if (name !== "hide_generated") return Object.entries(facets[FACETS[name]]);
  return facets.generated || hide[name].length ? [["1", facets.generated]] : [];
}

function drawFacet(name, values, hide, parts) {
  const facet = parts.make("facet", { legend: parts.word(name) });
  facet.append(...values.map(([value, count]) => {
    const choice = parts.make("choice", { label: labelOf(name, value, parts.word), count: count.toLocaleString(parts.language) });
    Object.assign(choice.querySelector("input"), { name, value, checked: hide[name].includes(value) });
    return choice;
  }));
  return facet;
}

/** Boxes that say the same are left alone, and whoever stands on one stays there. */
export function showFacets(place, answer, { hide }, parts) {
  const shown = HIDES.map((name) => [name, choices(name, answer, hide)]).filter(([, values]) => values.length);
  const key = JSON.stringify([shown, hide]);
  if (place.dataset.key === key) return;
  const { name: at, value: on } = document.activeElement ?? {};
  place.replaceChildren(...shown.map(([name, values]) => drawFacet(name, values, hide, parts)));
  place.dataset.key = key;
  if (at) [...place.querySelectorAll("input")].find((box) => box.name === at && box.value === on)?.focus();
}
