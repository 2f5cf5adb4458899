// <time data-behaviour="ago">: "2 hours ago" stays true while the page is open; the exact local time is on hover.
import { age } from "../reltime.js";
import { exact, language } from "../dates.js";

const words = new Intl.RelativeTimeFormat(language());

export function mount(element) {
  const then = new Date(element.dateTime);
  element.title = exact(then);
  setInterval(() => refresh(element, then), 30_000);
}

function refresh(element, then) {
  const passed = age((Date.now() - then) / 1000);
  if (passed) element.textContent = words.format(-passed[0], passed[1]);
}
