// Cytoscape: viewport, edges, gestures. Its nodes are invisible boxes under the cards' headers.
import cytoscape from "../../vendor/cytoscape/cytoscape.esm.min.js";
import { chordControls, edgeWidth, routeEdge } from "./edges.js";
import { edgeKey } from "./layout.js";
import { CARD } from "./sizes.js";
import { LIMITS } from "./view.js";

const MOVE_TIME = 200;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function styles(palette) {
  const [edge, accent] = [palette.token("edge"), palette.token("accent")];
  return [
    {
      selector: "node",
      style: { shape: "round-rectangle", width: "data(width)", height: CARD.height, "background-opacity": 0, "overlay-opacity": 0 },
    },
    {
      selector: "edge",
      style: {
        "curve-style": "unbundled-bezier", "edge-distances": "endpoints",
        "source-endpoint": "90deg", "target-endpoint": "270deg", "target-distance-from-node": 2,
        "control-point-weights": "data(weights)", "control-point-distances": "data(distances)",
        width: "data(thickness)", "line-color": edge, "target-arrow-color": edge,
        "target-arrow-shape": "triangle", "arrow-scale": 0.9, "overlay-opacity": 0,
      },
    },
    { selector: "edge.is-back", style: { "line-style": "dashed" } },
    { selector: "edge[through]", style: { "line-style": "dashed", "line-dash-pattern": [2, 5], "line-cap": "round" } },
    { selector: "edge.is-on", style: { "line-color": accent, "target-arrow-color": accent, "z-index": 9 } },
    { selector: "edge.is-off", style: { opacity: 0.18 } },
  ];
}

const nodeElement = ({ id }) => ({ group: "nodes", data: { id, width: CARD.width } });

const edgeElement = ([source, target, count, through]) => ({
  group: "edges",
  data: { id: edgeKey(source, target), source, target, through, thickness: edgeWidth(count), weights: [0.5], distances: [0] },
});

export class Canvas {
  /** `on.tap(id)`, `on.move(id, left, row)` and `on.view(pan, zoom)` follow what happens on the canvas. */
  constructor(container, palette, on) {
    this.cy = cytoscape({
      container, style: styles(palette), minZoom: LIMITS.min, maxZoom: LIMITS.max,
      autoungrabify: true, autounselectify: true, boxSelectionEnabled: false,
    });
    this.moved = new Set();
    this.on = on;
    this.cy.on("position", "node", (event) => this.moved.add(event.target.id()));
    this.cy.on("render", () => this.tellMoves());
    this.cy.on("tap", "node", (event) => on.tap(event.target.id()));
  }

  tellMoves() {
    for (const id of this.moved) {
      const node = this.cy.getElementById(id);
      if (node.length) this.on.move(id, node.position("x") - node.data("width") / 2, node.position("y"));
    }
    this.moved.clear();
    this.on.view(this.cy.pan(), this.cy.zoom());
  }

  colour(palette) {
    this.cy.style(styles(palette));
  }

  draw(graph) {
    const keys = new Set(graph.edges.map(([source, target]) => edgeKey(source, target)));
    this.cy.batch(() => {
      this.cy.edges().filter((edge) => !keys.has(edge.id())).remove();
      this.cy.nodes().filter((node) => !graph.byId.has(node.id())).remove();
      const isNew = ({ data }) => this.cy.getElementById(data.id).empty();
      this.cy.add(graph.nodes.map(nodeElement).filter(isNew));
      for (const element of graph.edges.map(edgeElement)) {
        if (isNew(element)) this.cy.add(element);
        else this.cy.getElementById(element.data.id).data({ through: element.data.through, thickness: element.data.thickness });
      }
    });
  }

  /** New boxes appear where `from(id)` says and glide to their place; so does what has to make way. */
  place({ boxes, lanes }, back, from = null) {
    this.cy.batch(() => {
      for (const [id, box] of boxes) this.placeNode(this.cy.getElementById(id), box, from);
      this.cy.edges().forEach((edge) => {
        const [source, target] = [edge.data("source"), edge.data("target")];
        const route = routeEdge(boxes.get(source), boxes.get(target), lanes.get(edge.id()) ?? [], back.has(edge.id()));
        edge.data(chordControls(route));
        edge.toggleClass("is-back", back.has(edge.id()));
      });
    });
  }

  placeNode(node, box, from) {
    const position = { x: box.left + box.width / 2, y: box.row };
    node.stop();
    node.data("width", box.width);
    if (!from || calm.matches) node.position(position);
    else {
      const start = from(node.id());
      if (start) node.position({ x: start.left + box.width / 2, y: start.row });
      node.animate({ position }, { duration: MOVE_TIME, easing: "ease-out" });
    }
    this.moved.add(node.id());
  }

  highlight(path) {
    this.cy.batch(() => this.cy.edges().forEach((edge) => {
      const on = path?.hasEdge([edge.data("source"), edge.data("target")]) ?? false;
      edge.toggleClass("is-on", on).toggleClass("is-off", path !== null && !on);
    }));
  }

  get size() {
    return { width: this.cy.width(), height: this.cy.height() };
  }

  get view() {
    return { zoom: this.cy.zoom(), ...this.cy.pan() };
  }

  look({ zoom, x, y }, animate = false) {
    this.cy.stop();
    if (animate && !calm.matches) this.cy.animate({ zoom, pan: { x, y } }, { duration: MOVE_TIME });
    else this.cy.viewport({ zoom, pan: { x, y } });
  }

  panBy({ x, y }, animate = false) {
    const { zoom, x: left, y: top } = this.view;
    if (x || y) this.look({ zoom, x: left + x, y: top + y }, animate);
  }

  zoomBy(factor) {
    const { width, height } = this.size;
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }
}
