// The flat tree (shadow roots in place of their hosts' children, slots filled) and the keys of elements.
const isElement = (node) => nodeType(node) === ELEMENT;
const isHtml = (element) => namespace(element) === HTML;
const shadow = (element) => (isHtml(element) ? shadowOf(element) : null);

// Calls visit(child) for each child in the flat tree, in order.
const eachChild = (node, visit) => {
  const inner = isElement(node) ? shadow(node) : null;
  if (inner === null && isElement(node) && localName(node) === "slot" && isHtml(node)) {
    const nodes = assignedNodes(node);
    if (nodes.length > 0) {
      for (let i = 0; i < nodes.length; i++) visit(nodes[i]);
      return;
    }
  }
  for (let child = firstChild(inner ?? node); child !== null; child = nextSibling(child)) visit(child);
};

const flatParent = (node) => {
  const slot = isElement(node) ? slotOf(node) : null;
  if (slot !== null) return slot;
  const parent = parentNode(node);
  if (parent === null || nodeType(parent) === DOCUMENT) return null;
  return nodeType(parent) === FRAGMENT ? hostOf(parent) : parent;
};

const byId = (near, id) => {
  const root = rootNode(near);
  if (nodeType(root) === DOCUMENT) return elementById(root, id);
  return nodeType(root) === FRAGMENT ? shadowElementById(root, id) : null;
};

const keys = new WeakMapType();
let lastKey = 0;
const keyOf = (element) => {
  let key = weakGet(keys, element);
  if (key === undefined) weakSet(keys, element, (key = ++lastKey));
  return key;
};

// Goes through all elements, until `visit` is content with one.
const throughElements = (visit) => {
  const waiting = list();
  push(waiting, documentElement(document));
  while (waiting.length > 0) {
    const node = waiting[waiting.length - 1];
    waiting.length -= 1;
    if (node === null) continue;
    if (isElement(node) && visit(node)) return;
    eachChild(node, (child) => push(waiting, child));
  }
};

// The same of those that have a key.
const throughKeyed = (visit) => throughElements((node) => {
  const key = weakGet(keys, node);
  return key !== undefined && visit(key, node);
});

// The element with this key, or null; one that was never asked for has none.
const elementOf = (wanted) => {
  let found = null;
  throughKeyed((key, node) => {
    if (key === wanted) found = node;
    return found !== null;
  });
  return found;
};

// The elements with these keys, in one pass over the page; null where there is none.
const elementsOf = (wanted) => {
  const known = new MapType();
  throughKeyed((key, node) => {
    mapSet(known, key, node);
    return false;
  });
  const elements = list();
  for (let i = 0; i < wanted.length; i++) push(elements, mapGet(known, wanted[i]) ?? null);
  return elements;
};

const attr = (element, name) => attribute(element, name) ?? "";
// The element whose tag this is in HTML, else "".
const tagOf = (element) => (isHtml(element) ? localName(element) : "");

const deepFocus = () => {
  let focused = activeElement(document);
  while (focused !== null) {
    const inner = shadow(focused);
    const deeper = inner === null ? null : shadowActiveElement(inner);
    if (deeper === null) break;
    focused = deeper;
  }
  return focused === null || focused === bodyOf(document) || focused === documentElement(document) ? null : focused;
};

// A contenteditable host: what stands in it was typed. A page that makes its whole body editable is read as text.
const isEditingHost = (element) => {
  if (!hasAttribute(element, "contenteditable") || !isHtml(element)) return false;
  const tag = localName(element);
  return lower(attr(element, "contenteditable")) !== "false" && editable(element) && tag !== "body" && tag !== "html";
};
