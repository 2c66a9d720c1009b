() => {
  const found = [];
  const clickable = "a[href], button, input, select, summary, label, [onclick], [tabindex], [role=button], [role=link], [role=checkbox], [role=switch], [role=radio], [role=tab], [role=menuitem], [role=option]";
  const up = (el) => el.assignedSlot || el.parentElement || (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
  const within = (inner, outer) => { for (let one = inner; one; one = up(one)) if (one === outer) return true; return false; };
  const demo = (el) => { for (let one = el; one; one = up(one)) if (one.hasAttribute && one.hasAttribute("data-demo")) return true; return false; };
  const shown = (el, faint) => {
    for (let one = el; one; one = up(one)) {
      const style = getComputedStyle(one);
      if (style.display === "none" || (one === el && style.visibility !== "visible")) return false;
      if (!faint && Number(style.opacity) < 0.02) return false;
      if (one === el && style.pointerEvents === "none") return false;
    }
    return true;
  };
  const top = (doc, x, y) => {
    let hit = doc.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    return hit;
  };
  const point = (el, doc) => {
    const view = doc.defaultView;
    let rects = [...el.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    if (!rects.length) return null;
    const off = (r) => r.bottom < 1 || r.top > view.innerHeight - 1 || r.right < 1 || r.left > view.innerWidth - 1;
    if (off(rects[0])) {
      el.scrollIntoView({ block: "center", behavior: "instant" });
      rects = [...el.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    }
    for (const r of rects) {
      for (const [fx, fy] of [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.2], [0.5, 0.8]]) {
        const x = r.left + r.width * fx, y = r.top + r.height * fy;
        const hit = top(doc, x, y);
        if (!hit) continue;
        const owner = hit.closest("label");
        const nested = hit.closest(clickable);
        if (within(hit, el)) {
          if (nested && nested !== el && nested.tagName !== "LABEL" && within(nested, el)) continue;
          return { x, y };
        }
        if (owner && owner.control === el) return { x, y };
      }
    }
    return null;
  };
  const walk = (root, doc, dx, dy) => {
    const own = [];
    for (const el of root.querySelectorAll("*")) {
      if (el.shadowRoot) walk(el.shadowRoot, doc, dx, dy);
      if (el.tagName === "IFRAME") {
        try {
          const box = el.getBoundingClientRect();
          if (el.contentDocument && shown(el)) walk(el.contentDocument, el.contentDocument, dx + box.left + el.clientLeft, dy + box.top + el.clientTop);
        } catch { continue; }
        continue;
      }
      const pointer = getComputedStyle(el).cursor === "pointer" && !(el.parentElement && getComputedStyle(el.parentElement).cursor === "pointer");
      if (!(el.matches(clickable) || pointer)) continue;
      if (el.matches("[tabindex]") && !pointer && !el.matches("a, button, input, summary, label, [role], [onclick]")) continue;
      if (el.matches("[role=dialog], [role=alertdialog], [role=document], [role=region], dialog, input[type=hidden], input[type=text], input:not([type])")) continue;
      if (demo(el) || el.disabled) continue;
      own.push(el);
    }
    const placed = new Map();
    for (const el of own) {
      if (el.tagName === "LABEL") continue;
      const input = el.matches("input[type=checkbox], input[type=radio]");
      if (!shown(el, input)) continue;
      const at = point(el, doc);
      if (at) placed.set(el, at);
    }
    for (const el of own) {
      if (el.tagName !== "LABEL" || !shown(el)) continue;
      if (!el.control ) { const at = point(el, doc); if (at && getComputedStyle(el).cursor === "pointer") placed.set(el, at); continue; }
      if (el.control.disabled || placed.has(el.control)) continue;
      const at = point(el, doc);
      if (at) placed.set(el.control, at);
    }
    for (const [el, at] of placed) found.push({ el, x: at.x + dx, y: at.y + dy });
  };
  walk(document, document, 0, 0);
  const text = (el) => {
    const from = el.matches("input") && el.labels && el.labels.length ? el.labels[0] : el;
    return (from.innerText || from.textContent || "").replace(/\s+/g, " ").trim().slice(0, 80);
  };
  return {
    elements: found.map((one) => one.el),
    facts: found.map((one) => ({
      x: one.x, y: one.y, text: text(one.el), tag: one.el.tagName.toLowerCase(),
      checked: one.el.matches("input[type=checkbox], input[type=radio]") ? one.el.checked
        : one.el.hasAttribute("aria-checked") ? one.el.getAttribute("aria-checked") === "true" : null,
      href: one.el.href && one.el.getAttribute("href") ? String(one.el.href) : "",
    })),
  };
}
