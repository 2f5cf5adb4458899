// A <details> that closes on Escape and on a press elsewhere, with arrow keys among its entries.
export function mount(menu) {
  const summary = menu.querySelector("summary");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) close(menu, summary, event);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(menu, event);
  });
}

function close(menu, summary, event) {
  event.stopPropagation();
  menu.open = false;
  summary.focus();
}

function step(menu, event) {
  event.preventDefault();
  menu.open = true;
  const entries = [...menu.querySelectorAll("a, button, input:not([type='hidden'])")];
  const at = entries.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? at + 1 : Math.max(at - 1, 0);
  entries[Math.min(next, entries.length - 1)]?.focus();
}
