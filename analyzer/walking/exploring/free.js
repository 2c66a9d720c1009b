// Where in the window a pointer falls on the control of this key at once, null where that must be waited or scrolled for.
key => {
  const element = window.__optout?.elementOf(key);
  if (!element?.isConnected || element.matches(":disabled, [aria-disabled=true]")) return null;
  // The driver scrolls to what has a box.
  if (element.localName === "area") pictureOf(element)?.scrollIntoView({ block: "nearest", behavior: "instant" });
  const target = targetOf(element), rect = rectOf(target);
  const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
  if (rect.width < 1 || rect.height < 1 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
  for (let node = topAt(x, y); node; node = node.assignedSlot ?? node.parentNode ?? node.host) {
    if (node === target) return [x, y];
  }
  return null;
}
