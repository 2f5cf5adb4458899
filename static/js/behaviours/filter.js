// A search field that narrows the rows of the list named by data-list while the person types.
export function mount(field) {
  const list = document.getElementById(field.dataset.list);
  field.form?.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => narrow(list, field.value.trim().toLowerCase()));
}

function narrow(list, text) {
  for (const row of list.querySelectorAll("[data-key]")) {
    row.hidden = !row.dataset.key.toLowerCase().includes(text);
  }
  for (const group of list.querySelectorAll("details")) {
    group.hidden = !group.querySelector("[data-key]:not([hidden])");
    if (text) group.open = true;
  }
  const empty = document.getElementById(`${list.id}-none`);
  if (empty) empty.hidden = list.querySelector("[data-key]:not([hidden])") !== null;
}
