// What an opened run, artifact or locked card shows.
import { mount as mountCopy } from "../behaviours/copy.js";
import { typeClass } from "../types.js";
import { bytes, duration } from "./format.js";
import { isLocked } from "./names.js";
import { timeElement } from "./parts.js";

const DIGEST_SHOWN = 16;

function stateMark(state, parts) {
  const mark = document.createElement("span");
  mark.className = `state s-${state}`;
  mark.append(parts.stateBadge(state), state);
  return mark;
}

function runFacts(run, parts) {
  return {
    run_id: run.run_id,
    name: run.name,
    state: stateMark(run.state, parts),
    job_type: run.job_type || "–",
    created: timeElement(run.created_at),
    author: run.author,
    project: run.project,
    started: timeElement(run.started_at),
    duration: run.duration === null || run.duration === undefined ? "" : duration(run.duration),
    host: run.host,
    tags: (run.tags ?? []).map((name) => parts.make("tag", { name })),
  };
}

/** Where an alias holds: the source first, then each collection that links the version. */
function place(collection, where, url, aliases, parts) {
  const chips = aliases.length ? aliases.map((alias) => parts.alias(alias)) : parts.word("no-alias");
  const element = parts.make("place", { aliases: chips, collection, where });
  const link = element.querySelector("a");
  if (url) link.href = url;
  return element;
}

function places(artifact, parts) {
  const name = `${artifact.name}:${artifact.version}`;
  const source = place(name, parts.word("source"), artifact.url, artifact.aliases ?? [], parts);
  const links = (artifact.links ?? []).map((link) => place(
    `${link.collection}:${link.version}`, parts.word("in-registry", { registry: link.registry }), link.url, link.aliases, parts,
  ));
  return [source, ...links];
}

/** Enough of a digest to compare by eye; all of it on hover. */
function shortDigest(digest) {
  const code = document.createElement("span");
  code.textContent = digest.slice(0, DIGEST_SHOWN);
  code.title = digest;
  return code;
}

function typeMark(type, parts) {
  const mark = document.createElement("span");
  mark.className = typeClass(type);
  mark.textContent = type;
  return mark;
}

function artifactFacts(artifact, parts) {
  const gone = artifact.state === "deleted";
  const size = bytes(artifact.size ?? 0, parts.language);
  return {
    full_name: artifact.full_name,
    type: typeMark(artifact.type, parts),
    created: timeElement(artifact.created_at),
    deleted: timeElement(artifact.deleted_at),
    deleted_by: artifact.deleted_by,
    places: gone ? [] : places(artifact, parts),
    digest: gone || !artifact.digest ? "" : shortDigest(artifact.digest),
    size: gone ? "" : parts.word(artifact.file_count === 1 ? "file" : "files", { size, n: artifact.file_count ?? 0 }),
  };
}

function wireActions(body, node, isRoot, putBack) {
  const open = body.querySelector("[data-open]");
  const copy = body.querySelector("[data-copy]");
  const centre = body.querySelector("[data-centre]");
  open.href = node.url;
  copy.dataset.text = node.path ?? node.full_name;
  mountCopy(copy);
  const back = body.querySelector("[data-back]");
  if (putBack) back.addEventListener("click", putBack);
  else back.remove();
  if (isRoot) centre.remove();
  else centre.href = `${node.url.replace(/\/$/, "")}/lineage`;
}

/** The body of a card that is not an open group; with `putBack` it was taken out of one. */
export function drawDetails(node, isRoot, parts, putBack) {
  if (isLocked(node)) return parts.make("body-locked", { note: parts.word("locked-note") });
  const isRun = node.kind === "run";
  const facts = isRun ? runFacts(node, parts) : artifactFacts(node, parts);
  const body = parts.make(isRun ? "body-run" : "body-artifact", facts);
  wireActions(body, node, isRoot, putBack);
  return body;
}
