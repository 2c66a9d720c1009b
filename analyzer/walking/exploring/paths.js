// Where an element stands: a number for each step down, "s" before the one into a shadow root; and what stands there.
const pathOf = element => {
  const steps = [];
  for (let node = element; node && node !== document.documentElement;) {
    const parent = node.parentNode;
    if (!parent) return "";
    steps.unshift([...parent.children].indexOf(node));
    if (parent instanceof ShadowRoot) steps.unshift("s");
    node = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return steps.join(".");
};
const elementAt = path => {
  let node = document.documentElement, host = false;
  for (const step of path.split(".")) {
    if (step === "s") { host = true; continue; }
    node = (host ? node.shadowRoot : node)?.children[Number(step)];
    host = false;
  }
  return node ?? null;
};
