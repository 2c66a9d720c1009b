// Presses what stands at a path (see paths.js), or chooses the option at a place of a native list.
([path, place]) => {
  const node = elementAt(path);
  if (node && place !== null) {
    node.selectedIndex = place;
    for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  } else {
    node?.click();
  }
  return Boolean(node);
}
