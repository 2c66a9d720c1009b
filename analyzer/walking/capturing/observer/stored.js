// The page as a file: what a page contains is kept as text and nothing of it runs or loads when the file is opened.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
const VOID = setOf("area base br col embed hr img input link meta param source track wbr");
const EMPTIED = setOf("script noscript template xmp iframe frame noembed noframes plaintext textarea object embed");
const TAG = /^[a-z][a-z0-9._:-]*$/i;
const PLAIN_ATTRIBUTE = /^[^\s"'<>\/=\0-\x1f\x7f]+$/;
const FORBIDDEN = /^on|^srcdoc$|^shadowroot|^http-equiv$|^charset$|^nonce$|^sandbox$|^ping$|^autofocus$|^data-optout-/i;
const SCRIPTED = /^[\s\0-\x20]*(j[\s\0-\x20]*a[\s\0-\x20]*v[\s\0-\x20]*a|v[\s\0-\x20]*b)[\s\0-\x20]*s[\s\0-\x20]*c[\s\0-\x20]*r[\s\0-\x20]*i[\s\0-\x20]*p[\s\0-\x20]*t[\s\0-\x20]*:/i;
const VALUE_KEPT = setOf("submit button reset checkbox radio");
const ESCAPED = /[&<>"\0-\x08\x0b-\x1f\x7f-\x9f]/;

const escaped = (text) => {
  if (exec(ESCAPED, text) === null) return wellFormed(text);
  let safe = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = charCode(text, i);
    const sign = code === 38 ? "&amp;" : code === 60 ? "&lt;" : code === 62 ? "&gt;" : code === 34 ? "&quot;"
      : (code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160) ? "" : null;
    if (sign === null) continue;
    safe += sliceText(text, start, i) + sign;
    start = i + 1;
  }
  return wellFormed(safe + sliceText(text, start, text.length));
};

// `<` before a letter, `/`, `!` or `?` could end the style element; as a CSS escape it means the same.
const styleText = (text) => {
  let safe = "";
  let start = 0;
  for (let i = indexOf(text, "<", 0); i >= 0; i = indexOf(text, "<", i + 1)) {
    if (exec(/[a-z\/!?]/i, text[i + 1] ?? "!") === null) continue;
    safe += sliceText(text, start, i) + "\\3c ";
    start = i + 1;
  }
  return wellFormed(safe + sliceText(text, start, text.length));
};

class Store {
  constructor(survey, prefix, limit) {
    this.survey = survey;
    this.prefix = prefix;
    this.room = limit;
    this.parts = list();
    this.html = "";
    this.frames = list();
    this.cut = false;
    this.depth = 0;
  }

  write(text) {
    if (this.room < text.length) { this.cut = true; return; }
    this.room -= text.length;
    this.html += text;
  }

  // The policy comes first in a head of our own, whatever the page put where.
  whole() {
    const root = documentElement(document);
    const page = root !== null && tagOf(root) === "html";
    const head = page ? firstOf(root, "head") : null;
    this.write(`<!doctype html>\n<html${page ? this.attributes(root, "html") : ""}><head${head === null ? "" : this.attributes(head, "head")}>`);
    this.write(`<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta charset="utf-8">`);
    if (head !== null) this.children(head, null);
    this.write("</head>");
    if (page) this.children(root, head);
    else if (root !== null) this.element(root);
    this.write("</html>\n");
    push(this.parts, this.html);
  }

  hidden(element) {
    const look = mapGet(this.survey.looks, element);
    if (look === undefined) {
      const parent = flatParent(element);
      const outer = parent === null ? undefined : mapGet(this.survey.looks, parent);
      const orphan = outer !== undefined && !outer.gone && isHtml(element) && !(localName(element) in UNSHOWN)
        && !(outer.tag in FIELD_PARTS) && this.survey.missed === 0;
      return orphan ? "unrendered" : "";
    }
    if (look.gone) return look.parent.gone ? "" : look.blind;
    return look.seen ? "" : look.blindText;
  }

  element(element) {
    const html = isHtml(element);
    const embeds = html && localName(element) in EMBEDDING && frameIndex(element) >= 0;
    // What is embedded is kept as a frame is: nothing else shows what is put in between.
    const tag = embeds ? "iframe" : exec(TAG, localName(element)) === null ? "div" : localName(element);
    if (this.depth > DEPTH) { this.cut = true; return; }
    this.depth++;
    const framed = html && (tag === "iframe" || tag === "frame");
    if (framed) keyOf(element);
    this.write("<" + tag + this.attributes(element, tag));
    if (framed) this.frame(element);
    this.write(">");
    if (!html || !(tag in VOID)) {
      const inner = shadow(element);
      if (inner !== null) {
        this.write('<template shadowrootmode="open">');
        this.children(inner, null);
        this.write("</template>");
      }
      if (tag === "style") this.write(html ? styleText(textContent(element)) : "");
      else if (!(tag in EMPTIED) && !isEditingHost(element)) this.children(element, null);
      this.write("</" + tag + ">");
    }
    this.depth--;
  }

  children(node, except) {
    for (let child = firstChild(node); child !== null; child = nextSibling(child)) {
      if (child === except) continue;
      const type = nodeType(child);
      if (type === ELEMENT) this.element(child);
      else if (type === TEXT) this.write(escaped(dataOf(child)));
    }
  }

  attributes(element, tag) {
    let written = "";
    const names = attributeNames(element);
    const type = tagOf(element) === "input" ? inputType(element) : "";
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (exec(PLAIN_ATTRIBUTE, name) === null || exec(FORBIDDEN, name) !== null) continue;
      if (name === "value" && tag === "input" && !(type in VALUE_KEPT)) continue;
      if (name === "checked" && tag === "input") continue;
      const value = attr(element, name);
      const scripted = exec(SCRIPTED, value) !== null || (name === "values" && indexOf(lower(value), "script:", 0) >= 0);
      if (scripted) { written += ` data-optout-scripted="${escaped(name)}"`; continue; }
      const kept = tag === "link" && name === "rel" ? "data-optout-rel" : name;
      written += ` ${kept}="${escaped(value)}"`;
    }
    if ((type === "checkbox" || type === "radio") && inputChecked(element)) written += ' checked=""';
    const key = weakGet(keys, element);
    if (key !== undefined) written += ` data-optout-key="${this.prefix}${key}"`;
    if (mapGet(this.survey.looks, element)?.isBlock && tag in INLINE) written += ' data-optout-block=""';
    const hidden = this.hidden(element);
    if (hidden !== "") written += ` data-optout-hidden="${hidden}"`;
    return written;
  }

  // The file is cut here; what the frame shows is put in between by whoever holds all frames.
  frame(element) {
    push(this.parts, this.html);
    this.html = "";
    push(this.frames, element);
  }
}
const FIELD_PARTS = setOf("select optgroup datalist textarea iframe frame input svg");
