// What a survey found, as records: blocks of text and controls, in reading order.
const RECORDED = freeze({ block: 20000, text: 2000, address: 4000, id: 200 });
const TOGGLES = setOf("checkbox radio file");
const STATEFUL = setOf("checkbox radio switch menuitemcheckbox menuitemradio");

const flagged = (element, name) => lower(attr(element, name)) === "true";
const ariaState = (element, name) => {
  const value = lower(attr(element, name));
  return value === "true" ? true : value === "false" || value === "mixed" ? false : null;
};

const inViewport = (survey, look, rect) =>
  !isEmpty(intersection(rect, look.bounds.view)) && !isEmpty(intersection(rect, survey.viewport));

// Where a person sees the control: its own box, that of its content where it has none, or its label's where the field
// itself is hidden behind one (switches drawn with CSS). Null if nowhere.
const placeOf = (survey, look) => {
  const { element, tag } = look;
  if (look.rect === null || isEmpty(look.rect)) {
    if (look.blind !== "display") {
      selectContents(survey.range, element);
      const content = plainRect(rangeRect(survey.range));
      if (!isEmpty(content) && survey.blindness(content, look) === "") return { look, rect: content };
    }
  } else if (survey.blindness(look.rect, look) === "") return { look, rect: look.rect };
  if (tag !== "input" || !(inputType(element) in TOGGLES)) return null;
  const label = visibleLabel(survey, element);
  if (label !== null) return label;
  const merelyTransparent = look.blind === "opacity" && !look.parent.gone && look.rect !== null && !isEmpty(look.rect);
  return merelyTransparent ? { look, rect: look.rect } : null;
};

const visibleLabel = (survey, field) => {
  const labels = mapGet(survey.labels, field);
  for (let i = 0; labels !== undefined && i < labels.length; i++) {
    const rect = labels[i].rect;
    if (rect !== null && survey.blindness(rect, labels[i]) === "") return { look: labels[i], rect };
  }
  return null;
};

// Fields with display none are not walked into view; their visible labels still operate them.
const addLabelled = (survey) => {
  const known = survey.found;
  mapEach(survey.labels, (labels, field) => {
    if (tagOf(field) !== "input" || !(inputType(field) in TOGGLES)) return;
    let look = mapGet(survey.looks, field);
    if (look === undefined) {
      look = new Look(field, labels[0], labels[0].order);
      look.style = computed(field);
      look.tag = tagOf(field);
    } else if (look.blind !== "display") return;
    look.blind = "display";
    look.pieces = list();
    push(known, look);
  });
};

// What a control holds stands apart from the text beside it, except from marks that are written close to a word.
const CLOSE_AFTER = /^[.,;:!?)\]\u2026\u2019\u201d\u00bb'-]/;
const CLOSE_BEFORE = /[(\[\u2019\u201e\u00ab\u00bf\u00a1'-]$/;
const paintedText = (pieces) => {
  let text = "";
  let apart = false;
  for (let i = 0; i < pieces.length && text.length < RECORDED.block; i++) {
    const piece = pieces[i];
    if (piece.between) { apart = true; continue; }
    if (piece.text === "") continue;
    if (apart && exec(CLOSE_AFTER, piece.text) === null && exec(CLOSE_BEFORE, sliceText(text, -1)) === null) text += " ";
    apart = false;
    text += piece.text;
  }
  return tidy(text);
};

const standing = (control) => {
  while (control !== null && control.cancelled) control = control.parent.control;
  return control;
};

const WORD = /\S*[\p{L}\p{N}]\S*/gu;
const countWords = (text) => matchesOf(WORD, text).length;

// The controls in a run with the pieces of each, and the text beside them.
const partsOf = (run) => {
  const controls = list();
  const pieces = list();
  let beside = "";
  for (let i = 0; i < run.pieces.length; i++) {
    const piece = run.pieces[i];
    const control = standing(piece.control);
    beside += control === null ? piece.text : " ";
    if (control === null) continue;
    const last = controls.length - 1;
    if (last < 0 || controls[last] !== control) { push(controls, control); push(pieces, list()); }
    push(pieces[pieces.length - 1], piece);
  }
  return { controls, pieces, beside };
};

// A run of text becomes one block, or one for each control where it holds nothing but controls. A link is inline where
// at least three words of running text, and more of it than the link is long, stand beside it.
const LEAST_WORDS_BESIDE = 3;
const blocksOf = (survey) => {
  const blocks = list();
  for (let i = 0; i < survey.runs.length; i++) {
    const run = survey.runs[i];
    const parts = partsOf(run);
    const beside = parts.controls.length > 0 ? countWords(parts.beside) : 0;
    if (parts.controls.length > 0 && beside === 0) {
      for (let j = 0; j < parts.controls.length; j++) addBlock(survey, blocks, parts.pieces[j], parts.controls[j], run);
      continue;
    }
    for (let j = 0; j < parts.controls.length; j++) {
      const control = parts.controls[j];
      const longer = tidy(parts.beside).length > paintedText(parts.pieces[j]).length;
      control.inline = longer && beside >= LEAST_WORDS_BESIDE;
    }
    run.block.isBlock = true;
    addBlock(survey, blocks, run.pieces, run.block, run);
  }
  return blocks;
};

const addBlock = (survey, blocks, pieces, look, run) => {
  const text = paintedText(pieces);
  if (text === "") return;
  const rect = look.rect === null || isEmpty(look.rect) ? contentRect(survey, look) : look.rect;
  const dialog = look.dialog;
  if (dialog !== null) {
    if (dialog.text === "") dialog.text = text;
    if (dialog.heading === "" && look.level > 0) dialog.heading = text;
  }
  push(blocks, bare({
    at: run.at, key: keyOf(look.element), text: cut(text, RECORDED.block),
    tag: cut(localName(look.element), RECORDED.id), level: look.level, region: look.region, dialog,
    language: cut(tidy(look.language), RECORDED.id), box: survey.onPage(rect), in_viewport: run.visible,
  }));
};

const contentRect = (survey, look) => {
  selectContents(survey.range, look.element);
  return plainRect(rangeRect(survey.range));
};

const controlsOf = (survey) => {
  addLabelled(survey);
  const placed = list();
  for (let i = 0; i < survey.found.length; i++) {
    const look = survey.found[i];
    const place = placeOf(survey, look);
    if (place === null) { look.cancelled = look.weak; continue; }
    push(placed, { look, place });
    if (look.weak) continue;
    for (let outer = look.parent.control; outer !== null; outer = outer.parent.control) if (outer.weak) outer.cancelled = true;
  }
  return placed;
};

// Whether a thing without words that a hand points at shows a shape of a control's size: a switch, a cross. What is
// wider or higher is a backdrop or a card.
const LEAST_DRAWN = 10;
const WIDEST_DRAWN = 120;
const HIGHEST_DRAWN = 64;
const isDrawn = (look) => {
  const rect = look.rect;
  if (!look.pointer || rect === null) return false;
  const width = rect.right - rect.left, height = rect.bottom - rect.top;
  if (min(width, height) < LEAST_DRAWN || width > WIDEST_DRAWN || height > HIGHEST_DRAWN) return false;
  return colourOf(propertyOf(look.style, "background-color")).a > 0
    || propertyOf(look.style, "background-image") !== "none" || query(look.element, "svg, img, canvas") !== null;
};

const labelsFrom = (survey) => (element) => {
  const looks = mapGet(survey.labels, element);
  const labels = list();
  for (let i = 0; looks !== undefined && i < looks.length; i++) push(labels, looks[i].element);
  return labels;
};

const valueState = (element, tag, type) => {
  if (tag === "textarea") return areaValue(element) !== "";
  if (tag === "select") return selectIndex(element) >= 0 && selectValue(element) !== "";
  if (tag === "input") return !(type in STATEFUL) && !(type in BUTTON_INPUTS) && inputValue(element) !== "";
  return isEditingHost(element) && exec(/\S/, textContent(element)) !== null;
};

const shownText = (look, type) => {
  const { element, tag } = look;
  if (tag === "input") return type in BUTTON_INPUTS && type !== "image" ? buttonText(element) : "";
  if (tag !== "select") return look.pieces === null ? "" : paintedText(look.pieces);
  // A chosen option is a value; one that stands for none ("Choose a country") is the page's own words.
  const chosen = selectIndex(element) >= 0 && selectValue(element) === "" ? selectItem(element, selectIndex(element)) : null;
  return chosen === null ? "" : optionText(chosen);
};

const optionCount = (element, tag, role) => {
  if (tag === "select") return selectLength(element);
  if (role !== "listbox") return 0;
  let count = 0;
  eachChild(element, (child) => { if (isElement(child) && explicitRole(child) === "option") count++; });
  return count;
};

const addressOf = (element, tag) =>
  tag === "a" ? anchorHref(element) : tag === "area" ? areaHref(element) : attr(element, "href") || attr(element, "xlink:href");

const groupOf = (look, type, role) => {
  if (type === "radio") return attr(look.element, "name");
  if (role !== "radio") return "";
  for (let outer = look.parent; outer.element !== null; outer = outer.parent) {
    if (outer.role === "radiogroup") return nameOf(outer.element, () => list());
  }
  return "";
};

// Everything a record says of a control except its styles; `place` is where it is seen.
const controlRecord = (survey, look, place, labelsOf) => {
  const { element, tag } = look;
  const role = roleOf(element);
  const type = tag === "input" ? inputType(element) : "";
  const native = type === "checkbox" || type === "radio";
  const disabled = matches(element, ":disabled") || flagged(element, "aria-disabled") || look.inert;
  const expanded = tag === "summary" ? hasAttribute(look.parent.element, "open") : ariaState(element, "aria-expanded");
  return bare({
    at: place.look.order, key: keyOf(element), role,
    name: nameOf(element, labelsOf), text: cut(tidy(shownText(look, type)), RECORDED.text),
    tag: cut(localName(element), RECORDED.id), kind: type || cut(localName(element), RECORDED.id),
    required: matches(element, ":required") || flagged(element, "aria-required"),
    invalid: (hasAttribute(element, "aria-invalid") && !(lower(attr(element, "aria-invalid")) in NOT_INVALID))
      || matches(element, ":user-invalid"),
    checked: native ? inputChecked(element) : role in STATEFUL ? ariaState(element, "aria-checked") ?? false
      : ariaState(element, "aria-pressed"),
    expanded, enabled: !disabled, filled: valueState(element, tag, type), options: optionCount(element, tag, role),
    group: cut(tidy(groupOf(look, type, role)), RECORDED.id), href: cut(tidy(addressOf(element, tag)), RECORDED.address),
    inline: look.inline && role === "link" || look.inline && look.display !== "block",
    tab_index: look.inert || look.blind === "display" || look.blind === "visibility" ? -1 : tabIndexOf(element),
    region: place.look.region, dialog: place.look.dialog, language: cut(tidy(look.language), RECORDED.id),
    box: survey.onPage(place.rect), in_viewport: inViewport(survey, place.look, place.rect),
    colour: null, background: null, border: null, font_size: null, font_weight: null,
  });
};
const NOT_INVALID = bare({ "": true, false: true });

// Styles cost most, so only controls within a viewport's height of what is seen, or in an open dialog, are styled.
const isNear = (survey, place) =>
  place.look.dialog !== null
  || (place.rect.bottom > -survey.viewport.bottom && place.rect.top < 2 * survey.viewport.bottom);

const style = (record, look, place) => {
  const text = look.textLook ?? place.look.textLook ?? place.look;
  const ground = paintOf(text);
  record.colour = painted(propertyOf(text.style, "color"), text);
  record.background = ground.picture ? null : hex(ground.colour);
  record.border = edgeOf(place.look);
  record.font_size = round(number(sliceText(propertyOf(text.style, "font-size"), 0, -2)) * 10) / 10;
  record.font_weight = round(number(propertyOf(text.style, "font-weight"))) || 400;
  return ground.picture;
};
