// A form answers with the field that is called so where it is asked for its children.
const plainChildren = Object.getOwnPropertyDescriptor(Element.prototype, "children").get;
const childrenOf = node => [...(node instanceof HTMLFormElement ? plainChildren.call(node) : node.children)];
// Where an element stands: a number for each step down, "s" before the one into a shadow root; and what stands there.
const pathOf = element => {
  const steps = [];
  for (let node = element; node && node !== document.documentElement;) {
    const parent = node.parentNode;
    if (!parent) return "";
    steps.unshift(childrenOf(parent).indexOf(node));
    if (parent instanceof ShadowRoot) steps.unshift("s");
    node = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return steps.join(".");
};
const elementAt = path => {
  let node = document.documentElement, host = false;
  for (const step of path.split(".")) {
    if (step === "s") { host = true; continue; }
    const parent = host ? node.shadowRoot : node;
    node = parent ? childrenOf(parent)[Number(step)] : null;
    host = false;
  }
  return node ?? null;
};
