// The one thing the page gets: a frozen `__optout`, not enumerable, whose `capture` describes the screen as JSON.
const DEFAULTS = freeze({ frame: 0, shown: null, elements: 60000, blocks: 10000, controls: 10000, dom: 20000000 });

// Which of its parent's frames this is; -1 for the top frame and for frames inside shadow roots.
const placeInParent = () => {
  if (parentWindow === window) return -1;
  for (let i = 0; i < 1000; i++) {
    const sibling = parentWindow[i];
    if (sibling === undefined) return -1;
    if (sibling === window) return i;
  }
  return -1;
};

const capture = (wished) => {
  listenAll();
  const options = { ...DEFAULTS, ...wished };
  const index = placeInParent();
  if (options.shown !== null && index >= 0 && !(index in options.shown)) return stringify(bare({ index, skipped: true }));
  const survey = new Survey(options);
  const root = documentElement(document);
  if (root !== null) survey.enter(root, survey.outside);
  survey.flush();
  const labelsOf = labelsFrom(survey);
  const limits = list();

  const placed = controlsOf(survey);
  const blocks = blocksOf(survey);
  const controls = list();
  let unstyled = 0;
  let pictures = 0;
  for (let i = 0; i < placed.length && controls.length < options.controls; i++) {
    const { look, place } = placed[i];
    if (look.cancelled) continue;
    const record = controlRecord(survey, look, place, labelsOf);
    if (look.weak && record.name === "" && record.text === "" && !isDrawn(look)) continue;
    if (!isNear(survey, place)) unstyled++;
    else if (style(record, look, place)) pictures++;
    if (place.look.dialog !== null) place.look.dialog.shown = true;
    push(controls, record);
  }
  sorted(controls, (a, b) => a.at - b.at);
  const dialogs = dialogsOf(survey, blocks);
  const names = list();
  for (let i = 0; i < dialogs.length; i++) push(names, dialogName(dialogs[i], labelsOf));
  for (let i = 0; i < blocks.length; i++) blocks[i].dialog = numbered(blocks[i].dialog);
  for (let i = 0; i < controls.length; i++) controls[i].dialog = numbered(controls[i].dialog);
  if (blocks.length > options.blocks) push(limits, `${blocks.length - options.blocks} of ${blocks.length} blocks of text were not kept`);
  if (placed.length > options.controls) push(limits, `${placed.length - options.controls} of ${placed.length} controls were not looked at`);
  if (survey.missed > 0) push(limits, `${survey.missed} elements and what they hold were not looked at, after the first ${survey.elements}`);
  if (unstyled > 0) push(limits, `colours and fonts of ${unstyled} of ${controls.length} controls were not looked at: they are more than one viewport away`);
  if (pictures > 0) push(limits, `${pictures} controls stand on an image or gradient: their background has no one colour`);
  if (survey.typed > 0) push(limits, `the text of ${survey.typed} editable regions was not kept`);

  const focused = deepFocus();
  const focus = focused === null ? null : keyOf(focused);
  const store = new Store(survey, `${options.frame}.`, options.dom);
  store.whole();
  if (store.cut) push(limits, `the stored page was cut at ${options.dom} characters`);
  const frames = list();
  for (let i = 0; i < store.frames.length; i++) push(frames, frameRecord(survey, store.frames[i]));
  const body = bodyOf(document);
  return stringify(bare({
    index, skipped: false, url: cut(urlOf(document), RECORDED.address), title: cut(tidy(titleOf(document)), RECORDED.text),
    language: root === null ? "" : cut(tidy(attr(root, "lang")), RECORDED.id),
    viewport: bare({ x: round(survey.scroll.x), y: round(survey.scroll.y), width: round(innerWidth()), height: round(innerHeight()) }),
    height: max(root === null ? 0 : round(scrollHeight(root)), body === null ? 0 : round(scrollHeight(body))),
    dialogs: names, focus, caret: hasCaret(focused), blocks: blocks.length > options.blocks ? firstItems(blocks, options.blocks) : blocks,
    controls, frames, dom: store.parts, limits,
  }));
};

// A field with the focus shows a caret unless its colour is transparent.
const hasCaret = (focused) => {
  if (focused === null || (tagOf(focused) === "input" && !(inputType(focused) in TYPED_INPUTS))) return false;
  return isField(focused) && tagOf(focused) !== "select" && colourOf(propertyOf(computed(focused), "caret-color")).a > 0;
};

const frameRecord = (survey, element) => {
  for (let i = 0; i < survey.frames.length; i++) {
    const frame = survey.frames[i];
    if (frame.element !== element) continue;
    const { x, y, index, shown, region, language, order } = frame;
    return bare({ key: keyOf(element), index, shown, x, y, at: order, region, language, dialog: numbered(frame.dialog) });
  }
  return bare({ key: keyOf(element), index: -1, shown: false, x: 0, y: 0, at: 0, region: "", language: "", dialog: null });
};

const firstItems = (items, count) => {
  const kept = list();
  for (let i = 0; i < count; i++) push(kept, items[i]);
  return kept;
};

listenAll();
const shared = freeze(bare({
  capture: (wished) => capture(wished), keyOf: (element) => keyOf(element),
  elementOf: (key) => elementOf(key), elementsOf: (wanted) => elementsOf(wanted),
  elementLike: (wanted) => elementLike(wanted), turn: () => postTask(() => {}),
}));
defineProperty(window, "__optout", { value: shared, enumerable: false });
