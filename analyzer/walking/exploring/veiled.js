// The places of a box, or of the page, over which a menu may open under the pointer: what can be seen and holds, or stands
// before, what cannot be seen and could be pressed. Of each the path, its words, and the path of what is hidden.
key => {
  const box = key ? window.__optout?.elementOf(key) : document.body;
  if (!box) return "[]";
  const pressed = "a[href], button, input, select, summary, [onclick], [role=button], [role=link], [role=checkbox], "
    + "[role=switch], [role=menuitem]";
  const shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = root => [...root.querySelectorAll("*")].flatMap(one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const holds = (element, node) => {
    for (let one = node; one; one = parentOf(one)) if (one === element) return true;
    return false;
  };
  const falls = element => {
    const rect = element.getBoundingClientRect();
    const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
    if (rect.width === 0 || rect.height === 0) return false;
    return mustScroll(element, x, y) || holds(element, topAt(x, y));
  };
  const hidden = new Set();
  for (const element of all(box)) {
    const operable = element.matches(pressed) || window.__optout_listens?.(element) === true;
    if (!operable || element.type === "hidden" || shown(element)) continue;
    let outermost = element;
    while (parentOf(outermost) !== box && parentOf(outermost) instanceof Element && !shown(parentOf(outermost))) {
      outermost = parentOf(outermost);
    }
    hidden.add(outermost);
  }
  const found = new Map();
  for (const one of hidden) {
    const beside = [];
    for (let before = one.previousElementSibling; before; before = before.previousElementSibling) beside.push(before);
    if (parentOf(one) !== box) beside.push(parentOf(one));
    for (const place of beside) {
      if (!found.has(place) && shown(place) && falls(place)) found.set(place, one);
    }
  }
  return JSON.stringify([...found].map(([place, one]) => ({
    path: pathOf(place), words: String(place.innerText ?? "").trim().slice(0, 80), hidden: pathOf(one),
  })));
}
