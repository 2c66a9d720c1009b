// Presses what stands at a path (see paths.js), chooses the option at a place of a native list, or moves a slider from
// one of its ends to the other.
([path, place]) => {
  const node = elementAt(path);
  const slides = node?.localName === "input" && node.type === "range";
  if (node && (slides || place !== null)) {
    if (slides) node.value = Number(node.value) > (Number(node.min) || 0) ? Number(node.min) || 0 : node.max || 100;
    else node.selectedIndex = place;
    for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  } else {
    node?.click();
  }
  return Boolean(node);
}
