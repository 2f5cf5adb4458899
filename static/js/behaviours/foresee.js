// A form that asks the server, while the person types into its field `data-field`, what sending it would take from
// others, and shows the answer in its `.moves`. Without script the server says it once the form is sent.
const PAUSE = 200; // ms

export function mount(form) {
  const field = form.elements[form.dataset.field];
  let timer, asking;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    asking = new AbortController();
    timer = setTimeout(() => ask(form, field, asking.signal), PAUSE);
  });
}

async function ask(form, field, signal) {
  const query = new URLSearchParams({ [field.name]: field.value });
  try {
    const answer = await fetch(`${form.dataset.url}?${query}`, { signal });
    show(form.querySelector(".moves"), answer.ok ? await answer.text() : "");
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function show(place, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...document.importNode(page.body, true).childNodes);
}
