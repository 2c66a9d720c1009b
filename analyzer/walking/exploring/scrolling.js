// Whether something around an element can be scrolled further down, the page itself left out; with "go", it is scrolled
// to its end: some dialogs let nobody press before their text was passed by.
(element, go) => {
  let around = element;
  for (let node = element; node && node !== document.body; node = node.assignedSlot ?? node.parentNode ?? node.host) {
    if (node instanceof Element) around = node;
  }
  const boxes = [around, ...around.querySelectorAll("*")];
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) boxes.push(...root.querySelectorAll("*"));
  const left = boxes.filter(box => box.scrollHeight - box.clientHeight - box.scrollTop > 2
    && /auto|scroll/.test(getComputedStyle(box).overflowY) && box.clientHeight > 0);
  // The event itself comes with the next frame, which a busy machine draws late.
  if (go) for (const box of left) { box.scrollTop = box.scrollHeight; box.dispatchEvent(new Event("scroll")); }
  return left.length > 0;
}
