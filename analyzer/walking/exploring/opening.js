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
// And notes where a script listens to presses, some controls are marked as such by nothing else, and to a page's being left.
{
  const plain = EventTarget.prototype.addEventListener, heard = new WeakSet();
  const presses = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"];
  const leaving = ["navigate", "beforeunload", "pagehide", "unload", "visibilitychange"];
  const [toPresses, toBoth] = [new Set(presses), new Set([...presses, ...leaving])];
  EventTarget.prototype.addEventListener = function addEventListener(...given) {
    if ((this instanceof Element ? toPresses : toBoth).has(given[0])) heard.add(this);
    return plain.apply(this, given);
  };
  const listens = node => heard.has(node) || typeof node.onclick === "function";
  const steers = node => listens(node) || [...presses, ...leaving].some(one => typeof node[`on${one}`] === "function");
  Object.defineProperty(window, "__optout_listens", { value: listens, enumerable: false, configurable: true });
  Object.defineProperty(window, "__optout_steers", { value: steers, enumerable: false, configurable: true });
}
