// What a pointer at this point of the window falls on, in whatever shadow root it lies.
const topAt = (x, y) => {
  let top = document.elementFromPoint(x, y);
  while (top?.shadowRoot) {
    const inner = top.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  return top;
};
// What holds a node for who looks at the page, shadow roots and slots included.
const parentOf = node =>
  node.assignedSlot ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode);
// Whether the window, or something around an element, must be scrolled before this point of it can be seen.
const mustScroll = (element, x, y) => {
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
  for (let node = parentOf(element); node instanceof Element; node = parentOf(node)) {
    const { overflowX, overflowY } = getComputedStyle(node);
    if (!/auto|scroll/.test(overflowX + overflowY)) continue;
    const port = node.getBoundingClientRect();
    if (x < port.left || x > port.right || y < port.top || y > port.bottom) return true;
  }
  return false;
};
// The picture of which an area of an image map is a part, null where nothing shows it.
const pictureOf = area => {
  const map = area.closest("map"), root = area.getRootNode();
  return map?.name ? [...root.querySelectorAll("img[usemap]")].find(one => one.useMap === `#${map.name}`) ?? null : null;
};
// Where an element lies in the window; an area of an image map has no box of its own.
const rectOf = element => {
  if (element.localName !== "area") return element.getBoundingClientRect();
  const picture = pictureOf(element), numbers = element.coords.split(",").map(Number);
  if (!picture) return new DOMRect();
  const port = picture.getBoundingClientRect();
  if (element.shape === "default") return port;
  const [x, y, r] = numbers, round = element.shape.startsWith("circ");
  const across = round ? [x - r, x + r] : numbers.filter((_, place) => place % 2 === 0);
  const down = round ? [y - r, y + r] : numbers.filter((_, place) => place % 2 === 1);
  const left = Math.min(...across), top = Math.min(...down);
  const width = Math.max(...across) - left, height = Math.max(...down) - top;
  return [left, top, width, height].every(Number.isFinite)
    ? new DOMRect(port.left + left, port.top + top, width, height) : new DOMRect();
};
// What to click so that a pointer falls on the element, or on its label where only that can be seen.
const targetOf = element => {
  const middle = target => {
    const rect = rectOf(target);
    return rect.width === 0 || rect.height === 0 ? null : topAt(rect.left + rect.width / 2, rect.top + rect.height / 2);
  };
  const top = middle(element);
  if (!element.labels || top === element) return element;
  for (const label of element.labels) if (label.contains(top)) return top;
  for (const label of element.labels) {
    const on = middle(label);
    if (on && label.contains(on) && !on.closest("a, button")) return on;
  }
  return element;
};
