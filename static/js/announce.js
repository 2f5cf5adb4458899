// Says a short text to screen readers through the page's one live region.
export function announce(text) {
  document.getElementById("live").textContent = text;
}
