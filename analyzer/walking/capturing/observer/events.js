// What a person, a script of the page or the automation does to the page, told while it happens and before the page's
// own handlers run. Characters that are typed are never told, only named keys.
const told = words(`click auxclick dblclick pointerdown pointerup keydown input change submit focusin dragstart drop
  pointerover scroll`);
let reporter = null;
let labelClicked = null;
let hovered = null;
let pressing = false;
const LISTENING = freeze({ capture: true, passive: true });
const offsets = new WeakMapType();

const EVALUATED = /UtilityScript|eval at evaluate/;
// Whether the automation's `evaluate` is what made this event: its frames stand in the stack, and time-outs keep them.
// The page's clock is moved on by an evaluate as well; what stands outside of it in the stack says nothing.
const isEvaluated = () => {
  const before = { limit: ErrorType.stackTraceLimit, prepare: ErrorType.prepareStackTrace };
  try {
    ErrorType.stackTraceLimit = 100;
    ErrorType.prepareStackTrace = undefined;
    const stack = new ErrorType().stack ?? "";
    const clock = indexOf(stack, "at ClockController.");
    return exec(EVALUATED, clock < 0 ? stack : sliceText(stack, 0, clock)) !== null;
  } catch {
    return false;
  } finally {
    try {
      ErrorType.stackTraceLimit = before.limit;
      ErrorType.prepareStackTrace = before.prepare;
    } catch { /* a page that froze Error keeps what it has */ }
  }
};

const isOperable = (element) => {
  const tag = tagOf(element);
  return tag === "button" || tag === "select" || tag === "textarea" || tag === "input" || tag === "summary"
    || ((tag === "a" || tag === "area") && hasAttribute(element, "href")) || explicitRole(element) in WIDGETS
    || isEditingHost(element);
};

// The elements an event passes, from the innermost outwards.
const passed = (event) => {
  const path = eventPath(event);
  const elements = list();
  for (let i = 0; i < path.length; i++) {
    if (path[i] !== window && path[i] !== document && nodeType(path[i]) === ELEMENT) push(elements, path[i]);
  }
  return elements;
};

// The nearest control the event fell on, strong before weak as in a survey; else the label; else the element itself.
const operated = (event) => {
  const elements = passed(event);
  const { length } = elements;
  for (let i = 0; i < length; i++) if (isOperable(elements[i])) return elements[i];
  for (let i = 0; i < length; i++) if (tagOf(elements[i]) === "label") return elements[i];
  for (let i = 0; i < length; i++) {
    if (hasAttribute(elements[i], "onclick") || (hasAttribute(elements[i], "tabindex") && tabIndexOf(elements[i]) >= 0)) return elements[i];
  }
  let outermost = 0;
  while (outermost + 1 < length && isPointed(elements[outermost + 1]) && isPointed(elements[0])) outermost++;
  return length === 0 ? null : elements[outermost];
};
const isPointed = (element) => propertyOf(computed(element), "cursor") === "pointer" && !(tagOf(element) in UNPRESSED);

const boxIn = (element) => {
  const rect = rectOf(element);
  const x = round(left(rect) + scrollX());
  const y = round(top(rect) + scrollY());
  return bare({ x, y, width: round(right(rect) + scrollX()) - x, height: round(bottom(rect) + scrollY()) - y });
};

const describe = (element) => {
  if (element === null) return null;
  const tag = cut(localName(element), RECORDED.id);
  return bare({
    key: keyOf(element), role: roleOf(element), name: nameOf(element, nativeLabels), tag,
    kind: tagOf(element) === "input" ? inputType(element) : tag,
    box: boxIn(element),
  });
};

// The one element that was not met yet and is described as `wanted`, or null: a label has no key until it is pressed.
// What was no control and did not tell of itself has no name; then its tag and place must do.
const elementLike = (wanted) => {
  const found = list();
  throughElements((node) => {
    if (localName(node) !== wanted.tag || weakGet(keys, node) !== undefined) return false;
    const { x, y, width, height } = boxIn(node);
    if (x !== wanted.x || y !== wanted.y || width !== wanted.width || height !== wanted.height) return false;
    if (wanted.name === "" || (roleOf(node) === wanted.role && nameOf(node, nativeLabels) === wanted.name)) push(found, node);
    return false;
  });
  return found.length === 1 ? found[0] : null;
};

const tell = (record) => {
  if (reporter === null) reporter = typeof window.__optout_report === "function" ? window.__optout_report : null;
  if (reporter !== null) reporter(stringify(bare(record)));
};

// A click on a label makes a second click on its field; nothing a person does lies between the two.
const isEcho = (event, type, origin) => {
  if (type === "pointerdown" || type === "keydown") labelClicked = null;
  if (type !== "click") return false;
  const echo = labelClicked !== null && labelClicked === origin;
  labelClicked = null;
  const elements = echo ? list() : passed(event);
  for (let i = 0; i < elements.length && !isOperable(elements[i]); i++) {
    if (tagOf(elements[i]) !== "label") continue;
    labelClicked = labelled(elements[i]);
    break;
  }
  return echo;
};

const keyName = (event) => {
  const key = eventKey(event);
  const named = exec(/^[A-Z][A-Za-z0-9]+$/, key) !== null;
  return named || eventCtrl(event) || eventAlt(event) || eventMeta(event) ? cut(wellFormed(key), 40) : "";
};

const tellScroll = (event) => {
  const target = eventTarget(event);
  const whole = target === document;
  const x = whole ? scrollX() : elementScrollLeft(target);
  const y = whole ? scrollY() : elementScrollTop(target);
  const last = weakGet(offsets, target) ?? { x: 0, y: 0 };
  weakSet(offsets, target, { x, y });
  return { right: round(x) - round(last.x), down: round(y) - round(last.y) };
};

// Focus that the press of a pointer brings along says nothing that the press has not said.
const isByPress = (event, type) => {
  const focused = type === "focusin" && pressing;
  if (type !== "focusin" && type !== "pointerup") pressing = type === "pointerdown" && event.isTrusted;
  return focused;
};

const onEvent = (event) => {
  const type = eventType(event);
  if (isByPress(event, type)) return;
  const scrolled = type === "scroll" ? tellScroll(event) : null;
  if (scrolled !== null && scrolled.right === 0 && scrolled.down === 0) return;
  const origin = eventPath(event)[0];
  const element = type === "submit" ? eventSubmitter(event) ?? origin
    : scrolled !== null ? (origin === document ? null : origin) : operated(event);
  if (type === "pointerover") {
    if (element === hovered) return;
    hovered = element;
    if (element === null || !isOperable(element)) return;
  }
  const pointing = isPointer(event);
  const mouse = isMouse(event);
  const trusted = event.isTrusted;
  tell({
    type: type === "pointerover" ? "hover" : type, trusted, detail: isUi(event) ? eventDetail(event) : 0,
    pointer: pointing ? eventPointer(event) : "", button: mouse ? eventButton(event) : 0, echo: isEcho(event, type, origin),
    evaluated: !trusted && isEvaluated(), key: isKey(event) ? keyName(event) : "",
    target: describe(element), right: scrolled === null ? 0 : scrolled.right, down: scrolled === null ? 0 : scrolled.down,
  });
};

// `document.open` takes every listener away, so this is repeated at each capture; the same listener is added once.
const listenAll = () => {
  for (let i = 0; i < told.length; i++) listen(told[i], onEvent, LISTENING);
};
