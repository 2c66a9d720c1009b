// Colours as they are painted: each blended over what lies behind it (CSS Compositing 1, section 5.1, simple alpha).
const RGB = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/;
const SEEN_THROUGH = freeze({ r: 0, g: 0, b: 0, a: 0 });
const parsed = new MapType();
let canvas = null;

const colourOf = (text) => {
  let colour = mapGet(parsed, text);
  if (colour === undefined) mapSet(parsed, text, (colour = parseColour(text)));
  return colour;
};

const parseColour = (text) => {
  const found = exec(RGB, text);
  if (found !== null) {
    return { r: number(found[1]), g: number(found[2]), b: number(found[3]), a: found[4] === undefined ? 1 : number(found[4]) };
  }
  // oklch(), color(), lab() and what comes after them: the browser itself converts, on one pixel.
  if (canvas === null) canvas = canvasContext(new CanvasType(1, 1), "2d", { willReadFrequently: true, colorSpace: "srgb" });
  if (canvas === null) return SEEN_THROUGH;
  canvasClear(canvas, 0, 0, 1, 1);
  canvasFill(canvas, "rgba(0, 0, 0, 0)");
  canvasFill(canvas, text);
  canvasRect(canvas, 0, 0, 1, 1);
  const pixel = imageData(canvasPixels(canvas, 0, 0, 1, 1));
  return { r: pixel[0], g: pixel[1], b: pixel[2], a: pixel[3] / 255 };
};

const over = (upper, alpha, lower) => ({
  r: upper.r * alpha + lower.r * (1 - alpha), g: upper.g * alpha + lower.g * (1 - alpha),
  b: upper.b * alpha + lower.b * (1 - alpha), a: 1,
});
const DIGITS = "0123456789abcdef";
const byte = (value) => { const v = min(255, max(0, round(value))); return DIGITS[v >> 4] + DIGITS[v & 15]; };
const hex = (colour) => "#" + byte(colour.r) + byte(colour.g) + byte(colour.b);

// What lies behind the content of an element. `picture` says that an image or gradient does, which has no one colour.
const WHITE = freeze({ r: 255, g: 255, b: 255, a: 1 });
const CANVAS = freeze({ colour: WHITE, picture: false });
const paintOf = (look) => {
  if (look.element === null) return CANVAS;
  if (look.paint === null) {
    const behind = paintOf(look.parent);
    const own = colourOf(propertyOf(look.style, "background-color"));
    const opacity = number(propertyOf(look.style, "opacity"));
    const image = propertyOf(look.style, "background-image") !== "none";
    const solid = own.a === 1 && opacity === 1;
    const colour = over(over(own, own.a, behind.colour), opacity, behind.colour);
    look.paint = { colour, picture: image || (behind.picture && !solid) };
  }
  return look.paint;
};

// The colour of something painted in an element: every ancestor's opacity lets through what lies behind that ancestor.
const painted = (text, look) => {
  const own = colourOf(text);
  let colour = over(own, own.a, paintOf(look).colour);
  for (let group = look; group.element !== null; group = group.parent) {
    const opacity = number(propertyOf(group.style, "opacity"));
    if (opacity < 1) colour = over(colour, opacity, paintOf(group.parent).colour);
  }
  return hex(colour);
};

const SIDES = ["bottom", "top", "left", "right"];
// The colour of the edge; an edge without a border has the colour of what it encloses.
const edgeOf = (look) => {
  for (let i = 0; i < 4; i++) {
    const side = "border-" + SIDES[i];
    const shape = propertyOf(look.style, side + "-style");
    if (shape !== "none" && shape !== "hidden" && propertyOf(look.style, side + "-width") !== "0px") {
      return painted(propertyOf(look.style, side + "-color"), look);
    }
  }
  return hex(paintOf(look).colour);
};
