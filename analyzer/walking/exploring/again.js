// Presses what stands at a path (as surroundings.js writes it), or chooses the option at a place of a native list.
([path, place]) => {
  let node = document.documentElement, host = false;
  for (const step of path.split(".")) {
    if (step === "s") { host = true; continue; }
    node = (host ? node.shadowRoot : node)?.children[Number(step)];
    host = false;
  }
  if (node && place !== null) {
    node.selectedIndex = place;
    for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  } else {
    node?.click();
  }
  return Boolean(node);
}
