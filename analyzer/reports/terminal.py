"""The result on a terminal: the sentence, and the side-by-side table, within 80 columns."""

import io
from collections.abc import Iterator

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.model import Report
from analyzer.reports.comparison import compare
from analyzer.reports.english import ANSWERS, whole
from analyzer.reports.legible import legible
from analyzer.reports.sentence import sentence
from analyzer.saying import listed

RULED = Box(
    "    \n"
    "    \n"
    " -- \n"
    "    \n"
    "    \n"
    "    \n"
    "    \n"
    "    \n",
    ascii=True,
)  # fmt: skip
"""One rule under the head, in characters that every terminal and every file has."""

_COLOURS = {"refuse": "dark_orange3", "accept": "dodger_blue2"}


def table(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """Return the sentence, the table and its notes as text; long words wrap, and nothing is cut.

    Parameters
    ----------
    report
        What was judged.
    width
        Columns of the terminal; at least 40.
    colour
        Whether terminal colours may be used; without them the text is plain, as it must be when piped.
    """
    comparison = compare(report)
    out = io.StringIO()
    console = Console(
        file=out, width=max(width, 40), force_terminal=colour, color_system="256" if colour else None, markup=False,
        highlight=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    grid = Table(box=RULED, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold")
    grid.add_column("", overflow="fold", ratio=None)
    for column in comparison.columns:
        head = Text(legible(column.title), style=_COLOURS.get(column.kind, ""))
        grid.add_column(head, justify="right", overflow="fold")
    for row in comparison.rows:
        if row.essential:
            grid.add_row(Text(row.title), *(Text(legible(cell)) for cell in row.cells))
    console.print(_wrapped(sentence(report)))
    console.print()
    console.print(grid)
    for note in (*comparison.notes, *_coverage(report), *_profile(report), *_off(report)):
        console.print(_wrapped(note))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _profile(report: Report) -> Iterator[str]:
    """Yield by which profile the score was made, and which measures' ramps it moves."""
    if report.score is None or report.profile is None:
        return
    titles = {one.id: one.title for one in report.measurements}
    moved = listed([titles.get(one.measure, one.measure) for one in report.profile.changes])
    yield f"Profile: {report.profile.title}; {f'other ramps for {moved}' if moved else 'no ramp differs'}."


def _off(report: Report) -> Iterator[str]:
    if report.provenance.rules_off:
        yield f"Wording rules switched off by the policy: {listed(report.provenance.rules_off)}."


def _coverage(report: Report) -> Iterator[str]:
    if report.score is None:
        return
    missing: dict[str, list[str]] = {}
    for one in report.measurements:
        if one.outcome != "measured":
            missing.setdefault(ANSWERS[one.outcome], []).append(one.title)
    told = "".join(f"; {answer}: {listed(titles)}" for answer, titles in missing.items())
    yield f"Measured: {whole(report.score.coverage * 100)} % of the policy's weight{told}."


def _wrapped(text: str) -> Text:
    return Text(" ".join(legible(text).split()), overflow="fold")
