() => {
  // The names of what can be seen to be pressed in this frame, through open shadow roots.
  const seen = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ");
  const name = (element) => {
    if (element.matches("label:has(select)")) return own(element);
    return element.getAttribute("aria-label") ?? (element.matches("input") ? element.value : element.textContent);
  };
  const wanted = "a[href], button, div.press, span.press, input[type=submit], label, summary";
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.matches(wanted) && shown(element)) seen.push(name(element).replaceAll("\u00d7", "").trim());
    }
  };
  look(document);
  return seen;
}
