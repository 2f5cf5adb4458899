// How an exact moment is written in the page's language.
const FALLBACK = "en";

export function language() {
  return document.documentElement.lang || FALLBACK;
}

export function exact(moment) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(moment);
}
