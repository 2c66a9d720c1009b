"""A comparison as one HTML file that needs nothing else: no network, no script, no second file."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analyzer.model import Comparison
from analyzer.ranking.places import told as placed
from analyzer.reports import english, html
from analyzer.reports.compared import answers, cells, expectations, stages, words
from analyzer.reports.compared.front import front
from analyzer.reports.compared.lines import TITLES, Line, lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.compared.panels import LEFT, RIGHT, ROW, WIDTH, ordered, panels
from analyzer.reports.html import running
from analyzer.reports.languages import Speech, speech
from analyzer.reports.templates import Voice, styles, template
from analyzer.saying import say

_ACROSS = 10
"""Procedures beside each other in the table of all measures: paper has room for no more, and the rest is cut off."""

_HERE = files(__package__)
_REPORT = files(html)


@dataclass(frozen=True)
class Band:
    """One row on the axis of friction, as shares of its width in per cent; "" where there is no score.

    ``amount`` says the score or why there is none, ``extent`` its interval.
    """

    line: Line
    low: str
    width: str
    at: str
    amount: str
    extent: str = ""


def page(comparison: Comparison, reader: str = "en") -> str:
    """Render a comparison as HTML for a reader of a language, an ISO 639-1 code; the same comparison, the same text.

    Whatever it holds is data: it is escaped wherever it is printed, and a content security policy in the page allows
    neither scripts nor requests. Words of pages stay in their own language, and are marked so.

    Raises
    ------
    InputError
        If reports do not speak that language.
    """
    naming = Naming(comparison)
    every = lines(comparison)
    spoken = speech(reader)
    every_page = f"{spoken.plain(words.heading(comparison))}. {spoken.plain(words.site_kinds(comparison))}"
    return _template(reader).render(
        comparison=comparison,
        naming=naming,
        front=front(comparison, naming),
        lines=every,
        panels=panels(comparison),
        rows=ordered(comparison),
        groups=[(kind, title, group) for kind, title in TITLES.items() if (group := of(kind, every))],
        bands=[(kind, title, bands(group)) for kind, title in TITLES.items() if (group := of(kind, every))],
        dead=words.impossible(comparison),
        answered=answers.answered(comparison, naming),
        left_out=answers.left_out(comparison, naming),
        orders=list(words.orders(comparison, naming)),
        every_page=Markup(running.rule(every_page)),  # noqa: S704 - escaped there for a style sheet
    )


def dashed(spoken: Speech, amount: str) -> str:
    """Return an amount as a narrow column has it: with a dash for "to"."""
    return "\N{EN DASH}".join(map(spoken.plain, amount.split(" to ")))


def bands(group: Sequence[Line]) -> tuple[Band, ...]:
    """Return the rows of a group as they stand on the axis: the most friction first where they are ranked."""

    def place(line: Line) -> tuple[bool, float, int]:
        one = line.first
        ranked = line.kind != "impossible"
        return one.score is None, -one.score.total if one.score and ranked else 0, one.number

    return tuple(_band(line) for line in sorted(group, key=place))


def _band(line: Line) -> Band:
    one = line.first
    if one.score is None:
        return Band(line, "", "", "", say("not scored: {why:said}", why=one.score_reason))
    ends = [each.score.interval for each in line.procedures if each.score]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    readings = line.readings(cells.FRICTION)
    amount, extent = cells.cell(cells.FRICTION, readings, ranged=False), cells.extent(cells.FRICTION, readings)
    return Band(line, _percent(low), _percent(high - low), _percent(one.score.total), amount, extent)


def _percent(value: float) -> str:
    return f"{value:.2f}%"


@functools.cache
def _template(reader: str) -> jinja2.Template:
    return template(
        _HERE, "page.html.j2", **Voice(speech(reader)).known(), panel=(WIDTH, ROW, LEFT, RIGHT), placed=placed,
        across=_ACROSS,
        dashed=functools.partial(dashed, speech(reader)), english=english, cells=cells, expectations=expectations,
        stages=stages, words=words,
        styles=styles((_REPORT / "style.css", _REPORT / "print.css", _HERE / "page.css")),
    )  # fmt: skip
