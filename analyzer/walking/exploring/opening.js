// Has the page make open shadow roots where it would make closed ones: what a person sees in them is read as all else is.
{
  const plain = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) { return plain.call(this, { ...init, mode: "open" }); };
}
// And notes whether the page has opened a database, so that the many that have none need not be asked.
{
  const plain = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function open(...given) { open.asked = true; return plain.apply(this, given); };
}
// And notes which elements a script listens to presses of: some are marked as controls by nothing else.
{
  const plain = EventTarget.prototype.addEventListener, pressed = new WeakSet();
  const presses = new Set(["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"]);
  EventTarget.prototype.addEventListener = function addEventListener(...given) {
    if (presses.has(given[0]) && this instanceof Element) pressed.add(this);
    return plain.apply(this, given);
  };
  const listens = element => pressed.has(element) || typeof element.onclick === "function";
  Object.defineProperty(window, "__optout_listens", { value: listens, enumerable: false, configurable: true });
}
