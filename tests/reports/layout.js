// What of a page's words cannot be read as it stands: cut by an edge, or broken inside a word without a hyphen.
() => {
  const window_ = document.documentElement.clientWidth;
  const BREAKS = /[-\u2010-\u2014/\u00ad\u200b)]$/; // where a line may end inside what has no space
  const SPELLED = /^[0-9a-f]{32,}$|:\/\//; // hashes and addresses, which break anywhere
  const faults = [];

  const ancestors = function* (element) {
    for (; element && element !== document.body; element = element.parentElement) yield element;
  };
  const hidden = element => [...ancestors(element)].some(
    one => one.matches(".skip, title, style, script") || getComputedStyle(one).clipPath !== "none");
  // The edges that what stands in an element may not pass: those of boxes that cut, and of what there is to scroll.
  const edges = element => {
    const found = [];
    for (const one of ancestors(element)) {
      const { overflowX } = getComputedStyle(one);
      if (overflowX === "visible" || (one instanceof SVGElement && one.tagName !== "svg")) continue;
      const box = one.getBoundingClientRect();
      if (overflowX !== "auto" && overflowX !== "scroll") found.push([box.left, box.right]);
      else {
        const left = box.left + one.clientLeft - one.scrollLeft;
        return [...found, [left, left + one.scrollWidth]];
      }
    }
    return [...found, [0, window_]];
  };
  const brokenAt = (node, word, range) => {
    const pieces = [];
    let top = null;
    for (let at = 0; at < word[0].length; at++) {
      range.setStart(node, word.index + at);
      range.setEnd(node, word.index + at + 1);
      const box = [...range.getClientRects()].at(-1);
      if (box && top !== null && Math.abs(box.top - top) > 3) pieces.push(word[0].slice(0, at));
      top = box ? box.top : top;
    }
    return pieces;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || hidden(element)) continue;
    const limits = edges(element);
    for (const word of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter(box => box.width);
      if (boxes.some(box => limits.some(([left, right]) => box.left < left - 1 || box.right > right + 1)))
        faults.push(`cut: ${word[0]} in ${element.outerHTML.slice(0, 80)}`);
      const lines = new Set(boxes.map(box => Math.round(box.top)));
      if (lines.size < 2 || element.closest("code, .address, .hash") || SPELLED.test(word[0])) continue;
      if (brokenAt(node, word, range).some(piece => !BREAKS.test(piece))) faults.push(`broken: ${word[0]} in ${element.outerHTML.slice(0, 80)}`);
    }
  }
  return faults;
}
