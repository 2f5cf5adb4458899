// Cytoscape, the cards above it and the minimap, kept in step with each other.
import { centreOn, shownPart, sidesBeyond } from "./camera.js";
import { Canvas } from "./canvas.js";
import { Cards } from "./cards.js";
import { toggle } from "./opening.js";
import { readPalette } from "./palette.js";

// inside Cytoscape's container, so that wheel and drag on a card reach the map too
function makeLayer(container, label) {
  const layer = document.createElement("div");
  layer.className = "map__cards";
  layer.setAttribute("role", "group");
  layer.setAttribute("aria-label", label);
  container.append(layer);
  return layer;
}

function follow(map, pan, zoom) {
  map.cards.follow(pan, zoom);
  if (!map.spread) return;
  map.root.dataset.beyond = sidesBeyond(map);
  map.minimap?.draw(map.graph, map.spread.boxes, shownPart(map), map.palette);
}

export function makeStage(map) {
  const container = map.root.querySelector("[data-canvas]");
  const canvas = new Canvas(container, map.palette, {
    tap: (id) => toggle(map, id),
    move: (id, left, row) => map.cards.move(id, left, row),
    view: (pan, zoom) => follow(map, pan, zoom),
  });
  const cards = new Cards(makeLayer(container, map.parts.word("map-label")), map.parts);
  return { canvas, cards };
}

/** The corner map may come after the first picture. */
export async function addMinimap(map) {
  const { Minimap } = await import("./minimap.js");
  map.minimap = new Minimap(map.root.querySelector("[data-mini]"), (x, y) => centreOn(map, x, y));
  follow(map, map.canvas.cy.pan(), map.canvas.cy.zoom());
}

export function recolour(map) {
  map.palette = readPalette(map.root);
  map.canvas.colour(map.palette);
  follow(map, map.canvas.cy.pan(), map.canvas.cy.zoom());
}
