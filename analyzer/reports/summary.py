"""Many flows on a terminal: one row a flow, within 80 columns."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from analyzer.model import Report, RouteReport, Score
from analyzer.reports.english import OUTCOMES, whole
from analyzer.reports.legible import legible

HEAD = ("Flow", "Refuse\nclicks", "Accept\nclicks", "Text\nfields", "Seconds", "Score\n(interval)", "Outcome")
_NONE = "-"
_OUTCOME = 12
"""Columns for the outcome; a longer one goes on below."""
_LEAST = 12
"""Columns that the flow's name has at least."""


Row = tuple[str, ...]
"""The cells of a flow: small, where a report is not, so that thousands of them can wait for the end."""


def row(name: str, report: Report | None) -> Row:
    """Return the cells of a flow from its name and its report, none where it failed.

    Text fields (required ones), estimated seconds and outcome are those of the refusal; ``-`` is what is not known.
    """
    return (legible(name), *_cells(report))


def summary(rows: Iterable[Row], *, width: int = 80) -> str:
    """Return the table of flows; nothing is cut.

    A name that has no room beside its numbers stands above them, whole: somebody copies it from here.
    """
    table = [HEAD, *rows]
    folded = [tuple(_folded(cell) for cell in cells[1:]) for cells in table]
    widths = [max(len(line) for cell in column for line in cell) for column in zip(*folded, strict=True)]
    room = max(_LEAST, width - sum(widths) - len(widths))
    first = max(len(cells[0]) for cells in table if len(cells[0]) <= room)
    head, *body = (([cells[0]], *rest) for cells, rest in zip(table, folded, strict=True))
    height = max(map(len, head))
    sunk = tuple([""] * (height - len(cell)) + cell for cell in head)
    rule = "-" * (first + sum(widths) + len(widths))
    below = chain.from_iterable(_row(cells, first, widths, width) for cells in body)
    lines = (*_laid(sunk, first, widths), rule, *below)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _row(cells: Sequence[list[str]], first: int, widths: Sequence[int], width: int) -> Iterator[str]:
    ((name,), *rest) = cells
    if len(name) > first:
        yield from _name(name, width)
        name = ""
    yield from _laid(([name], *rest), first, widths)


def _laid(cells: Sequence[list[str]], first: int, widths: Sequence[int]) -> Iterator[str]:
    """Return the lines of one row: numbers to the right, words to the left."""
    for name, *numbers, outcome in zip_longest(*cells, fillvalue=""):
        aligned = (f"{number:>{width}}" for number, width in zip(numbers, widths, strict=False))
        yield " ".join((f"{name:<{first}}", *aligned, outcome))


def _folded(cell: str) -> list[str]:
    return [line for given in cell.split("\n") for line in textwrap.wrap(given, _OUTCOME)]


def _name(name: str, width: int) -> list[str]:
    """Break a name that is wider than the table where a word of it ends, and a word that is wider anywhere."""
    lines = [""]
    for part in re.findall(r"[^\W_]*(?:[\W_]|$)", name):
        lines += [""] if lines[-1] and len(lines[-1] + part) > width else []
        pieces = textwrap.wrap(lines.pop() + part, width, drop_whitespace=False) or [""]
        lines += pieces
    return lines


def _cells(report: Report | None) -> tuple[str, ...]:
    if report is None:
        return (*(_NONE for _ in HEAD[1:-1]), "failed")
    refuse, accept = report.routes.get("refuse"), report.routes.get("accept")
    counts = refuse.counts if refuse else None
    seconds = refuse.seconds if refuse else None
    return (
        _clicks(refuse),
        _clicks(accept),
        str(counts.required_text_fields) if counts else _NONE,
        whole(seconds.estimate) if seconds else _NONE,
        _score(report.score),
        OUTCOMES[refuse.outcome] if refuse else _NONE,
    )


def _clicks(route: RouteReport | None) -> str:
    return str(route.counts.clicks) if route and route.counts else _NONE


def _score(score: Score | None) -> str:
    return f"{whole(score.total)} ({'-'.join(map(whole, score.interval))})" if score else _NONE
