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
// What to click so that a pointer falls on the element, or on its label where only that can be seen.
const targetOf = element => {
  const middle = target => {
    const rect = target.getBoundingClientRect();
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
