"""The report as one HTML file that needs nothing else: no network, no script, no second file."""

import functools
import math
from collections.abc import Callable
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analyzer.measures import declared_waiting
from analyzer.model import Report
from analyzer.reports import english, gaps, measured
from analyzer.reports.comparison import compare, ordered, yardstick
from analyzer.reports.html import exhibits, figures, notice, pictures, running, stepgraph, story
from analyzer.reports.html.drawing import WIDTH, drawing
from analyzer.reports.html.lettering import hyphenated, longest_word
from analyzer.reports.html.rows import rows
from analyzer.reports.languages import speech
from analyzer.reports.sentence import parts
from analyzer.reports.templates import Voice, styles, template

_HERE = files(__package__)


def render(report: Report, images: Callable[[str], bytes], redacted: str = "", language: str = "en") -> str:
    """Render a report as HTML; the same report and images give the same text.

    Everything the report holds is data: it is escaped wherever it is printed, and a content security policy in the
    page allows neither scripts nor requests.

    Parameters
    ----------
    report
        What was judged.
    images
        Path of a screenshot as the report names it -> its PNG bytes. Called once a path.
    redacted
        What the record says of what was taken out of it, "" where nothing was.
    language
        Of the reader: an ISO 639-1 code. Words of pages stay in their own, and are marked so.

    Raises
    ------
    InputError
        If reports do not speak that language.
    """
    spoken = speech(language)
    shown = [card for route in report.routes.values() for card in route.screens]
    if report.counterfactual:
        shown += [card for route in report.counterfactual.routes.values() for card in route.screens]
    by_path, kept = pictures.embedded(shown, images)
    ways = story.ways(report, by_path)
    cards = {f"{way.name}:{card.screen.number}": card for way in ways if way.name for card in way.cards}
    graph = stepgraph.view(report, cards, spoken.plain)
    picture = drawing(graph)
    return _template(language).render(
        report=report,
        flow=report.flow,
        opening=dict(zip(("refusing", "accepting", "friction"), parts(report), strict=True)),
        notice=notice.notice(report),
        redacted=redacted,
        comparison=compare(report),
        gaps=gaps.table(report),
        gaps_notes=gaps.notes(report),
        ways=ways,
        longest=max((len(way.acts) for way in ways), default=0),
        score_bar=figures.score_bar(report),
        bars=figures.bars(report),
        graph=graph,
        cards=cards,
        drawing=picture,
        rows=rows(picture),
        answers=stepgraph.summary(report.graph, graph.stops),
        node_width=WIDTH,
        exhibits=exhibits.exhibits(report, ways),
        environments=[([spoken.plain(name) for name in names], place) for names, place in story.environments(report)],
        titles={each.id: each.title for each in report.measurements},
        points={each.measure: each.points for each in report.score.contributions} if report.score else {},
        pictures=kept,
        sideways=Markup(_sideways(picture.width)),  # noqa: S704 - one number in a style sheet
        running=Markup(running.rule(spoken.plain(notice.mark(report)))),  # noqa: S704 - escaped there for a style sheet
        yardstick=yardstick,
        record=story.record,
        ordered=ordered,
    )


_SMALLEST = 0.82
"""How far the picture of the step graph shrinks before it is scrolled; the style sheet has the same number."""


def _sideways(width: int) -> str:
    """Return the rule for a picture of the step graph that is wider than its box."""
    least = math.ceil(_SMALLEST * width)
    return f"@container graph (width < {least}px) {{ .sideways {{ display: block; }} }}"


@functools.cache
def _template(language: str) -> jinja2.Template:
    spoken = speech(language)
    return template(
        _HERE, "report.html.j2", **Voice(spoken).known(), english=english, measured=measured,
        waiting=declared_waiting.span, hyphenated=hyphenated, longest_word=longest_word,
        styles=styles((_HERE / "style.css", _HERE / "print.css")),
    )  # fmt: skip
