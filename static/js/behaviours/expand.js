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
  const answer = await fetch(link.dataset.rows, { headers: { Accept: "text/html" } });
  if (!answer.ok) return location.assign(link.href);
  const page = new DOMParser().parseFromString(`<table>${await answer.text()}</table>`, "text/html");
  const rows = document.importNode(page.querySelector("tbody"), true);
  link.closest("tbody").after(rows);
  return rows;
}
