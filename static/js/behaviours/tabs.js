// A row of tabs that is wider than the screen: the open one is in view, and an edge with more behind it fades.
export function mount(tabs) {
  const open = tabs.querySelector("[aria-current]");
  if (open) tabs.scrollLeft += middle(open) - middle(tabs);
  const mark = () => markEdges(tabs);
  tabs.addEventListener("scroll", mark, { passive: true });
  new ResizeObserver(mark).observe(tabs);
}

function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

function markEdges(tabs) {
  const { left, right } = tabs.getBoundingClientRect();
  const boxes = [...tabs.children].map((tab) => tab.getBoundingClientRect());
  tabs.classList.toggle("has-left", boxes.some((box) => box.left < left - 1));
  tabs.classList.toggle("has-right", boxes.some((box) => box.right > right + 1));
}
