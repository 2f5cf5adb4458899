// What a search found, as options of a list: links, so that they open by mouse and in a new tab.
export function optionsOf(hits, prefix) {
  return hits.map((hit, at) => option(hit, `${prefix}-${at}`));
}

function option(hit, id) {
  const link = element("a", "suggestion");
  Object.assign(link, { id, href: hit.url, tabIndex: -1 });
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  const isNamed = hit.field === "name";
  link.append(element("b", "suggestion__name", isNamed ? marked(hit) : [hit.name]));
  if (!isNamed) link.append(element("span", "suggestion__by", marked(hit)));
  link.append(element("span", "suggestion__kind", [hit.kind]));
  link.append(element("span", "suggestion__place", [hit.path.slice(0, hit.path.lastIndexOf("/"))]));
  return link;
}

// `ranges` count characters, as Python does; a string of a script counts UTF-16 units.
export function marked({ matched, ranges }) {
  const characters = [...matched];
  const parts = [];
  let done = 0;
  for (const [from, to] of ranges) {
    parts.push(characters.slice(done, from).join(""), element("mark", "", [characters.slice(from, to).join("")]));
    done = to;
  }
  return [...parts, characters.slice(done).join("")];
}

function element(tag, className, children = []) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
