"""The line that every printed page repeats, so that a page taken alone still says what it is a page of."""

from analyzer.reports.legible import legible

_LONGEST = 160
"""Characters that fit the page's margin in two lines."""


def rule(text: str) -> str:
    """Return a style rule that prints the text at the head of every page; whatever the text holds, it stays text."""
    seen = " ".join(legible(text).split())
    kept = seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST].rstrip()} ..."
    return f'@page {{ @top-left {{ content: "{_quoted(kept)}"; }} }}'


def _quoted(text: str) -> str:
    """Escape all but letters, digits and spaces by number; one space after a number belongs to it.

    Source: CSS Syntax Level 3, section 4.3.7.
    """
    plain = (" ", "-", ",", ".")
    return "".join(
        each if each.isascii() and (each.isalnum() or each in plain) else f"\\{ord(each):06x} " for each in text
    )
