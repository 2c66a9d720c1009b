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
