// "/" puts the cursor into this field, unless the person is typing or the field is not shown.
export function mount(field) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || !field.offsetParent) return;
    if (event.defaultPrevented) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
