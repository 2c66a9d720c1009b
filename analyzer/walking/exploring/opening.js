// Has the page make open shadow roots where it would make closed ones: what a person sees in them is read as all else is.
{
  const plain = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) { return plain.call(this, { ...init, mode: "open" }); };
}
