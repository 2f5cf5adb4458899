// A link in a row that opens more rows under it. Without script the link loads the page with the rows open.
export function mount(link) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", String(rowsOf(link) !== null));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle(link);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle(link);
  });
}

const rowsOf = (link) => document.getElementById(link.getAttribute("aria-controls"));

async function toggle(link) {
  const rows = rowsOf(link) ?? (await load(link));
  if (!rows) return;
  const open = link.getAttribute("aria-expanded") !== "true";
  rows.hidden = !open;
  link.setAttribute("aria-expanded", String(open));
}

async function load(link) {
  if (link.ariaBusy === "true") return null;
  link.ariaBusy = "true";
  const answer = await fetch(link.href);
  link.ariaBusy = "false";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const rows = page.getElementById(link.getAttribute("aria-controls"));
  if (rows === null) return location.assign(link.href);
  link.closest("tbody").after(document.importNode(rows, true));
  return rowsOf(link);
}
