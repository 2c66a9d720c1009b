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
from analyzer.saying import listed

QUANTITIES: Mapping[Quantity, str] = MappingProxyType({
    "clicks": "clicks",
    "keystrokes": "keystrokes",
    "screens": "screens",
    "page_loads": "page loads",
    "required_fields": "required fields",
    "required_text_fields": "required text fields",
    "optional_fields": "optional fields",
    "context_switches": "switches to another channel",
    "scrolls": "scrolls",
    "words": "words",
    "steps": "steps",
    "pages": "pages",
    "options": "options",
})  # fmt: skip
"""What is counted, in words."""

RULES: Mapping[Quantity, str] = MappingProxyType({
    "steps": "screens of the service at which something has to be done, dialogs included, the last one aside",
    "pages": "the same without dialogs, which lie on a page",
    "options": "what those pages offer to press or fill in, each once a page, summed over them",
})  # fmt: skip
"""What publications count without saying how, and how it is counted here; ``counting.quantities`` has it at length."""

_READINGS = "Where a row needed an interpretation, its number says which one was taken; the others stand as printed:"
_UNDEFINED = "Sources count these without saying how; here they are:"

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
    """Return the table in Markdown, then the readings that its rows refer to, then how many rows were reproduced.

    Without ``derived``, rows that no source printed are left out of table and readings, and counted at the end.
    """
    shown = [row for row in reproductions.rows if derived or not row.published.derived]
    taken = {reading: number for number, reading in enumerate(dict.fromkeys(filter(None, map(_taken, shown))), start=1)}
    parts: list[str] = []
    if shown:
        parts += [_grid(shown, taken)]
    if taken:
        parts += [f"{_READINGS}\n\n" + "\n".join(f"{number}. {reading}" for reading, number in taken.items())]
    if words := [f"{QUANTITIES[what]}: {rule}" for what, rule in RULES.items() if _counts(what, shown)]:
        parts += [f"{_UNDEFINED}\n\n" + "\n".join(f"- {word}" for word in words)]
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
    if file.suffix.lower() not in FORMATS:
        raise InputError(f"{file}: no table of kind {file.suffix!r}; there is {', '.join(FORMATS)}")
    return FORMATS[file.suffix.lower()]


def summary(reproductions: Reproductions) -> str:
    """Return how many printed counts the mocks reproduce, and with how many counts made here they agree.

    Where no source printed a count, nothing was reproduced, and it says that first.
    """
    printed = [row for row in reproductions.rows if not row.published.derived]
    derived = [row for row in reproductions.rows if row.published.derived]
    if printed:
        said = [f"Published counts: {_held(printed)} of {len(printed)} reproduced."]
    else:
        flows = listed(list(dict.fromkeys(row.flow for row in derived)))
        said = [f"No published count for {flows or 'anything'}: nothing was reproduced."]
    if derived:
        agree = "agrees" if len(derived) == 1 else "agree"
        said.append(f"Counts made here on the steps that a source lists: {_held(derived)} of {len(derived)} {agree}.")
    return " ".join(said)


def bound(row: Published) -> str:
    """Return what the source says as a number: ``6``, ``2 or more``, ``at most 4``, ``1 to 2``."""
    if row.high is None:
        return f"{row.low} or more"
    if row.low == row.high:
        return f"{row.low}"
    return f"{row.low} to {row.high}" if row.low else f"at most {row.high}"


def verdict(row: Reproduction) -> str:
    """Return whether the row was reproduced, in words; what nobody printed can agree, and not be reproduced."""
    if row.measured is None:
        return "not measured"
    if row.published.derived:
        return "agrees" if row.reproduced else "does NOT agree"
    return "reproduced" if row.reproduced else "NOT reproduced"


def _held(rows: list[Reproduction]) -> int:
    return sum(row.reproduced for row in rows)


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


def _counts(what: Quantity, rows: list[Reproduction]) -> bool:
    return any(row.published.what == what for row in rows)


def _grid(rows: list[Reproduction], taken: Mapping[str, int]) -> str:
    heads = ("procedure", "way", "counted", "published", "reading", "measured", "result", "source")
    lines = [_line(heads), _line(("---", "---", "---", "---", "---:", "---:", "---", "---"))]
    for row in rows:
        said = row.published
        lines.append(
            _line((
                f"`{row.flow}`",
                literal(route(said.route)),
                f"{QUANTITIES[said.what]}{_since(said)}",
                literal(_quoted(said)),
                str(taken.get(_taken(row), "-")),
                _measured(row),
                verdict(row),
                literal(_origin(said)),
            ))
        )  # fmt: skip
    return "\n".join(lines)


def _taken(row: Reproduction) -> str:
    """Return which reading of the source was taken, and of which row; "" where its words need none."""
    said = row.published
    about = f"`{row.flow}`, {literal(route(said.route))}, {QUANTITIES[said.what]}"
    return f"{about}: {literal(said.taken)}" if said.taken else ""


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
