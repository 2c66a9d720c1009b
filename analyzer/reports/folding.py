"""Lines for a terminal, folded at 80 columns also where it is a pipe; nothing is cut, and no path or hash broken."""

import textwrap

from analyzer.reports.legible import line

WIDTH = 80


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
