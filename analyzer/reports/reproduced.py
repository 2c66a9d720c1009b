"""Published counts against measured ones, as lines for a terminal, as a table in Markdown, and as JSON."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Published, Quantity, Reproduction, Reproductions
from analyzer.reports.english import route
from analyzer.reports.legible import legible, literal

QUANTITIES: Mapping[Quantity, str] = MappingProxyType({
    "clicks": "clicks",
    "keystrokes": "keystrokes",
    "screens": "screens",
    "page_loads": "page loads",
    "required_fields": "required fields",
    "required_text_fields": "required text fields",
    "optional_fields": "optional fields",
    "context_switches": "visits to another channel",
    "scrolls": "scrolls",
    "words": "words",
    "steps": "steps",
    "pages": "pages",
    "options": "options",
})  # fmt: skip
"""What is counted, in words."""

_WIDTH, _LABEL = 80, 11


def text(reproductions: Reproductions) -> str:
    """Return every row with its source, and how many were reproduced, within 80 columns."""
    lines: list[str] = []
    for derived, part in groupby(reproductions.rows, lambda row: row.published.derived):
        lines += ["Counted here on the steps that a source lists" if derived else "Printed by the source", ""]
        for flow, rows in groupby(part, lambda row: (row.flow, row.title)):
            lines += [*_wrapped(flow[0], ""), *_wrapped(flow[1], "  ")]
            for row in rows:
                lines += _told(row)
            lines += [""]
    return "\n".join([*lines, *_wrapped(summary(reproductions), "")]) + "\n"


def markdown(reproductions: Reproductions, *, derived: bool = True) -> str:
    """Return the table in Markdown, then the readings that were taken, then how many rows were reproduced.

    Without ``derived``, rows that no source printed are left out of table and readings, and counted at the end.
    """
    shown = [row for row in reproductions.rows if derived or not row.published.derived]
    parts: list[str] = []
    if shown:
        parts += [_grid(shown)]
    taken = list(dict.fromkeys(_taken(row) for row in shown if row.published.taken))
    if taken:
        parts += ["Where the words leave a choice, which reading was taken:\n\n" + "\n".join(taken)]
    return "\n\n".join([*parts, summary(reproductions)]) + "\n"


def json(reproductions: Reproductions) -> str:
    """Return the rows in canonical JSON."""
    return canonical.text(reproductions).decode()


FORMATS: Mapping[str, Callable[[Reproductions], str]] = MappingProxyType(
    {".txt": text, ".md": markdown, ".json": json},
)
"""Suffix -> what turns rows into the content of such a file."""


def writer(file: Path) -> Callable[[Reproductions], str]:
    """Return what writes a file of this name.

    Raises
    ------
    InputError
        If there is no table of that kind.
    """
    if file.suffix not in FORMATS:
        raise InputError(f"{file}: no table of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    return FORMATS[file.suffix]


def summary(reproductions: Reproductions) -> str:
    """Return how many printed and how many derived counts the mocks reproduce."""
    printed = [row for row in reproductions.rows if not row.published.derived]
    derived = [row for row in reproductions.rows if row.published.derived]
    said = [f"Published counts: {_share(printed)}."] if printed else []
    if derived:
        said.append(f"Counts made here on the steps that a source lists: {_share(derived)}.")
    return " ".join(said)


def bound(row: Published) -> str:
    """Return what the source says as a number: ``6``, ``2 or more``, ``at most 4``, ``1 to 2``."""
    if row.high is None:
        return f"{row.low} or more"
    if row.low == row.high:
        return f"{row.low}"
    return f"{row.low} to {row.high}" if row.low else f"at most {row.high}"


def verdict(row: Reproduction) -> str:
    """Return whether the row was reproduced, in words."""
    if row.measured is None:
        return "not measured"
    return "reproduced" if row.reproduced else "NOT reproduced"


def _share(rows: list[Reproduction]) -> str:
    return f"{sum(row.reproduced for row in rows)} of {len(rows)} reproduced"


def _told(row: Reproduction) -> Iterator[str]:
    said = row.published
    yield from _wrapped(f"{route(said.route)}, {QUANTITIES[said.what]}{_since(said)}", "    ")
    yield from _wrapped(_quoted(said), "      ", "derived" if said.derived else "published")
    yield from _wrapped(f"{_measured(row)}, {verdict(row)}", "      ", "measured")
    yield from _wrapped(_origin(said), "      ", "source")
    if said.taken:
        yield from _wrapped(said.taken, "      ", "taken")
    if row.reason:
        yield from _wrapped(row.reason, "      ", "because")


def _grid(rows: list[Reproduction]) -> str:
    heads = ("procedure", "way", "counted", "published", "measured", "result", "source")
    lines = [_line(heads), _line(("---", "---", "---", "---", "---:", "---", "---"))]
    for row in rows:
        said = row.published
        lines.append(
            _line((
                f"`{row.flow}`",
                literal(route(said.route)),
                f"{QUANTITIES[said.what]}{_since(said)}",
                literal(_quoted(said)),
                _measured(row),
                verdict(row),
                literal(_origin(said)),
            ))
        )  # fmt: skip
    return "\n".join(lines)


def _taken(row: Reproduction) -> str:
    said = row.published
    return f"- `{row.flow}`, {literal(route(said.route))}, {QUANTITIES[said.what]}: {literal(said.taken)}"


def _quoted(said: Published) -> str:
    return f"{bound(said)}: “{said.printed}”"


def _origin(said: Published) -> str:
    return f"{said.who}, {said.date}: {said.source}"


def _since(said: Published) -> str:
    return " from the first link" if said.from_first_link else ""


def _measured(row: Reproduction) -> str:
    return "-" if row.measured is None else f"{row.measured:,}"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _wrapped(words: str, indent: str, label: str = "") -> list[str]:
    """Wrap one entry below its label; words too long for a line are broken, and nothing is cut."""
    begin = f"{indent}{label:<{_LABEL}}" if label else indent
    return textwrap.wrap(
        " ".join(legible(words).split()), _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin)
    )
