// Says a short text to screen readers through the page's one live region; `tell` shows it to everybody for a while.
const SHOWN_FOR = 8000; // ms
let hiding;

export function announce(text) {
  document.getElementById("live").textContent = text;
}

export function tell(text) {
  const live = document.getElementById("live");
  announce(text);
  live.className = "toast";
  clearTimeout(hiding);
  hiding = setTimeout(() => (live.className = "vh"), SHOWN_FOR);
}
