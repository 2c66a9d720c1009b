"""The annex to a complaint as HTML made to be printed: exhibits, facts apart from assessment, hashes, custody.

What it says is in the language of whoever reads it; what a page says stays in its own, is marked so, on paper too, and
is left to the reader to translate. No text calls anything illegal: a legal text is named as direct or by analogy.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analyzer.measures import declared_waiting
from analyzer.measures.confusing_wording import LISTED
from analyzer.model import Report, RouteReport, Walk
from analyzer.reports import english, measured
from analyzer.reports.annex import exhibits, findings, sealed, words
from analyzer.reports.annex.authorities import Authority
from analyzer.reports.annex.sealed import Sealed
from analyzer.reports.comparison import SPENT, ordered, scored, text_fields, yardstick
from analyzer.reports.html import running
from analyzer.reports.languages import Speech
from analyzer.reports.templates import Voice, styles, template, tongue

_HERE = files(__package__)

Way = tuple[str, RouteReport]
"""A route and what it is called."""


@dataclass(frozen=True)
class Addressee:
    """Who reads it: in which language, and which authority, null where none is named."""

    speech: Speech
    authority: Authority | None = None

    def headings(self) -> Mapping[str, str]:
        """Return what the parts are called: the authority's words in this language before everybody's."""
        own = self.authority.headings.get(self.speech.language) if self.authority else None
        return {name: (own and getattr(own, name)) or self.speech(text) for name, text in words.HEADINGS.items()}


@dataclass(frozen=True)
class Cover:
    """What only whoever files it can say: who wrote it, and for whom; "" leaves a line on paper to fill in."""

    author: str = ""
    behalf: str = ""


def render(
    report: Report,
    walks: Mapping[str, Walk],
    images: Callable[[str], bytes],
    bundle: Sealed,
    addressee: Addressee,
    *,
    cover: Cover | None = None,
    redacted: str = "",
) -> str:
    """Render the annex as HTML; the same arguments give the same text.

    Everything that a report or walk holds is data: it is escaped wherever it is printed, and a content security policy
    in the page allows neither scripts nor requests. Each line of the table of contents has an empty element whose
    ``data-page-of`` names a heading: whoever prints the page knows on which sheet that heading came to stand.

    Parameters
    ----------
    report
        What was judged.
    walks
        The walks of its routes, by name: the words that its screens show.
    images
        Path of a screenshot as the report names it -> its PNG bytes.
    bundle
        The bundle that all this is in, its custody log, and what stands beside it.
    addressee
        Language and authority.
    cover
        Who files it.
    redacted
        What the record says of what was taken out of it, in English, "" where nothing was.
    """
    speech = addressee.speech
    shown = exhibits.exhibits(report, walks, images)
    grounds = findings.grounds(report, walks, shown)
    named = addressee.headings()
    mark = speech(words.MARKS[report.provenance.site_kind], service=report.flow.service)
    foreign = functools.partial(tongue, speech)
    return _template().render(
        **Voice(speech, after=foreign).known(),
        retold=Voice(speech, after=lambda code: "" if code == report.flow.language else foreign(code)).told,
        foreign=foreign,
        report=report,
        flow=report.flow,
        authority=addressee.authority,
        cover=cover or Cover(),
        heads=named,
        mark=mark,
        right=speech.plain(english.right_in(report.flow.right, report.flow.country)),
        ways=[(speech(words.ROUTES.get(name, name)), report.routes[name]) for name in ordered(report.routes)],
        compared=_compared(report, speech),
        yardstick=yardstick,
        scored=scored,
        spent=SPENT,
        text_fields=text_fields,
        exhibits=shown,
        stepped=exhibits.stepped,
        at=exhibits.at,
        grounds=grounds,
        numbers=findings.numbers(grounds),
        listed=LISTED,
        runs=findings.runs,
        sealed=bundle,
        commands=sealed,
        redacted=redacted,
        words=words,
        points={each.measure: each.points for each in report.score.contributions} if report.score else {},
        ordered=ordered,
        measured=measured,
        english=english,
        waiting=declared_waiting.span,
        running=Markup(running.rule(f"{mark} \N{EN DASH} {named['title']}")),  # noqa: S704 - escaped there for a style sheet
    )


def _compared(report: Report, speech: Speech) -> Sequence[Way]:
    """Return the refusal and that of the counterfactual, nothing where there is none."""
    if not report.counterfactual or "refuse" not in report.counterfactual.routes or "refuse" not in report.routes:
        return ()
    least = report.counterfactual.routes["refuse"]
    return (
        (speech(words.ROUTES["refuse"]), report.routes["refuse"]),
        (speech(words.ROUTES["counterfactual"]), least),
    )


@functools.cache
def _template() -> jinja2.Template:
    return template(_HERE, "annex.html.j2", style=styles([_HERE / "annex.css"])[0])
