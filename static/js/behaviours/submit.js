// A select whose form is sent as soon as another option is chosen. Arrow keys pass through every option on their
// way: what they leave chosen is sent by Enter, or on leaving the field.
export function mount(select) {
  const state = { isKeyed: false, isWaiting: false };
  const send = () => {
    state.isWaiting = false;
    select.form.requestSubmit();
  };
  select.addEventListener("pointerdown", () => (state.isKeyed = false));
  select.addEventListener("keydown", (event) => {
    state.isKeyed = event.key !== "Enter";
    if (!state.isWaiting || state.isKeyed) return;
    event.preventDefault();
    send();
  });
  select.addEventListener("change", () => {
    if (state.isKeyed) state.isWaiting = true;
    else send();
  });
  select.addEventListener("blur", () => state.isWaiting && send());
}
