// Pure: which unit tells the age of something best. The server's `ago` tag uses the same table.
const STEPS = [
  // unit, seconds in it, seconds from which it is used
  ["year", 31_536_000, 63_072_000],
  ["month", 2_629_800, 7_862_400],
  ["week", 604_800, 1_209_600],
  ["day", 86_400, 86_400],
  ["hour", 3_600, 3_600],
  ["minute", 60, 60],
];

/** Returns [count, unit], or null for what happened just now. */
export function age(seconds) {
  const step = STEPS.find(([, , from]) => seconds >= from);
  return step ? [Math.floor(seconds / step[1]), step[0]] : null;
}
