// The browser's own functions, taken before any script of the page runs: pages replace prototypes, and a form's
// fields shadow its properties (`<input name="parentNode">`), so nothing below is reached through an element.
const bind = Function.prototype.bind;
const uncurried = (method) => bind.call(Function.prototype.call, method);
const getter = (owner, name) => uncurried(Object.getOwnPropertyDescriptor(owner, name).get);
const method = (owner, name) => uncurried(owner[name]);

const parentWindow = window.parent;
const frameCount = bind.call(Object.getOwnPropertyDescriptor(window, "length").get, window);
const stringify = JSON.stringify;
const freeze = Object.freeze;
const setPrototype = Object.setPrototypeOf;
const defineProperty = Object.defineProperty;
const { round, min, max, abs, floor } = Math;
const number = Number;
const ErrorType = Error;
const CanvasType = OffscreenCanvas;
const RangeType = Range;
const computed = bind.call(window.getComputedStyle, window);
const listen = bind.call(EventTarget.prototype.addEventListener, window);
const postTask = bind.call(window.scheduler.postTask, window.scheduler);
const innerWidth = bind.call(Object.getOwnPropertyDescriptor(window, "innerWidth").get, window);
const innerHeight = bind.call(Object.getOwnPropertyDescriptor(window, "innerHeight").get, window);
const scrollX = bind.call(Object.getOwnPropertyDescriptor(window, "scrollX").get, window);
const scrollY = bind.call(Object.getOwnPropertyDescriptor(window, "scrollY").get, window);

const exec = method(RegExp.prototype, "exec");
const sliceText = method(String.prototype, "slice");
const lower = method(String.prototype, "toLowerCase");
const charCode = method(String.prototype, "charCodeAt");
const indexOf = method(String.prototype, "indexOf");
const wellFormed = method(String.prototype, "toWellFormed");
const joined = method(Array.prototype, "join");
const sorted = method(Array.prototype, "sort");

const WeakMapType = WeakMap;
const MapType = Map;
const weakGet = method(WeakMap.prototype, "get");
const weakSet = method(WeakMap.prototype, "set");
const mapGet = method(Map.prototype, "get");
const mapSet = method(Map.prototype, "set");
const mapEach = method(Map.prototype, "forEach");
const mapHas = method(Map.prototype, "has");

const nodeType = getter(Node.prototype, "nodeType");
const firstChild = getter(Node.prototype, "firstChild");
const nextSibling = getter(Node.prototype, "nextSibling");
const parentNode = getter(Node.prototype, "parentNode");
const rootNode = method(Node.prototype, "getRootNode");
const textContent = getter(Node.prototype, "textContent");
const dataOf = getter(CharacterData.prototype, "data");
const localName = getter(Element.prototype, "localName");
const namespace = getter(Element.prototype, "namespaceURI");
const attribute = method(Element.prototype, "getAttribute");
const hasAttribute = method(Element.prototype, "hasAttribute");
const hasAttributes = method(Element.prototype, "hasAttributes");
const attributeNames = method(Element.prototype, "getAttributeNames");
const rectOf = method(Element.prototype, "getBoundingClientRect");
const matches = method(Element.prototype, "matches");
const rendered = method(Element.prototype, "checkVisibility");
const shadowOf = getter(Element.prototype, "shadowRoot");
const slotOf = getter(Element.prototype, "assignedSlot");
const hostOf = getter(ShadowRoot.prototype, "host");
const assignedNodes = method(HTMLSlotElement.prototype, "assignedNodes");
const elementById = method(Document.prototype, "getElementById");
const shadowElementById = method(DocumentFragment.prototype, "getElementById");
const atPoint = method(Document.prototype, "elementFromPoint");
const shadowAtPoint = method(ShadowRoot.prototype, "elementFromPoint");
const query = method(Element.prototype, "querySelector");
const documentElement = getter(Document.prototype, "documentElement");
const bodyOf = getter(Document.prototype, "body");
const titleOf = getter(Document.prototype, "title");
const doctypeOf = getter(Document.prototype, "doctype");
const urlOf = getter(Document.prototype, "URL");
const activeElement = getter(Document.prototype, "activeElement");
const shadowActiveElement = getter(ShadowRoot.prototype, "activeElement");

const left = getter(DOMRectReadOnly.prototype, "left");
const top = getter(DOMRectReadOnly.prototype, "top");
const right = getter(DOMRectReadOnly.prototype, "right");
const bottom = getter(DOMRectReadOnly.prototype, "bottom");
const selectContents = method(Range.prototype, "selectNodeContents");
const rangeRect = method(Range.prototype, "getBoundingClientRect");
const propertyOf = method(CSSStyleDeclaration.prototype, "getPropertyValue");
const clientLeft = getter(Element.prototype, "clientLeft");
const clientTop = getter(Element.prototype, "clientTop");
const clientWidth = getter(Element.prototype, "clientWidth");
const clientHeight = getter(Element.prototype, "clientHeight");
const scrollHeight = getter(Element.prototype, "scrollHeight");
const elementScrollLeft = getter(Element.prototype, "scrollLeft");
const elementScrollTop = getter(Element.prototype, "scrollTop");

const inputType = getter(HTMLInputElement.prototype, "type");
const inputValue = getter(HTMLInputElement.prototype, "value");
const inputChecked = getter(HTMLInputElement.prototype, "checked");
const inputLabels = getter(HTMLInputElement.prototype, "labels");
const selectLabels = getter(HTMLSelectElement.prototype, "labels");
const areaLabels = getter(HTMLTextAreaElement.prototype, "labels");
const buttonLabels = getter(HTMLButtonElement.prototype, "labels");
const areaValue = getter(HTMLTextAreaElement.prototype, "value");
const selectValue = getter(HTMLSelectElement.prototype, "value");
const selectLength = getter(HTMLSelectElement.prototype, "length");
const selectIndex = getter(HTMLSelectElement.prototype, "selectedIndex");
const selectSize = getter(HTMLSelectElement.prototype, "size");
const selectItem = method(HTMLSelectElement.prototype, "item");
const optionText = getter(HTMLOptionElement.prototype, "text");
const listLength = getter(NodeList.prototype, "length");
const listItem = method(NodeList.prototype, "item");
const labelled = getter(HTMLLabelElement.prototype, "control");
const anchorHref = getter(HTMLAnchorElement.prototype, "href");
const areaHref = getter(HTMLAreaElement.prototype, "href");
const htmlTabIndex = getter(HTMLElement.prototype, "tabIndex");
const svgTabIndex = getter(SVGElement.prototype, "tabIndex");
const editable = getter(HTMLElement.prototype, "isContentEditable");
const iframeWindow = getter(HTMLIFrameElement.prototype, "contentWindow");
const frameWindow = getter(HTMLFrameElement.prototype, "contentWindow");
const objectWindow = getter(HTMLObjectElement.prototype, "contentWindow");

const canvasContext = method(OffscreenCanvas.prototype, "getContext");
const canvasClear = method(OffscreenCanvasRenderingContext2D.prototype, "clearRect");
const canvasRect = method(OffscreenCanvasRenderingContext2D.prototype, "fillRect");
const canvasPixels = method(OffscreenCanvasRenderingContext2D.prototype, "getImageData");
const canvasFill = uncurried(
  Object.getOwnPropertyDescriptor(OffscreenCanvasRenderingContext2D.prototype, "fillStyle").set,
);
const imageData = getter(ImageData.prototype, "data");

const eventType = getter(Event.prototype, "type");
const eventTarget = getter(Event.prototype, "target");
const eventPath = method(Event.prototype, "composedPath");
const eventDetail = getter(UIEvent.prototype, "detail");
const eventButton = getter(MouseEvent.prototype, "button");
const eventPointer = getter(PointerEvent.prototype, "pointerType");
const eventKey = getter(KeyboardEvent.prototype, "key");
const eventCtrl = getter(KeyboardEvent.prototype, "ctrlKey");
const eventAlt = getter(KeyboardEvent.prototype, "altKey");
const eventMeta = getter(KeyboardEvent.prototype, "metaKey");
const isA = (type) => bind.call(Function.prototype[Symbol.hasInstance], type);
const isUi = isA(UIEvent);
const isMouse = isA(MouseEvent);
const isPointer = isA(PointerEvent);
const isKey = isA(KeyboardEvent);
const eventSubmitter = getter(SubmitEvent.prototype, "submitter");

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;

// Lists and records without a prototype: a setter or a `toJSON` the page put on Array or Object cannot reach them.
const list = () => setPrototype([], null);
const push = (items, item) => { items[items.length] = item; };
const bare = (record) => setPrototype(record, null);
// All matches of a global pattern; its exec and lastIndex are its own, out of the page's reach.
const matchesOf = (pattern, text) => {
  const found = list();
  pattern.lastIndex = 0;
  for (let match = exec(pattern, text); match !== null; match = exec(pattern, text)) push(found, match[0]);
  return found;
};
const words = (text) => matchesOf(/[^\s]+/g, text);
const setOf = (text) => {
  const members = bare({});
  const names = words(text);
  for (let i = 0; i < names.length; i++) members[names[i]] = true;
  return members;
};

// White space as it is painted, without control characters and lone surrogates.
const UNTIDY = /[\s\0-\x1f\x7f-\x9f]{2}|[^\S ]|[\0-\x1f\x7f-\x9f]|^ | $/;
const TIDY = /[^\s\0-\x1f\x7f-\x9f]+/g;
const tidy = (text) => wellFormed(exec(UNTIDY, text) === null ? text : joined(matchesOf(TIDY, text), " "));
const cut = (text, length) => (text.length > length ? wellFormed(sliceText(text, 0, length)) : text);
