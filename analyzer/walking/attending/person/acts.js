// What the person does, told before the page's own handlers run. Only what the browser itself vouches for counts: an
// event that a script made is not the person's.
const heard = words("click auxclick dblclick input change keydown pointerdown wheel touchmove scroll");
const IN_TEXT = setOf("Enter Tab Escape ArrowUp ArrowDown");
const ELSEWHERE = setOf("Enter Tab Escape ArrowUp ArrowDown ArrowLeft ArrowRight Delete Backspace");
const SCROLLING = setOf("PageUp PageDown Home End ArrowUp ArrowDown");
const CHOSEN = setOf("checkbox radio");
const maxLength = (element) => {
  const given = number(attr(element, "maxlength") || "0");
  return given > 0 && given < 100000 ? floor(given) : 0;
};
const shiftKey = getter(KeyboardEvent.prototype, "shiftKey");
const clientX = getter(MouseEvent.prototype, "clientX");
const clientY = getter(MouseEvent.prototype, "clientY");
const inputFiles = getter(HTMLInputElement.prototype, "files");
const filesLength = getter(FileList.prototype, "length");
const fileAt = method(FileList.prototype, "item");
const fileName = getter(File.prototype, "name");
const innerText = getter(HTMLElement.prototype, "innerText");

let byKey = false;
let scrolling = false;

const say = (record) => {
  if (typeof person === "function") person(stringify(bare({
    key: 0, selectors: list(), button: 0, x: 0, y: 0, touch: false, value: "", pressed: "", field: null, ...record,
  })));
};

const isText = (element) => {
  const tag = tagOf(element);
  if (tag === "input") return !(inputType(element) in BUTTON_INPUTS) && !(inputType(element) in CHOSEN) && inputType(element) !== "file";
  return tag === "textarea" || isEditingHost(element);
};
const isMultiline = (element) => tagOf(element) !== "input";

const valueOf = (element) => {
  const tag = tagOf(element);
  if (tag === "input") return inputValue(element);
  if (tag === "textarea") return areaValue(element);
  if (tag === "select") return selectValue(element);
  return innerText(element);
};

const fieldOf = (element) => bare({
  kind: tagOf(element) === "input" ? inputType(element) : tagOf(element),
  name: cut(wellFormed(`${attr(element, "name")} ${attr(element, "id")}`), 200),
  label: cut(nameOf(element, nativeLabels), 200), complete: cut(wellFormed(attr(element, "autocomplete")), 100),
  longest: maxLength(element),
});

const onElement = (type, element, record) => say({ type, key: keyOf(element), selectors: selectorsOf(element), ...record });

// The field an event is about, which may lie in a shadow root; in editable text it is the host that is edited.
const fieldAt = (event) => {
  const elements = passed(event);
  for (let i = 0; i < elements.length; i++) {
    if (isText(elements[i]) || tagOf(elements[i]) === "select" || tagOf(elements[i]) === "input") return elements[i];
  }
  return null;
};

const tellInput = (type, event) => {
  const element = fieldAt(event);
  if (element === null) return;
  if (tagOf(element) === "select") {
    if (type === "change") onElement("choose", element, { value: wellFormed(selectValue(element)), field: fieldOf(element) });
  } else if (isText(element)) {
    onElement("type", element, { value: wellFormed(valueOf(element)), field: fieldOf(element) });
  } else if (type === "change" && inputType(element) === "file") {
    const files = inputFiles(element);
    const names = list();
    for (let i = 0; i < filesLength(files); i++) push(names, wellFormed(fileName(fileAt(files, i))));
    onElement("file", element, { value: joined(names, "\n"), field: fieldOf(element) });
  }
};

const tellKey = (event) => {
  const key = eventKey(event);
  byKey = true;
  if (key in SCROLLING || key === " ") scrolling = true;
  if (eventCtrl(event) || eventAlt(event) || eventMeta(event)) return;
  const field = fieldAt(event);
  const text = field !== null && isText(field);
  if (field !== null && tagOf(field) === "select" && key !== "Tab") return;
  if (text ? !(key in IN_TEXT) || (isMultiline(field) && key !== "Tab" && key !== "Escape") : !(key in ELSEWHERE) && key !== " ") return;
  if (!text && field === null && key in SCROLLING && deepFocus() === null) return;
  say({ type: "press", pressed: shiftKey(event) ? `Shift+${key}` : key });
};

const tellClick = (type, event) => {
  const origin = eventPath(event)[0];
  if (isEcho(event, type, origin)) return;
  const element = operated(event);
  if (element === null || tagOf(element) === "select" || tagOf(element) === "option") return;
  // Enter in a form and the space bar on a control make a click of their own; the key has been told.
  if (eventDetail(event) === 0 && byKey) return;
  const rect = rectOf(element);
  scrolling = false;
  onElement(type === "dblclick" ? "double" : "click", element, {
    button: eventButton(event), x: round(clientX(event) - left(rect)), y: round(clientY(event) - top(rect)),
    touch: isPointer(event) && eventPointer(event) === "touch",
  });
};

const tellScrolled = (event) => {
  if (!scrolling) return;
  const target = eventTarget(event);
  if (target === document) {
    say({ type: "scroll", x: round(scrollX()), y: round(scrollY()) });
  } else if (isElement(target)) {
    onElement("scroll", target, { x: round(elementScrollLeft(target)), y: round(elementScrollTop(target)) });
  }
};

const hear = (event) => {
  if (!event.isTrusted) return;
  const type = eventType(event);
  if (type === "pointerdown") {
    byKey = false;
    labelClicked = null;
    // A press on the root is one on its scroll bar, or on nothing.
    if (eventTarget(event) === documentElement(document)) scrolling = true;
  } else if (type === "wheel" || type === "touchmove") scrolling = true;
  else if (type === "keydown") tellKey(event);
  else if (type === "scroll") tellScrolled(event);
  else if (type === "input" || type === "change") tellInput(type, event);
  else tellClick(type, event);
};

try {
  delete window.__optout_person;
} catch { /* a name that stays is seen by the page and tells it nothing */ }
for (let i = 0; i < heard.length; i++) listen(heard[i], hear, LISTENING);
