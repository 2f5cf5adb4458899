// Pure: the look of an artifact type. registry_tags.py gives the same answer for the pages.
const OWN = { dataset: "dataset", model: "model", table: "table", run_table: "table", report: "report" };
const OTHER = "artifact";
const HUES = 8;

export function typeClass(name) {
  if (Object.hasOwn(OWN, name)) return `t-${OWN[name]}`;
  const sum = new TextEncoder().encode(name).reduce((total, byte) => total + byte, 0);
  return `t-hue-${sum % HUES}`;
}

export function typeIcon(name) {
  return Object.hasOwn(OWN, name) ? OWN[name] : OTHER;
}
