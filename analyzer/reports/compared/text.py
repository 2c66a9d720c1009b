"""A comparison on a terminal: within 80 columns, plain when piped, nothing cut."""

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from analyzer.model import Comparison
from analyzer.reports.compared.outline import Block, Grid, Heading, Items, Paragraph, outline
from analyzer.reports.legible import legible
from analyzer.reports.terminal import RULED

_BETWEEN = 3
"""Columns between two columns of a table."""


def text(comparison: Comparison, reader: str = "en", *, steps: bool = True, width: int = 80) -> str:
    """Return the comparison as plain text; long words wrap, and nothing is cut.

    Parameters
    ----------
    comparison
        What was compared.
    reader
        The reader's language, an ISO 639-1 code.
    steps
        Whether versions are told screen by screen.
    width
        Columns of the terminal; at least 40.
    """
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, 40), force_terminal=False, color_system=None, markup=False, highlight=False,
        emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    for block in outline(comparison, reader, steps=steps):
        for part in _drawn(block, console.width):
            console.print(part)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(line for line, above in zip(lines, ["", *lines], strict=False) if line or above) + "\n"


def _drawn(block: Block, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading(level=level, text=words):
            yield ""
            yield _wrapped(words.upper() if level == 1 else words)
            if level == 2:  # noqa: PLR2004 - the level below the page's own
                yield "-" * min(len(legible(words)), 80)
        case Paragraph(text=words):
            yield _wrapped(words)
        case Items(items=items):
            for item in items:
                grid = Table.grid(padding=(0, 1))
                grid.add_column(width=1)
                grid.add_column(overflow="fold")
                grid.add_row("-", _wrapped(item))
                yield Padding(grid, (0, 0, 0, 2))
        case Grid():
            for part in _parts(block, width):
                yield ""
                yield _table(part, width)
                yield ""


def _parts(grid: Grid, width: int) -> Iterator[Grid]:
    """Yield a table as it is, or in as few even parts as need break no word, each with the first column."""
    named, *others = (
        min(max((len(word) for cell in column for word in legible(cell).split()), default=1), width // 3)
        for column in zip(grid.heads, *grid.rows, strict=True)
    )
    evenly = [-(-len(others) // parts) for parts in range(1, len(others) + 1)]
    size = next((size for size in evenly if _fits(named, others, size, width)), 1)
    for at in range(1, len(grid.heads), size):
        kept = slice(at, at + size)
        yield Grid((grid.heads[0], *grid.heads[kept]), tuple((row[0], *row[kept]) for row in grid.rows))


def _fits(named: int, others: Sequence[int], size: int, width: int) -> bool:
    parts = [others[at : at + size] for at in range(0, len(others), size)]
    return all(named + sum(part) + _BETWEEN * len(part) <= width for part in parts)


def _table(grid: Grid, width: int) -> Table:
    table = Table(box=RULED, show_edge=False, pad_edge=False, padding=(0, 1))
    columns = [(head, *cells) for head, *cells in zip(grid.heads, *grid.rows, strict=True)]
    widths = _fitted(columns, width - _BETWEEN * (len(columns) - 1))
    for position, (head, wide) in enumerate(zip(grid.heads, widths, strict=True)):
        table.add_column(_wrapped(head), justify="right" if position else "left", overflow="fold", width=wide)
    for row in grid.rows:
        table.add_row(*map(_wrapped, row))
    return table


def _fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column is: as its longest cell if there is room, else the widest give way first.

    Words are broken only where even whole words do not fit beside each other.
    """
    told = [[legible(cell) for cell in column] for column in columns]
    widths = [max(1, *map(len, column)) for column in told]
    whole = [max((len(word) for cell in column for word in cell.split()), default=1) for column in told]
    while sum(widths) > room and any(wide > 1 for wide in widths):
        # Between columns that would still hold their words, the widest; then the widest at all.
        widest = max(range(len(widths)), key=lambda at: (widths[at] > whole[at], widths[at]))
        widths[widest] -= 1
    return widths


def _wrapped(words: str) -> Text:
    return Text(" ".join(legible(words).split()), overflow="fold")
