"""The annex to a complaint as HTML made to be printed: exhibits, facts apart from assessment, hashes, custody.

What it says is in the language of whoever reads it; what a page says stays in its own, is marked so (``lang``), and is
left to the reader to translate. No text calls anything illegal: a legal text is named as direct or by analogy.
"""

import functools
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from analyzer.model import Report, Walk
from analyzer.reports import english
from analyzer.reports.annex import exhibits, words
from analyzer.reports.annex.authorities import Authority
from analyzer.reports.annex.sealed import Sealed
from analyzer.reports.comparison import ordered
from analyzer.reports.html import running
from analyzer.reports.languages import Speech
from analyzer.reports.legible import legible
from analyzer.reports.templates import Voice, styles, template

_HERE = files(__package__)


@dataclass(frozen=True)
class Addressee:
    """Who reads it: in which language, and which authority, null where none is named."""

    speech: Speech
    authority: Authority | None = None

    def headings(self) -> Mapping[str, str]:
        """Return what the parts are called: the authority's words in this language before everybody's."""
        own = self.authority.headings.get(self.speech.language) if self.authority else None
        return {name: (own and getattr(own, name)) or self.speech(text) for name, text in words.HEADINGS.items()}


def render(
    report: Report,
    walks: Mapping[str, Walk],
    images: Callable[[str], bytes],
    sealed: Sealed,
    addressee: Addressee,
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
    sealed
        The bundle that all this is in, and its custody log.
    addressee
        Language and authority.
    redacted
        What the record says of what was taken out of it, in English, "" where nothing was.
    """
    speech = addressee.speech
    shown = exhibits.exhibits(report, walks, images)
    named = addressee.headings()
    mark = speech(words.MARKS[report.provenance.site_kind], service=report.flow.service)
    return _template().render(
        **Voice(speech).known(),
        report=report,
        flow=report.flow,
        authority=addressee.authority,
        heads=named,
        mark=mark,
        right=speech.plain(english.right_in(report.flow.right, report.flow.country)),
        ways=_ways(report, speech),
        exhibits=shown,
        grounds=exhibits.grounds(report, shown),
        sealed=sealed,
        command=shlex.quote(legible(sealed.file)),
        redacted=redacted,
        words=words,
        points={each.measure: each.points for each in report.score.contributions} if report.score else {},
        ordered=ordered,
        english=english,
        running=Markup(running.rule(f"{mark} - {named['title']}")),  # noqa: S704 - escaped there for a style sheet
    )


def _ways(report: Report, speech: Speech) -> list[tuple[str, object]]:
    """Return the routes with their names, the refusal of the counterfactual last."""
    ways: list[tuple[str, object]] = [
        (speech(words.ROUTES.get(name, name)), report.routes[name]) for name in ordered(report.routes)
    ]
    if report.counterfactual and "refuse" in report.counterfactual.routes:
        ways.append((speech(words.ROUTES["counterfactual"]), report.counterfactual.routes["refuse"]))
    return ways


@functools.cache
def _template() -> jinja2.Template:
    return template(_HERE, "annex.html.j2", style=styles([_HERE / "annex.css"])[0])
