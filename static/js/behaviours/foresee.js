// A form that asks the server, while the person types into its fields `data-field`, what sending it would take from
// others, and shows the answer in its `.moves`. Without script the server says it once the form is sent.
const PAUSE = 200; // ms

export function mount(form) {
  const fields = form.dataset.field.split(" ").map((name) => form.elements[name]);
  let timer, asking;
  form.addEventListener("input", (event) => {
    if (!fields.includes(event.target)) return;
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    timer = setTimeout(() => ask(form, fields, asking.signal), PAUSE);
  });
}

async function ask(form, fields, signal) {
  const url = new URL(form.dataset.url, location);
  for (const { name, value } of fields) url.searchParams.set(name, value);
  try {
    const answer = await fetch(url, { signal });
    show(form.querySelector(".moves"), answer.ok ? await answer.text() : "");
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function show(place, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...document.importNode(page.body, true).childNodes);
}
