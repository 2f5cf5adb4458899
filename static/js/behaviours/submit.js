// A select whose form is sent as soon as another option is chosen.
export function mount(select) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
