// The tokens of the stylesheet as colours that a canvas or an exported picture can use.
import { typeClass } from "../types.js";

/** Looks up on demand and remembers; make a new one when the theme changes. */
export function readPalette(root) {
  const probe = document.createElement("span");
  probe.className = "vh";
  const known = new Map();
  const read = (className, variable) => {
    const key = `${className} ${variable}`;
    if (!known.has(key)) {
      root.append(probe);
      probe.className = `vh ${className}`;
      probe.style.color = `var(${variable}, var(--edge))`;
      known.set(key, getComputedStyle(probe).color);
      probe.remove();
    }
    return known.get(key);
  };
  return {
    token: (name) => read("", `--${name}`),
    type: (name) => read(name ? typeClass(name) : "", "--c"),
    tint: (name) => read(name ? typeClass(name) : "", "--ct"),
    state: (name) => read(`s-${name}`, "--s"),
  };
}

/** Calls back when light becomes dark or the other way, by the system or by the page's own switch. */
export function watchTheme(callback) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback);
  new MutationObserver(callback).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
