// For each control, by its key: the box that floats over the page and holds it, with its text, and whether something
// else lies on it. What a tool of consent shows is such a box, whatever it is called. And, where `bare` is asked for, what
// nothing marks as a control and yet may be one: what a script listens to, the innermost words, and parts of pictures. And
// the boxes, 0 outside of any, in which something is drawn or embedded of which nobody is told what it holds.
([keys, bare]) => {
  const observer = window.__optout;
  const words = /cookie|consent|gdpr|rgpd|privacy|cmp|tracking/i;
  const plain = Element.prototype;
  const isAbove = element => /fixed|sticky/.test(getComputedStyle(element).position)
    || plain.matches.call(element, "dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]");
  const floats = element => {
    if (isAbove(element)) return true;
    return element.localName !== "a" && element.childElementCount > 0
      && words.test(`${element.id} ${plain.getAttribute.call(element, "class") ?? ""} ${element.localName}`)
      && element !== document.body && element !== document.documentElement;
  };
  // The outermost box that floats around a node, null where none does.
  const boxes = new Map([[document, null], [document.documentElement, null], [document.body, null]]);
  const boxOf = node => {
    if (!node || boxes.has(node)) return boxes.get(node) ?? null;
    const box = boxOf(parentOf(node)) ?? (node instanceof Element && floats(node) ? node : null);
    boxes.set(node, box);
    return box;
  };
  const texts = new Map();
  const optionsOf = element => element.localName !== "select" ? []
    : [...element.options].slice(0, 100).map(option => String(option.label ?? "").trim().slice(0, 200));
  const covered = element => {
    const rect = rectOf(element);
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
  const shownAs = element => element.localName === "area" ? pictureOf(element) ?? element : element;
  const placed = element => {
    const box = boxOf(shownAs(element));
    if (box && !texts.has(box)) texts.set(box, String(box.innerText ?? "").slice(0, 3000));
    return { box: box ? observer.keyOf(box) : 0, text: box ? texts.get(box) : "", path: pathOf(element) };
  };
  const isSlider = element => element.localName === "input" && element.type === "range";
  const chosenOf = element => element.localName === "select" ? element.selectedIndex
    : isSlider(element) ? Number(Number(element.value) > (Number(element.min) || 0)) : -1;
  // What has no words of its own and lies over words that nothing else stands beside is called what they say.
  const underOf = element => {
    if (element.matches("input, select, textarea") || element.innerText?.trim() || !parentOf(element)?.matches) return "";
    const parent = parentOf(element), over = element.getBoundingClientRect(), port = parent.getBoundingClientRect();
    const covers = over.width * over.height >= 0.8 * port.width * port.height;
    return covers ? String(parent.innerText ?? "").trim().slice(0, 200) : "";
  };
  // What a switch without a name is of: what stands beside it, and beside nothing else that is operated.
  const besideOf = element => {
    if (!element.matches("input, [role=switch], [role=checkbox], [role=radio], [role=menuitemcheckbox]")) return "";
    for (let node = parentOf(element); node instanceof HTMLElement && node !== document.body; node = parentOf(node)) {
      if (node.querySelectorAll(`${operated}, [role=switch], [role=checkbox], [role=radio]`).length > 1) return "";
      const words = String(node.innerText ?? "").trim();
      if (words) return words.length <= 200 ? words : "";
    }
    return "";
  };
  const taking = "textarea, [role=textbox], [role=searchbox], [contenteditable=''], [contenteditable=true], input:not("
    + "[type=button], [type=submit], [type=reset], [type=image], [type=checkbox], [type=radio], [type=hidden], [type=range])";
  // Where the form stands that a control belongs to; without one, what is the least around it that holds a field.
  const formOf = element => {
    const owner = "form" in element ? element.form : null;
    if (owner instanceof HTMLFormElement) return pathOf(owner);
    for (let node = parentOf(element); node instanceof HTMLElement; node = parentOf(node)) {
      if (node instanceof HTMLFormElement || plain.querySelector.call(node, taking)) return pathOf(node);
    }
    return "";
  };
  // What is asked of many a node, and answered once for each.
  const once = answer => {
    const answers = new Map();
    return node => answers.get(node) ?? answers.set(node, answer(node)).get(node);
  };
  // Whether pressing a link opens its address in this window and does nothing else that a script could turn.
  const isSteered = once(node => !node || window.__optout_steers?.(node) !== false || (node !== document && isSteered(parentOf(node))));
  const turned = [window, document, window.navigation].some(one => one && window.__optout_steers?.(one) !== false);
  const leads = element => element.localName === "a" && element.href && !turned && !isSteered(element)
    && !element.hasAttribute("download") && !element.relList.contains("noreferrer")
    && ["", "_self"].includes(element.target || (document.querySelector("base[target]")?.target ?? ""));
  const elements = Array.from(observer.elementsOf(keys)), controls = new Set(elements);
  const operated = "a[href], button, input, select, textarea", marked = `${operated}, option, script, style, template`;
  const isMarked = element => controls.has(element) || element.matches(marked) || Boolean(element.control);
  const wordsOf = element => element.getAttribute("aria-label") ?? element.getAttribute("alt")
    ?? element.querySelector(":scope > title")?.textContent ?? (element.innerText?.trim() || (element.title ?? ""));
  const holdsText = once(node => [...node.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim()));
  // What a heading says is what comes below it, and what stands around a control is what that is about.
  const isWord = element => !element.closest("h1, h2, h3, h4, h5, h6")
    && (element.matches("[aria-label], img[alt]") || holdsText(element)) && !element.querySelector(operated);
  const liesAbove = once(node => node instanceof Element && (isAbove(node) || liesAbove(parentOf(node))));
  // What stands in running text, a list or a table names what is pressed elsewhere, but in what lies above the page.
  const isProse = element => {
    const told = element.closest("p, li, dt, dd, td, th, blockquote, figcaption") || holdsText(element.parentNode);
    return told && !liesAbove(element);
  };
  const isLarge = element => Math.min(rectOf(element).width, rectOf(element).height) >= 10;
  // A backdrop or a card is larger than what is pressed without a word on it.
  const isSmall = element => isLarge(element) && rectOf(element).width <= 120 && rectOf(element).height <= 64;
  // No scrolling brings back what is fixed outside the window: a banner that was pushed out of it is gone.
  const isBeside = ({ left, top, right, bottom, width, height }) => width > 0 && height > 0
    && (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight);
  const isPushedOut = once(node => node instanceof Element && (isPushedOut(parentOf(node))
    || (getComputedStyle(node).position === "fixed" && isBeside(node.getBoundingClientRect()))));
  const isSeen = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && rectOf(element).width > 0 && rectOf(element).height > 0 && !isPushedOut(element);
  const isFramed = element => [...Array(window.length).keys()].some(place => {
    try { return window[place].frameElement === element; } catch { return element.contentWindow === window[place]; }
  });
  const candidates = [];
  const sealed = new Set();
  // Returns whether something that is pressed stands at or below an element.
  const search = element => {
    // A form holds what is pressed, and answers with its fields where they are called as what it is asked for.
    const isForm = element instanceof HTMLFormElement;
    if (element instanceof HTMLAreaElement) {
      const listens = window.__optout_listens?.(element) === true;
      if ((element.href || listens) && pictureOf(element)) candidates.push({ element, listens });
      return true;
    }
    if (!isForm && element.matches("canvas, embed, object") && !isFramed(element) && isSeen(element) && isLarge(element)) {
      const box = boxOf(element);
      sealed.add(box ? observer.keyOf(box) : 0);
    }
    if (!isForm && isMarked(element)) return true;
    if (getComputedStyle(element).display === "none") return false;
    let holds = false;
    const inside = isForm ? [] : [...(element.shadowRoot?.children ?? [])];
    for (const child of [...inside, ...childrenOf(element)]) holds = search(child) || holds;
    if (isForm) return holds;
    const listens = !holds && window.__optout_listens?.(element) === true;
    const tells = listens || (isWord(element) && !isProse(element));
    if (tells && element.textContent.length <= 1000) candidates.push({ element, listens });
    return holds || listens;
  };
  const told = ({ element, listens }) => {
    const words = wordsOf(element).trim(), rect = rectOf(element), isArea = element.localName === "area";
    const fits = words ? words.length <= 200 : isArea || (listens && isSmall(element));
    if (!fits || !isSeen(shownAs(element)) || rect.width === 0 || rect.height === 0 || covered(element)) return [];
    return [{
      ...placed(element), form: formOf(element), key: observer.keyOf(element), words, tag: element.localName, listens, href: isArea ? element.href : "",
      drawn: listens ? [...element.attributes].map(one => `${one.name}=${one.value}`).join(" ") : "",
      x: Math.round(rect.left + scrollX), y: Math.round(rect.top + scrollY),
      width: Math.round(rect.width), height: Math.round(rect.height),
    }];
  };
  if (bare && document.body) search(document.body);
  // What a page says beside a box must not keep back what the box says, however much it is.
  const floating = candidates.filter(({ element }) => boxOf(shownAs(element)));
  const found = [...floating, ...candidates.filter(({ element }) => !boxOf(shownAs(element)))].slice(0, 400).flatMap(told);
  const around = elements.map(element => {
    if (!element) {
      return {
        box: 0, text: "", path: "", covered: false, options: [], chosen: -1, drawn: "", under: "", beside: "", leads: false,
        form: "",
      };
    }
    return {
      ...placed(element), covered: covered(element), options: optionsOf(element),
      chosen: chosenOf(element), under: underOf(element), beside: besideOf(element),
      drawn: element.matches("button, a, input, select, textarea, summary, [role]") || element.innerText?.trim() ? ""
        : element.getAttribute("class") ?? "",
      leads: Boolean(leads(element)), form: formOf(element),
    };
  });
  return JSON.stringify({ around, bare: found, sealed: [...sealed] });
}
