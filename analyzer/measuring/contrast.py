"""Contrast of two colours, as the Web Content Accessibility Guidelines define it."""

_DARK = 0.04045
"""Where the sRGB curve leaves its straight part (IEC 61966-2-1)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 (equal) to 21 (black on white).

    (L1 + 0.05) / (L2 + 0.05) with the lighter colour on top (WCAG 2.2, definition of contrast ratio).

    Parameters
    ----------
    one, other
        Colours as ``#rrggbb``.

    Returns
    -------
    float
        The ratio; the order of the colours does not matter.

    Raises
    ------
    ValueError
        A colour is not written as ``#rrggbb``.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white).

    0.2126 R + 0.7152 G + 0.0722 B of the linearised sRGB components (WCAG 2.2, definition of relative luminance, with
    the threshold 0.04045 of IEC 61966-2-1).

    Raises
    ------
    ValueError
        The colour is not written as ``#rrggbb``.
    """
    if len(colour) != len("#rrggbb") or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is no colour; write #rrggbb")
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(component: float) -> float:
    return component / 12.92 if component <= _DARK else ((component + 0.055) / 1.055) ** 2.4
