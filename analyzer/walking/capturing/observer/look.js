// What one element inherits and shows. `blind` says why its own text cannot be seen ("" if it can), `gone` that this
// holds for all it contains; `bounds` is the part of the page that may show it.
// How deep elements may nest before what lies deeper is no longer looked at.
const DEPTH = 1200;

class Look {
  // What is inherited comes from the parent; every field is set here, for a page may have added some to Object.prototype.
  constructor(element, parent, order) {
    this.element = element;
    this.bare = false;
    this.parent = parent;
    this.order = order;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.tag = "";
    this.role = "";
    this.style = null;
    this.display = "";
    this.box = null;
    this.blind = "";
    this.gone = parent !== null && parent.gone;
    this.blindText = "";
    this.seen = false;
    this.isBlock = false;
    this.scrolls = false;
    this.bounds = parent === null ? null : parent.bounds;
    this.position = "static";
    this.moved = null;
    this.region = parent === null ? "" : parent.region;
    this.dialog = parent === null ? null : parent.dialog;
    this.level = parent === null ? 0 : parent.level;
    this.language = parent === null ? "" : parent.language;
    this.inert = parent !== null && parent.inert;
    this.labelling = parent !== null && parent.labelling;
    this.sectioned = parent !== null && parent.sectioned;
    this.layer = parent === null ? null : parent.layer;
    this.block = parent === null ? null : parent.block;
    this.pointer = false;
    this.control = parent === null ? null : parent.control;
    this.weak = false;
    this.cancelled = false;
    this.inline = false;
    this.pieces = null;
    this.textLook = null;
    this.paint = null;
  }

  // Where it is, in viewport coordinates; null without a box. Read when asked for: nothing is written in between.
  get rect() {
    if (this.box === null && this.display !== "none" && this.display !== "contents" && this.display !== "") {
      this.box = plainRect(rectOf(this.element));
    }
    return this.box;
  }

  // Whether fixed descendants are held by it (CSS Transforms 1, section 2; Filter Effects 1, section 5).
  get holdsFixed() {
    if (this.moved === null) {
      this.moved = propertyOf(this.style, "transform") !== "none" || propertyOf(this.style, "filter") !== "none";
    }
    return this.moved;
  }

  get holdsAbsolute() {
    return this.position !== "static" || this.holdsFixed;
  }
}
