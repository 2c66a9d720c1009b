// One pass over the flat tree, in reading order: which element a person can see, where text runs, what can be operated.
// All styles and boxes are read here and nothing is written, so that the page is laid out once.
const REGIONS = bare({
  main: "main", banner: "header", contentinfo: "footer", navigation: "navigation", complementary: "aside",
  dialog: "dialog", alertdialog: "dialog",
});
const SECTIONS = setOf("article aside main nav section");
const UNSHOWN = setOf("head script style template noscript title meta link base object embed audio video canvas param");
const BLOCKS = setOf("block flex grid list-item flow-root table table-row table-cell");
const SVG_SHOWN = setOf("svg g a text tspan foreignObject switch");
const CONTAINERS = setOf(`dialog alertdialog document region main tabpanel group article application form list table
  grid tree tablist radiogroup menu menubar toolbar feed log navigation banner contentinfo complementary`);
const NATIVE = setOf("button select textarea input a area summary label");
const UNPRESSED = setOf("html body iframe frame object embed option");
const EMBEDDING = setOf("object embed");
const LANDMARKS_OR_HEADINGS = setOf("main nav aside header footer article section h1 h2 h3 h4 h5 h6");

// Which of the window's frames shows in an element, -1 where none does that can be told.
function frameIndex(element) {
  const tag = tagOf(element);
  const own = tag === "iframe" ? iframeWindow(element) : tag === "frame" ? frameWindow(element) : tag === "object" ? objectWindow(element) : null;
  for (let i = 0; i < frameCount(); i++) {
    if (own !== null && window[i] === own) return i;
    // Nothing tells what window an embed holds, but the window itself, where it is of this origin.
    if (tag === "embed") try { if (window[i].frameElement === element) return i; } catch {}
  }
  return -1;
}

class Survey {
  constructor(limits) {
    this.scroll = { x: scrollX(), y: scrollY() };
    this.viewport = { left: 0, top: 0, right: innerWidth(), bottom: innerHeight() };
    this.limits = limits;
    this.looks = new MapType();
    this.labels = new MapType();
    this.runs = list();
    this.found = list();
    this.dialogs = list();
    this.frames = list();
    this.elements = 0;
    this.position = 0;
    this.missed = 0;
    this.typed = 0;
    this.run = null;
    this.range = new RangeType();
    this.outside = new Look(null, null, -1);
    this.outside.bounds = { clip: EVERYWHERE, view: this.viewport, across: false, down: false };
    this.onGlass = { clip: this.viewport, view: this.viewport, across: false, down: false };
    this.page = reachable(this.viewport);
    this.overlay = overlayOf(this.viewport);
  }

  // `position` counts elements and runs of text in reading order.
  enter(element, parent) {
    const tag = tagOf(element);
    if ((tag in UNSHOWN && !(tag in EMBEDDING && frameIndex(element) >= 0)) || (tag === "" && namespace(element) === SVG && !(localName(element) in SVG_SHOWN))) return;
    if (this.elements >= this.limits.elements || parent.depth >= DEPTH) { this.missed++; return; }
    const look = new Look(element, parent, this.position++);
    this.elements++;
    mapSet(this.looks, element, look);
    const style = (look.style = computed(element));
    const display = (look.display = propertyOf(style, "display"));
    look.tag = tag;
    if (display === "none" || display === "") { look.blind = "display"; look.gone = true; return; }
    look.bare = !hasAttributes(element);
    if (!look.bare) {
      if (hasAttribute(element, "lang")) look.language = attr(element, "lang");
      if (hasAttribute(element, "inert")) look.inert = true;
      look.role = explicitRole(element);
    }
    this.place(look, parent);
    this.landmark(look, parent);
    this.operable(look, parent);
    if (display !== "inline" && display !== "contents" && !this.flows(look)) { this.flush(); look.block = look; }
    const apart = look.control === look || display === "inline-block";
    if (apart) this.space(look, true);
    this.inside(look);
    if (apart) this.space(look, true);
    if (look.block === look) this.flush();
  }

  place(look, parent) {
    const { style, display } = look;
    const position = (look.position = propertyOf(style, "position"));
    if (look.gone) look.blind = parent.blind;
    else if (propertyOf(style, "opacity") === "0") { look.blind = "opacity"; look.gone = true; }
    else if (clippedAway(style, position)) { look.blind = "clip-path"; look.gone = true; }
    else if (propertyOf(style, "visibility") !== "visible") look.blind = "visibility";
    if (display === "contents") return;
    if (position !== "static" && look.layer === null) {
      const layer = propertyOf(style, "z-index");
      if (layer !== "auto") look.layer = number(layer);
    }
    if (position === "absolute" || position === "fixed") look.bounds = this.held(parent, position === "fixed");
    if (display === "inline" || look.tag === "body" || look.tag === "html") return;
    const horizontal = propertyOf(style, "overflow-x");
    if (horizontal === "visible") return;
    const vertical = propertyOf(style, "overflow-y");
    look.bounds = narrowed(look.bounds, look.rect, horizontal, vertical, this.isAway(look.rect, look.bounds));
    look.scrolls = horizontal === "auto" || horizontal === "scroll" || vertical === "auto" || vertical === "scroll";
  }

  // The bounds of the containing block of an absolute or fixed child of `look` (CSS Positioned Layout 3, section 2.1).
  held(look, fixed) {
    for (; look.element !== null; look = look.parent) {
      if (look.display !== "contents" && (fixed ? look.holdsFixed : look.holdsAbsolute)) return look.bounds;
    }
    return fixed ? this.onGlass : this.outside.bounds;
  }

  landmark(look, parent) {
    const { element, tag, role } = look;
    if (look.bare && !(tag in LANDMARKS_OR_HEADINGS) && element !== this.overlay) return;
    const open = (tag === "dialog" && hasAttribute(element, "open")) || role === "dialog" || role === "alertdialog"
      || attr(element, "aria-modal") === "true";
    const tacit = !open && element === this.overlay && parent.dialog === null;
    if (open || tacit) {
      const dialog = { look, tacit, shown: false, number: 0, layer: this.layerOf(look, parent), text: "", heading: "" };
      push(this.dialogs, dialog);
      look.dialog = dialog;
      look.region = "dialog";
    } else {
      const natural = role !== "" ? role
        : tag === "main" ? "main" : tag === "nav" ? "navigation" : tag === "aside" ? "complementary"
        : (tag === "header" || tag === "footer") && !parent.sectioned ? BY_TAG[tag] : "";
      if (natural in REGIONS && REGIONS[natural] !== "dialog") look.region = REGIONS[natural];
    }
    if (tag in SECTIONS) look.sectioned = true;
    if (role === "heading") look.level = min(6, max(1, round(number(attr(element, "aria-level"))) || 2));
    else if (tag.length === 2 && exec(/^h[1-6]$/, tag) !== null && role === "") look.level = number(tag[1]);
  }

  // The top layer is above all; what is in a dialog is above it; else the outermost z-index decides.
  layerOf(look, parent) {
    if (matches(look.element, ":modal")) return 1e12;
    return max(look.layer ?? 0, parent.dialog === null ? -1e12 : parent.dialog.layer);
  }

  // Who is a control: the strong ones by their nature; the weak ones (a tab stop, a handler, a hand for a cursor) where
  // they show something and hold no other control.
  operable(look, parent) {
    const { element, tag, role } = look;
    look.pointer = parent.control === null && propertyOf(look.style, "cursor") === "pointer";
    if (look.bare && !look.pointer && !(tag in NATIVE)) return;
    if (this.isStrong(look, parent)) { this.take(look); return; }
    if (tag === "label") {
      const field = labelled(element);
      if (field !== null) {
        look.labelling = true;
        const labels = mapGet(this.labels, field);
        if (labels === undefined) push(mapSetTo(this.labels, field, list()), look);
        else push(labels, look);
      }
    }
    const opensDialog = look.dialog !== null && look.dialog.look === look;
    if (parent.control !== null || look.labelling || opensDialog || tag in UNPRESSED) return;
    const stop = hasAttribute(element, "tabindex") && tabIndexOf(element) >= 0 && !(role in CONTAINERS) && !look.scrolls;
    if (stop || hasAttribute(element, "onclick") || (look.pointer && !parent.pointer)) {
      look.weak = true;
      this.take(look);
    }
  }

  isStrong(look, parent) {
    const { element, tag } = look;
    if (tag === "button" || tag === "select" || tag === "textarea") return true;
    if (tag === "input") return inputType(element) !== "hidden";
    if (look.role in WIDGETS || isEditingHost(element)) return true;
    if (tag === "a" || tag === "area") return hasAttribute(element, "href");
    if (tag === "summary") return parent.tag === "details" && firstOf(parent.element, "summary") === element;
    return tag === "" && localName(element) === "a" && (hasAttribute(element, "href") || hasAttribute(element, "xlink:href"));
  }

  take(look) {
    look.control = look;
    look.pieces = list();
    push(this.found, look);
  }

  // Inline boxes stay in the running text; an inline-block does only where its tag is one of running text.
  flows(look) {
    const { display, tag, control } = look;
    if (display in BLOCKS) return false;
    if (exec(/^ruby/, display) !== null) return true;
    if (exec(/^inline-/, display) === null) return false;
    return tag in INLINE || control === look || tag === "" || tag === "button" || tag === "img" || tag === "label";
  }

  inside(look) {
    const { element, tag } = look;
    if (tag === "iframe" || tag === "frame" || tag in EMBEDDING) { this.framed(look); return; }
    if (tag === "select" || tag === "textarea") return;
    if (tag === "input") {
      if (inputType(element) in BUTTON_INPUTS && inputType(element) !== "image") this.text(buttonText(element), look, look.rect);
      return;
    }
    if (tag === "br") { this.space(look); return; }
    if (look.control === look && !look.weak && isEditingHost(element)) { this.typed++; return; }
    const closed = tag === "details" && !hasAttribute(element, "open") ? firstOf(element, "summary") : undefined;
    eachChild(element, (child) => {
      const type = nodeType(child);
      if (type === ELEMENT) {
        if (closed === undefined || child === closed) this.enter(child, look);
      } else if (type === TEXT && closed === undefined) this.words(child, look);
    });
  }

  framed(look) {
    const rect = look.rect;
    const index = frameIndex(look.element);
    const style = look.style;
    const inner = (side) => number(sliceText(propertyOf(style, "padding-" + side), 0, -2)) || 0;
    const shown = rect !== null && this.blindness(rect, look) === "";
    push(this.frames, {
      element: look.element, index, shown, dialog: look.dialog, region: look.region, language: look.language,
      x: rect === null ? 0 : round(rect.left + this.scroll.x + clientLeft(look.element) + inner("left")),
      y: rect === null ? 0 : round(rect.top + this.scroll.y + clientTop(look.element) + inner("top")),
      order: look.order,
    });
    if (shown && look.dialog !== null) look.dialog.shown = true;
  }

  // Why nobody sees what is painted at `rect` (viewport coordinates) within `look`, "" if they do.
  blindness(rect, look) {
    if (look.blind !== "") return look.blind;
    if (isEmpty(rect)) return "size";
    if (this.isAway(rect, look.bounds)) return "off-screen";
    return isEmpty(intersection(rect, look.bounds.clip)) ? "clipped" : "";
  }

  // Whether it lies where no scrolling of the page, or of what scrolls in it, brings it.
  isAway(rect, bounds) {
    const left = rect.left + this.scroll.x, right = rect.right + this.scroll.x;
    return (!bounds.down && rect.bottom + this.scroll.y <= 0)
      || (!bounds.across && (right <= this.page.left || left >= this.page.right));
  }

  words(node, look) {
    const data = dataOf(node);
    if (exec(/\S/, data) === null) { if (data !== "") this.space(look); return; }
    let rect = null;
    if (look.blind === "") {
      selectContents(this.range, node);
      rect = plainRect(rangeRect(this.range));
    }
    this.text(data, look, rect);
  }

  text(data, look, rect) {
    const blind = look.blind !== "" ? look.blind : this.blindness(rect, look);
    if (blind !== "") { look.blindText = blind; return; }
    look.seen = true;
    if (this.run === null) {
      this.run = { at: this.position++, block: look.block ?? look, pieces: list(), visible: false };
    };
    const piece = { text: data, look, control: look.control, between: false };
    push(this.run.pieces, piece);
    for (let control = look.control; control !== null; control = control.parent.control) {
      if (control.textLook === null) control.textLook = look;
      push(control.pieces, piece);
    }
    if (!isEmpty(intersection(rect, look.bounds.view)) && !isEmpty(intersection(rect, this.viewport))) this.run.visible = true;
    for (let dialog = look.dialog; dialog !== null; dialog = dialog.look.parent.dialog) dialog.shown = true;
  }

  // White space; `between` where none is written and a control only stands beside other text.
  space(look, between = false) {
    if (this.run === null) return;
    const piece = { text: " ", look, control: look.control, between };
    push(this.run.pieces, piece);
    for (let control = look.control; control !== null; control = control.parent.control) push(control.pieces, piece);
  }

  flush() {
    if (this.run !== null) push(this.runs, this.run);
    this.run = null;
  }

  onPage(rect) {
    const x = round(rect.left + this.scroll.x);
    const y = round(rect.top + this.scroll.y);
    return bare({ x, y, width: round(rect.right + this.scroll.x) - x, height: round(rect.bottom + this.scroll.y) - y });
  }
}
const mapSetTo = (map, key, value) => { mapSet(map, key, value); return value; };
const tabIndexOf = (element) => (isHtml(element) ? htmlTabIndex(element) : namespace(element) === SVG ? svgTabIndex(element) : -1);
