// How every animation that ends stands, in the document and in whatever shadow root: "running", or since when it is not.
() => {
  const roots = [document], found = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
    for (const one of root.getAnimations()) {
      if (!(one.effect?.getComputedTiming().endTime < 1e5)) continue;
      found.push(one.playState === "running" ? "running" : `${one.playState} ${one.startTime}`);
    }
  }
  return found;
}
