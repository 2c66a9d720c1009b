// Where something can be seen: boxes in viewport coordinates, and what clips them.
const EVERYWHERE = freeze({ left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 });

const intersection = (a, b) => ({
  left: max(a.left, b.left), top: max(a.top, b.top), right: min(a.right, b.right), bottom: min(a.bottom, b.bottom),
});
const plainRect = (rect) => ({ left: left(rect), top: top(rect), right: right(rect), bottom: bottom(rect) });
const isEmpty = (rect) => rect.right - rect.left < 1 || rect.bottom - rect.top < 1;

// `clip` hides for good (overflow hidden, clip); `view` also leaves out what a scroll would bring. What scrolls in a box
// can be brought into that box, so that along this axis (`across`, `down`) nothing around the box hides it, nor the edge
// of the page, as long as enough of the box shows to press something in it (WCAG 2.2, 2.5.8: 24 CSS pixels), and not a
// folded one of which only the padding is left; `away` says that it lies beyond that edge itself.
const LEAST_PORT = 24;
const narrowed = (bounds, rect, horizontal, vertical, away) => {
  const scope = (sideways, downwards) => ({
    left: sideways ? rect.left : -1e9, right: sideways ? rect.right : 1e9,
    top: downwards ? rect.top : -1e9, bottom: downwards ? rect.bottom : 1e9,
  });
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
  const narrow = scrolls(horizontal) && rect.right - rect.left < LEAST_PORT;
  const low = scrolls(vertical) && rect.bottom - rect.top < LEAST_PORT;
  const clip = intersection(bounds.clip, scope(hides(horizontal) || narrow, hides(vertical) || low));
  const shows = !isEmpty(intersection(clip, rect)) && !away;
  const across = shows && scrolls(horizontal) && !narrow, down = shows && scrolls(vertical) && !low;
  if (across) { clip.left = -1e9; clip.right = 1e9; }
  if (down) { clip.top = -1e9; clip.bottom = 1e9; }
  return {
    clip, across: bounds.across || across, down: bounds.down || down,
    view: intersection(bounds.view, scope(horizontal !== "visible", vertical !== "visible")),
  };
};

const NOTHING = /^(inset\((5\d|[6-9]\d|\d{3,})(\.\d+)?%|circle\(0(px|%)?[ )]|polygon\(0(px|%)? 0(px|%)?(, 0(px|%)? 0(px|%)?)*\)$)/;
const RECT = /^rect\((-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px,? (-?[\d.]+)px\)$/;
const clippedAway = (style, position) => {
  const path = propertyOf(style, "clip-path");
  if (path !== "none" && exec(NOTHING, path) !== null) return true;
  if (position !== "absolute" && position !== "fixed") return false;
  const rect = exec(RECT, propertyOf(style, "clip"));
  return rect !== null && (number(rect[2]) - number(rect[4]) <= 1 || number(rect[3]) - number(rect[1]) <= 1);
};

// How far right and left a person can scroll: not at all sideways where the page hides what flows over, and to the left
// only in scripts that run from right to left.
const reachable = (viewport) => {
  let right = 1e9;
  let left = 0;
  const roots = [documentElement(document), bodyOf(document)];
  for (let i = 0; i < 2; i++) {
    if (roots[i] === null) continue;
    const style = computed(roots[i]);
    const overflow = propertyOf(style, "overflow-x");
    if (overflow === "hidden" || overflow === "clip") right = viewport.right;
    if (propertyOf(style, "direction") === "rtl") left = -1e9;
  }
  return { left, right };
};
