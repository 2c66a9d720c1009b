// Roles (HTML-AAM 1.0, section 3) and accessible names (Accessible Name and Description Computation 1.2, section 4.3).
// Two departures: what was typed into a field is never part of a name, and generated content counts only where
// nothing else names the control.
const WIDGETS = setOf(`button link checkbox radio switch menuitem menuitemcheckbox menuitemradio tab option textbox
  searchbox combobox listbox slider spinbutton treeitem`);
const ROLES = setOf(`alert alertdialog application article banner blockquote button caption cell checkbox code
  columnheader combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure
  form generic grid gridcell group heading img insertion link list listbox listitem log main marquee math menu menubar
  menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio
  radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
  subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid
  treeitem`);
const NAMED_BY_CONTENT = setOf(`button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox
  menuitemradio option radio row rowheader switch tab tooltip treeitem generic listitem paragraph`);
const BY_TAG = bare({
  article: "article", aside: "complementary", button: "button", datalist: "listbox", dd: "definition",
  details: "group", dialog: "dialog", fieldset: "group", figure: "figure", footer: "contentinfo", form: "form",
  h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading", header: "banner",
  hr: "separator", img: "img", li: "listitem", main: "main", menu: "list", meter: "meter", nav: "navigation",
  ol: "list", optgroup: "group", option: "option", output: "status", p: "paragraph", progress: "progressbar",
  search: "search", summary: "button", table: "table", tbody: "rowgroup", td: "cell", textarea: "textbox",
  th: "columnheader", tr: "row", ul: "list",
});
const BY_INPUT = bare({
  button: "button", checkbox: "checkbox", color: "button", file: "button", image: "button", number: "spinbutton",
  radio: "radio", range: "slider", reset: "button", search: "searchbox", submit: "button",
});
const BUTTON_INPUTS = setOf("button submit reset image");
const TYPED_INPUTS = setOf("text email tel url search password number date datetime-local month week time");
const INLINE = setOf(`a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strike
  strong sub sup time tt u var wbr`);

const explicitRole = (element) => {
  const names = hasAttribute(element, "role") ? words(lower(attr(element, "role"))) : list();
  for (let i = 0; i < names.length; i++) if (names[i] in ROLES) return names[i];
  return "";
};

const roleOf = (element) => {
  const role = explicitRole(element);
  if (role !== "" && role !== "none" && role !== "presentation") return role;
  const tag = tagOf(element);
  if (tag === "a" || tag === "area") return hasAttribute(element, "href") ? "link" : "generic";
  if (tag === "input") {
    const type = inputType(element);
    if (hasAttribute(element, "list") && type !== "range" && type !== "color") return "combobox";
    return BY_INPUT[type] ?? "textbox";
  }
  if (tag === "select") return hasAttribute(element, "multiple") || selectSize(element) > 1 ? "listbox" : "combobox";
  if (namespace(element) === SVG && localName(element) === "a") return "link";
  if (isEditingHost(element)) return "textbox";
  return BY_TAG[tag] ?? "generic";
};

// The labels of one field; the native list costs a walk of the whole tree a field, so a capture brings its own map.
const nativeLabels = (element) => {
  const tag = tagOf(element);
  const found = tag === "input" ? inputLabels(element)
    : tag === "select" ? selectLabels(element)
    : tag === "textarea" ? areaLabels(element)
    : tag === "button" ? buttonLabels(element) : null;
  const labels = list();
  for (let i = 0; found !== null && i < listLength(found); i++) push(labels, listItem(found, i));
  return labels;
};

const NAME_LENGTH = 2000;
const NAME_DEPTH = 60;

const nameOf = (element, labelsOf) => {
  const how = { labelsOf, visited: new MapType(), depth: 0, inside: false, followed: false, hiddenToo: false, veiled: false };
  return cut(tidy(nameStep(element, how)), NAME_LENGTH);
};

const firstOf = (element, tag) => {
  for (let child = firstChild(element); child !== null; child = nextSibling(child)) {
    if (isElement(child) && localName(child) === tag) return child;
  }
  return null;
};

const nameStep = (element, how) => {
  if (how.depth > NAME_DEPTH || (how.inside && mapHas(how.visited, element))) return "";
  mapSet(how.visited, element, true);
  if (hasAttribute(element, "aria-labelledby") && !how.followed) {
    const ids = words(attr(element, "aria-labelledby"));
    let name = "";
    for (let i = 0; i < ids.length; i++) {
      const other = byId(element, ids[i]);
      if (other === null) continue;
      const referred = { ...how, visited: new MapType(), depth: how.depth + 1, inside: true, followed: true };
      name += nameStep(other, { ...referred, hiddenToo: !rendered(other) }) + " ";
    }
    if (tidy(name) !== "") return name;
  }
  const own = how.veiled ? "" : tidy(attr(element, "aria-label"));
  if (own !== "") return own;
  const role = roleOf(element);
  if (how.inside && !how.followed && isField(element)) return "";
  const native = nativeName(element, how);
  if (tidy(native) !== "") return native;
  if (how.inside || role in NAMED_BY_CONTENT) {
    const content = contentName(element, how);
    if (tidy(content) !== "") return content;
    const generated = how.inside ? "" : generatedText(element);
    if (generated !== "") return generated;
  }
  const title = attr(element, "title");
  if (tidy(title) !== "") return title;
  return tagOf(element) === "input" || tagOf(element) === "textarea"
    ? attr(element, "placeholder") || attr(element, "aria-placeholder") : attr(element, "aria-placeholder");
};

const isField = (element) => {
  const tag = tagOf(element);
  if (tag === "input") return !(inputType(element) in BUTTON_INPUTS);
  return tag === "select" || tag === "textarea" || isEditingHost(element);
};

const nativeName = (element, how) => {
  const tag = tagOf(element);
  if (tag === "img" || tag === "area") return attr(element, "alt");
  if (tag === "input" && inputType(element) in BUTTON_INPUTS) return buttonText(element);
  const within = { ...how, depth: how.depth + 1, inside: true };
  if (tag === "input" || tag === "select" || tag === "textarea" || tag === "button") {
    const labels = how.inside ? list() : how.labelsOf(element);
    let name = "";
    for (let i = 0; i < labels.length; i++) name += nameStep(labels[i], within) + " ";
    if (tidy(name) !== "" || tag !== "button") return name;
  }
  const inner = tag === "fieldset" ? "legend" : tag === "figure" ? "figcaption" : tag === "table" ? "caption"
    : namespace(element) === SVG ? "title" : "";
  const named = inner === "" ? null : firstOf(element, inner);
  return named === null ? "" : nameStep(named, within);
};

// What a button made of an input shows; the browser's own words stand for an absent value.
const buttonText = (element) => {
  const type = inputType(element);
  if (type === "image") return attr(element, "alt") || attr(element, "value") || attr(element, "title") || "Submit";
  const value = inputValue(element);
  return hasAttribute(element, "value") ? value : type === "submit" ? "Submit" : type === "reset" ? "Reset" : value;
};

const contentName = (element, how) => {
  let name = "";
  eachChild(element, (child) => {
    if (name.length > NAME_LENGTH) return;
    if (nodeType(child) === TEXT && !how.veiled) name += dataOf(child);
    if (nodeType(child) !== ELEMENT) return;
    const tag = localName(child);
    if (tag === "script" || tag === "style" || tag === "template" || tag === "noscript") return;
    if (tag === "br") { name += " "; return; }
    let apart = !(tag in INLINE);
    let veiled = false;
    if (!how.hiddenToo) {
      if (attr(child, "aria-hidden") === "true") return;
      const style = computed(child);
      const display = propertyOf(style, "display");
      if (display === "none" || display === "") return;
      veiled = propertyOf(style, "visibility") !== "visible";
      apart = display !== "inline" && display !== "contents";
    }
    const part = nameStep(child, { ...how, depth: how.depth + 1, inside: true, veiled });
    name += apart ? " " + part + " " : part;
  });
  return name;
};

const QUOTED = /^"((?:[^"\\]|\\.)*)"/;
const generatedText = (element) => {
  let name = "";
  const sides = ["::before", "::after"];
  for (let i = 0; i < 2; i++) {
    const found = exec(QUOTED, propertyOf(computed(element, sides[i]), "content"));
    if (found !== null) name += found[1] + " ";
  }
  return name;
};
