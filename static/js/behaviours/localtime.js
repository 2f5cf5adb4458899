// <time data-behaviour="localtime">: the server writes UTC, the reader sees the time of their own clock.
import { exact } from "../dates.js";

export function mount(element) {
  element.textContent = exact(new Date(element.dateTime));
}
