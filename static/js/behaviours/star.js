// A star that is set without leaving the page.
export function mount(form) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form, button);
    show(button, button.value === "yes");
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") show(button, button.value === "yes");
  });
}

function show(button, isStarred) {
  button.setAttribute("aria-pressed", String(isStarred));
  button.value = isStarred ? "no" : "yes";
}
