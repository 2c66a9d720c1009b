// Ways to find an element again: its role and name where they lead to it and nothing before it, and a path of CSS
// through open shadow roots.
const cssEscaped = CSS.escape;
const LOOKED_AT = 20000;
const STABLE = /^[A-Za-z](?:[A-Za-z_-]|\d(?!\d\d)){0,40}$/;
const NAMELESS = setOf("generic none presentation");

const leadsTo = (element, role, name) => {
  const waiting = list();
  push(waiting, documentElement(document));
  for (let seen = 0; waiting.length > 0 && seen < LOOKED_AT; seen++) {
    const node = waiting[waiting.length - 1];
    waiting.length -= 1;
    if (node === element) return true;
    if (isElement(node) && roleOf(node) === role && rendered(node) && nameOf(node, nativeLabels) === name) return false;
    const children = list();
    eachChild(node, (child) => push(children, child));
    for (let i = children.length - 1; i >= 0; i--) if (isElement(children[i])) push(waiting, children[i]);
  }
  return false;
};

const step = (element) => {
  const tag = localName(element);
  let place = 1;
  const parent = parentNode(element);
  if (parent === null || nodeType(parent) === DOCUMENT) return cssEscaped(tag);
  for (let other = firstChild(parent); other !== null && other !== element; other = nextSibling(other)) {
    if (isElement(other) && localName(other) === tag) place++;
  }
  return `${cssEscaped(tag)}:nth-of-type(${place})`;
};

const pathInRoot = (element) => {
  let path = "";
  for (let node = element; node !== null && isElement(node); node = parentNode(node)) {
    const id = attr(node, "id");
    const known = exec(STABLE, id) !== null && byId(node, id) === node;
    const link = known ? `#${cssEscaped(id)}` : step(node);
    path = path === "" ? link : `${link} > ${path}`;
    if (known) break;
  }
  return path;
};

const pathTo = (element) => {
  const links = list();
  for (let node = element; node !== null;) {
    push(links, pathInRoot(node));
    const root = rootNode(node);
    node = nodeType(root) === FRAGMENT ? hostOf(root) : null;
  }
  if (links.length === 1) return links[0];
  const outermostFirst = list();
  for (let i = links.length - 1; i >= 0; i--) push(outermostFirst, links[i]);
  return outermostFirst;
};

const selectorsOf = (element) => {
  const selectors = list();
  const role = roleOf(element);
  const name = nameOf(element, nativeLabels);
  const named = name !== "" && !(role in NAMELESS) && exec(/[[\]"\\]/, name) === null;
  if (named && leadsTo(element, role, name)) push(selectors, `aria/${name}[role="${role}"]`);
  push(selectors, pathTo(element));
  return selectors;
};
