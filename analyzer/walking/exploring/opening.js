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
