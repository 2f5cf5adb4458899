// Sizes, durations and texts with numbers in them. Pure. The server's filters in format_tags.py read the same.

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];
const PARTS = [["d", 86400, Infinity], ["h", 3600, 24], ["min", 60, 60], ["s", 1, 60]];

export function bytes(size, language) {
  let [value, unit] = [size, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${value.toLocaleString(language, { maximumSignificantDigits: unit ? 3 : 21 })} ${UNITS[unit]}`;
}

export function duration(seconds) {
  const parts = PARTS.map(([unit, length, limit]) => [Math.floor(seconds / length) % limit, unit]);
  const largest = Math.max(0, parts.findIndex(([value]) => value > 0));
  const shown = parts.slice(largest, largest + 2).filter(([value]) => value > 0);
  return shown.length ? shown.map((part) => part.join(" ")).join(" ") : "0 s";
}

/** "{n} runs" with {n: 1385} becomes "1,385 runs". */
export function fillText(text, values, language) {
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(language) : String(value));
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}
