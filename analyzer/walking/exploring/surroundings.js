// For each control, by its key: the box that floats over the page and holds it, with its text, and whether something
// else lies on it. What a tool of consent shows is such a box, whatever it is called.
keys => {
  const observer = window.__optout;
  const words = /cookie|consent|gdpr|rgpd|privacy|cmp|tracking/i;
  const floats = element => {
    const style = getComputedStyle(element);
    if (style.position === "fixed" || style.position === "sticky") return true;
    if (element.matches("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]")) return true;
    return element.localName !== "a" && element.childElementCount > 0
      && words.test(`${element.id} ${element.getAttribute("class") ?? ""} ${element.localName}`)
      && element !== document.body && element !== document.documentElement;
  };
  const known = new Map();
  const boxOf = element => {
    let box = null;
    for (let node = element; node && node !== document; node = parentOf(node)) {
      if (node instanceof Element && node !== document.body && node !== document.documentElement && floats(node)) box = node;
    }
    return box;
  };
  const optionsOf = element => element.localName !== "select" ? []
    : [...element.options].slice(0, 100).map(option => String(option.label ?? "").trim().slice(0, 200));
  const covered = element => {
    const rect = element.getBoundingClientRect();
    const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
    if (rect.width === 0 || mustScroll(element, x, y)) return false;
    const top = topAt(x, y);
    if (top === null) return false;
    const label = top.closest?.("label");
    if (label && label.control === element) return false;
    for (let node = top; node; node = parentOf(node)) if (node === element) return false;
    const around = node => node === document.body || node === document.documentElement;
    for (let node = element; node; node = parentOf(node)) if (node === top) return around(node);
    return true;
  };
  return JSON.stringify(keys.map(key => {
    const element = observer.elementOf(key);
    if (!element) return { box: 0, text: "", path: "", covered: false, options: [], chosen: -1, drawn: "" };
    const box = boxOf(element);
    if (box && !known.has(box)) known.set(box, String(box.innerText ?? "").slice(0, 3000));
    return {
      box: box ? observer.keyOf(box) : 0, text: box ? known.get(box) : "", path: pathOf(element),
      covered: covered(element), options: optionsOf(element),
      chosen: element.localName === "select" ? element.selectedIndex : -1,
      drawn: element.matches("button, a, input, select, textarea, summary, [role]") || element.innerText?.trim() ? ""
        : element.getAttribute("class") ?? "",
    };
  }));
}
