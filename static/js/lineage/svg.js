// A drawn map as SVG text. Pure: takes plain shapes, gives a picture that stands alone.

const CARD_ICON = { left: 12, top: 18, size: 20 };
const TEXT_LEFT = 50;
const FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif";

const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function element(name, attributes, content = "") {
  const shown = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== "");
  const text = shown.map(([key, value]) => ` ${key}="${escape(value)}"`).join("");
  return content ? `<${name}${text}>${content}</${name}>` : `<${name}${text}/>`;
}

function box(card, offset, fill, stroke) {
  return element("rect", {
    x: card.left + offset, y: card.top + offset, width: card.width, height: card.height, rx: card.radius,
    fill, stroke, "stroke-width": card.strokeWidth, "stroke-dasharray": card.dashed ? "5 4" : undefined,
  });
}

/** Pieces of text one after another; each brings the width it was measured to have. */
function line(pieces, left, baseline, size) {
  let x = left;
  return pieces.map(({ text, colour, weight, width, chip }) => {
    const frame = chip
      ? element("rect", { x: x - 4, y: baseline - 12, width: width + 8, height: 16, rx: 4, fill: chip })
      : "";
    const drawn = element("text", { x, y: baseline, fill: colour, "font-size": size, "font-weight": weight }, escape(text));
    x += width + (chip ? 14 : 6);
    return frame + drawn;
  }).join("");
}

function drawCard(card) {
  const icon = element("use", {
    href: `#${card.icon}`, x: card.left + CARD_ICON.left, y: card.top + CARD_ICON.top,
    width: CARD_ICON.size, height: CARD_ICON.size, stroke: card.iconColour,
  });
  return [
    ...(card.ring ? [element("rect", {
      x: card.left - 4, y: card.top - 4, width: card.width + 8, height: card.height + 8, rx: card.radius + 4,
      fill: "none", stroke: card.ring, "stroke-width": 3,
    })] : []),
    ...(card.many ? [box(card, 8, card.fill, card.stroke), box(card, 4, card.fill, card.stroke)] : []),
    box(card, 0, card.fill, card.stroke),
    icon,
    line(card.name, card.left + TEXT_LEFT, card.top + 25, 14),
    line(card.sub, card.left + TEXT_LEFT, card.top + 43, 12),
  ].join("");
}

function drawEdge({ path, width, dash }, colour) {
  return element("path", {
    d: path, fill: "none", stroke: colour, "stroke-width": width, "marker-end": "url(#end)",
    "stroke-dasharray": dash,
  });
}

// markerUnits: an arrow must not grow with the width of its edge
function marker(colour) {
  const shape = element("path", { d: "M0 0 8 4 0 8z", fill: colour });
  return element("marker", {
    id: "end", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9,
    markerUnits: "userSpaceOnUse", orient: "auto",
  }, shape);
}

/** `picture` = {left, top, width, height, ground, edge, text, caption, symbols, edges, cards}. */
export function writeSvg(picture) {
  const { left, top, width, height } = picture;
  const icons = element("defs", {}, marker(picture.edge) + picture.symbols);
  const caption = element("text", { x: left + 24, y: top + 28, fill: picture.text, "font-size": 12 }, escape(picture.caption));
  const content = [
    icons,
    element("rect", { x: left, y: top, width, height, fill: picture.ground }),
    caption,
    ...picture.edges.map((edge) => drawEdge(edge, picture.edge)),
    element("g", { "stroke-linecap": "round", "stroke-linejoin": "round" }, picture.cards.map(drawCard).join("")),
  ].join("");
  return element("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": FONT,
  }, content);
}
