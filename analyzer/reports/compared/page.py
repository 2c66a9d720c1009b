"""A comparison as one HTML file that needs nothing else: no network, no script, no second file."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analyzer.model import Comparison, Procedure
from analyzer.reports import english, html
from analyzer.reports.compared import words
from analyzer.reports.compared.words import Naming
from analyzer.reports.html import running
from analyzer.reports.legible import legible

_HERE = files(__package__)
_REPORT = files(html)


@dataclass(frozen=True)
class Band:
    """One procedure on the axis of friction, as shares of its width in per cent; "" where there is no score."""

    procedure: Procedure
    low: str
    width: str
    at: str
    told: str


def page(comparison: Comparison) -> str:
    """Render a comparison as HTML; the same comparison gives the same text.

    Whatever it holds is data: it is escaped wherever it is printed, and a content security policy in the page allows
    neither scripts nor requests.
    """
    naming = Naming(comparison)
    return _template().render(
        comparison=comparison,
        naming=naming,
        words=words,
        bands=bands(comparison.procedures),
        answers=[words.answer(era, naming) for era in comparison.eras],
        orders=list(words.orders(comparison, naming)),
        running=Markup(running.rule(f"{words.heading(comparison)}. {words.site_kinds(comparison)}")),  # noqa: S704 - escaped there for a style sheet
    )


def bands(procedures: Sequence[Procedure]) -> tuple[Band, ...]:
    """Return the procedures as they stand on the axis: the most friction first, counterfactuals last."""

    def place(one: Procedure) -> tuple[bool, bool, float, int]:
        return one.yardstick, one.score is None, -one.score.total if one.score else 0, one.number

    return tuple(_band(one) for one in sorted(procedures, key=place))


def _band(one: Procedure) -> Band:
    if one.score is None:
        return Band(one, "", "", "", f"not scored: {one.score_reason}")
    low, high = one.score.interval
    return Band(one, _percent(low), _percent(high - low), _percent(one.score.total), words.score(one.score))


def _percent(value: float) -> str:
    return f"{value:.2f}%"


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_text),
        autoescape=True,
        finalize=_printable,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["english"] = english
    styles = (_REPORT / "style.css", _REPORT / "print.css", _HERE / "page.css")
    environment.globals["styles"] = [Markup(style.read_text(encoding="utf-8")) for style in styles]  # noqa: S704 - our own
    return environment.get_template("page.html.j2")


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _printable(value: object) -> object:
    """Nothing is printed before what cannot be seen in it is spelled out."""
    return legible(value) if isinstance(value, str) else value
