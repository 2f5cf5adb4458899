// House rules of the browser code: small modules, literal relative imports, no cycles, no markup by string.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../static/js");
const files = readdirSync(ROOT, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => join(ROOT, name));
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

const LATER = /\bimport\(([^)]*)\)/g;

const importsOf = (file) => [
  ...[...sources.get(file).matchAll(/^(?:import|export)[^;]*?from "([^"]+)";$/gm)].map(([, name]) => name),
  ...[...sources.get(file).matchAll(LATER)].map(([, name]) => name.replace(/^"(.*)"$/, "$1")),
];

test("every module has at most 150 lines", () => {
  assert.deepEqual(files.filter((file) => sources.get(file).split("\n").length > 151), []);
});

test("imports are literal and relative, so that their hashed names can be written in", () => {
  const odd = files.filter((file) => importsOf(file).some((name) => !/^\.[^"'`$]*\.js$/.test(name)));

  assert.deepEqual(odd, []);
});

test("no module imports itself in the end: collecting static files would stop", () => {
  const open = new Set();
  const done = new Set();
  const visit = (file) => {
    assert.ok(!open.has(file), `${file} is in a cycle`);
    if (done.has(file) || !sources.has(file)) return;
    open.add(file);
    importsOf(file).forEach((name) => visit(resolve(dirname(file), name)));
    open.delete(file);
    done.add(file);
  };

  files.forEach(visit);
});

test("no module writes markup, styles or code as text", () => {
  const banned = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function)\b|setAttribute\("style"/;

  assert.deepEqual(files.filter((file) => banned.test(sources.get(file))), []);
});
