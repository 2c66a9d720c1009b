"""Painting over parts of a screenshot, so that what was there cannot be read any more."""

import io
import warnings
from collections.abc import Iterable

from analyzer.errors import InputError
from analyzer.model import Box

_INK = (0, 0, 0)
_FAST = 1
"""How hard the picture is packed: as the browser packs it, a quarter larger and several times quicker than usual."""
MOST_PIXELS = 50_000_000
"""Pixels of a picture that is unpacked at all: a small file can claim to be far larger, and would be it in memory."""
_MARGIN = 2
"""CSS pixels around what is painted over: letters reach beyond their box."""


def painted(png: bytes, boxes: Iterable[Box], scale: float, place: str = "a screenshot") -> bytes:
    """Return a picture with black where ``boxes`` lie, in CSS pixels from its top left corner; ``scale`` pixels each.

    ``place`` names the picture in errors.

    Raises
    ------
    InputError
        If the picture is none, or the library that paints is not installed.
    """
    boxes = tuple(boxes)
    if not boxes:
        return png
    try:
        from PIL import Image, ImageDraw, UnidentifiedImageError  # noqa: PLC0415 - an extra, and heavy
    except ImportError as error:
        raise InputError("painting over screenshots needs Pillow; in the clone: pip install -e '.[redact]'") from error
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise InputError(f"{place}: {picture.width} by {picture.height} pixels: no screenshot")
            shown = picture.convert("RGB")
    except UnidentifiedImageError as error:
        raise InputError(f"{place}: is no picture in PNG, and cannot be painted over") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError(f"{place}: is no picture that can be painted over: {error}") from error
    pen = ImageDraw.Draw(shown)
    for box in boxes:
        left, top = (box.x - _MARGIN) * scale, (box.y - _MARGIN) * scale
        right, bottom = (box.x + box.width + _MARGIN) * scale, (box.y + box.height + _MARGIN) * scale
        if right > 0 and bottom > 0 and left < shown.width and top < shown.height:
            pen.rectangle((max(left, 0), max(top, 0), right, bottom), fill=_INK)
    out = io.BytesIO()
    shown.save(out, "PNG", compress_level=_FAST)
    return out.getvalue()
