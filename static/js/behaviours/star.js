// A star that is set without leaving the page; when it cannot be saved, it is taken back and the form's `data-failed` said.
import { tell } from "../announce.js";

const HEADERS = { "X-Requested-With": "fetch" };

export function mount(form) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form, button);
    show(button, button.value === "yes");
    if (await isSaved(form.action, body)) return;
    show(button, button.value === "yes");
    tell(form.dataset.failed);
  });
}

async function isSaved(address, body) {
  try {
    return (await fetch(address, { method: "POST", body, headers: HEADERS })).status === 204;
  } catch {
    return false; // the server is away
  }
}

function show(button, isStarred) {
  button.setAttribute("aria-pressed", String(isStarred));
  button.value = isStarred ? "no" : "yes";
}
