// The whole map in a corner, with a frame for what is on screen; press or drag to go there.
import { kindOf } from "./graph.js";
import { boundsOf } from "./view.js";

const MARGIN = 40;
const LARGEST = 0.12;
const SMALLEST = { width: 5, height: 3 };

function fillOf(node, isRoot, palette) {
  if (isRoot) return palette.token("accent");
  if (node.state === "failed" || node.state === "crashed") return palette.state(node.state);
  if (node.state === "deleted" || kindOf(node) === "run") return palette.token("edge");
  return palette.type(node.type ?? node.label);
}

export class Minimap {
  constructor(canvas, goTo) {
    this.canvas = canvas;
    this.goTo = goTo;
    const drag = (event) => this.jump(event);
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      canvas.addEventListener("pointermove", drag);
      this.jump(event);
    });
    canvas.addEventListener("pointerup", () => canvas.removeEventListener("pointermove", drag));
    canvas.addEventListener("pointercancel", () => canvas.removeEventListener("pointermove", drag));
  }

  jump(event) {
    const rect = this.canvas.getBoundingClientRect();
    const at = (client, start, offset) => ((client - start) * devicePixelRatio - offset) / this.scale;
    this.goTo(at(event.clientX, rect.left, this.x), at(event.clientY, rect.top, this.y));
  }

  /** `shown` is the rectangle of the map on screen, in map coordinates. */
  draw(graph, boxes, shown, palette) {
    const { canvas } = this;
    const ratio = devicePixelRatio;
    [canvas.width, canvas.height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio];
    const bounds = boundsOf(boxes.values());
    const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
    this.scale = Math.min(LARGEST * ratio, canvas.width / (width + 2 * MARGIN), canvas.height / (height + 2 * MARGIN));
    this.x = (canvas.width - width * this.scale) / 2 - bounds.left * this.scale;
    this.y = (canvas.height - height * this.scale) / 2 - bounds.top * this.scale;
    const pen = canvas.getContext("2d");
    for (const [id, box] of boxes) this.drawBox(pen, graph.byId.get(id), box, id === graph.root, palette);
    this.drawFrame(pen, shown, palette);
  }

  drawBox(pen, node, box, isRoot, palette) {
    const ratio = devicePixelRatio;
    const width = Math.max(SMALLEST.width * ratio, box.width * this.scale);
    const height = Math.max(SMALLEST.height * ratio, box.height * this.scale);
    const isRun = kindOf(node) === "run";
    pen.fillStyle = fillOf(node, isRoot, palette);
    pen.beginPath();
    pen.roundRect(box.left * this.scale + this.x, (box.row - 28) * this.scale + this.y, width, height, isRun ? 4 * ratio : ratio);
    pen.fill();
  }

  drawFrame(pen, shown, palette) {
    const inset = pen.lineWidth = 1.5 * devicePixelRatio;
    const left = Math.max(inset, shown.left * this.scale + this.x);
    const top = Math.max(inset, shown.top * this.scale + this.y);
    const right = Math.min(this.canvas.width - inset, shown.right * this.scale + this.x);
    const bottom = Math.min(this.canvas.height - inset, shown.bottom * this.scale + this.y);
    pen.strokeStyle = palette.token("accent");
    pen.strokeRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}
