// On a phone a card's details come up from below, so that the map stays in view above them.
import { fill } from "./parts.js";

export class Sheet {
  constructor(element, parts, close) {
    this.element = element;
    this.parts = parts;
    this.close = close;
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  }

  show(title, body, badges) {
    const paper = this.parts.clone("sheet");
    fill(paper, { title, more: badges });
    paper.querySelector("h2").after(body);
    paper.querySelector("[data-close]").addEventListener("click", () => this.close());
    this.element.replaceChildren(paper);
    this.element.hidden = false;
    paper.querySelector("[data-close]").focus({ preventScroll: true });
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  get height() {
    return this.element.hidden ? 0 : this.element.offsetHeight;
  }
}
