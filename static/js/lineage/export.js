// Saving what is drawn: as SVG, as PNG (that SVG on a canvas), or the answer itself as JSON.
import { title } from "./names.js";
import { iconNames, pictureOf } from "./picture.js";
import { spreadPlan } from "./spread.js";
import { writeSvg } from "./svg.js";

const LARGEST_SIDE = 8000;
const KEEP_URL = 10000;

/** The icons in use, copied out of the sprite: an exported picture has no other file beside it. */
async function symbolsOf(map) {
  const answer = await fetch(map.root.dataset.icons);
  const sprite = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const writer = new XMLSerializer();
  return iconNames(map).map((name) => {
    const symbol = sprite.getElementById(name);
    symbol.setAttribute("fill", "none");
    symbol.setAttribute("stroke-width", "1.5");
    return writer.serializeToString(symbol);
  }).join("");
}

async function draw(map) {
  const name = title(map.graph.byId.get(map.graph.root), map.parts.word);
  const caption = `${name} · ${map.root.querySelector("[data-truth]").textContent}`;
  const closed = { graph: map.graph, plan: map.plan, palette: map.palette, parts: map.parts, spread: spreadPlan(map.plan, new Map()) };
  const picture = pictureOf(closed, await symbolsOf(map), caption);
  return { text: writeSvg(picture), width: picture.width, height: picture.height };
}

async function paint({ text, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const scale = Math.min(2, LARGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => { canvas.toBlob(resolve); });
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_URL);
}

const WRITERS = {
  json: async (map) => new Blob([JSON.stringify(map.answer, null, 2)], { type: "application/json" }),
  svg: async (map) => new Blob([(await draw(map)).text], { type: "image/svg+xml" }),
  png: async (map) => paint(await draw(map)),
};

export async function exportMap(map, format) {
  const name = title(map.graph.byId.get(map.graph.root), map.parts.word).replace(/[^\w.-]+/g, "-");
  save(await WRITERS[format](map), `lineage-${name}.${format}`);
}
