"""Lines for a terminal, folded at 80 columns also where it is a pipe; nothing is cut, and no path or hash broken."""

import textwrap
from itertools import groupby

from analyzer.reports.legible import line

WIDTH = 80
_ITEM = "- "


def folded(text: str, *, first: str = "", hanging: int = 2) -> str:
    """Return ``text`` with ``first`` in front, further lines indented by ``hanging``; a long word keeps its line.

    What a stranger wrote into ``text`` is spelled out where it cannot be seen.
    """
    return textwrap.fill(
        line(text), WIDTH, initial_indent=first, subsequent_indent=" " * hanging, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def row(name: str, told: str, *, width: int = 12) -> str:
    """Return a row of a table of two columns, folded in its second."""
    return folded(told, first=f"{name:<{width}}", hanging=width)


def reflowed(text: str) -> str:
    """Return a text of paragraphs, lists and underlined headings, each part folded that is wider than a terminal.

    The marks around what is literal, double backticks, are left out: a terminal has one type for all.
    """
    lines = text.replace("``", "").split("\n")
    return "\n".join("\n".join(_paragraph(list(part))) for _, part in groupby(lines, _Standing()))


class _Standing:
    """Numbers the parts of a text, line by line: a blank line or underline ends one, an item of a list begins one."""

    def __init__(self) -> None:
        self._number = 0
        self._ended = False

    def __call__(self, told: str) -> int:
        ends = not told.strip("-=")
        self._number += ends or self._ended or told.startswith(_ITEM)
        self._ended = ends
        return self._number


def _paragraph(lines: list[str]) -> list[str]:
    hanging = len(_ITEM) if lines[0].startswith(_ITEM) else 0
    return [folded(" ".join(lines), hanging=hanging)] if max(map(len, lines)) > WIDTH else lines
