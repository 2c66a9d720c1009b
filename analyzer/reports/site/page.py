"""The index as one HTML file: a whole table without its script, and with it one that is searched, filtered and sorted.

The script and the style sheet are ours and named by their hashes in the page's content security policy: nothing that a
run holds can add to them. The page asks for nothing; its links are relative, so that the folder can lie anywhere.
"""

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import cast
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from analyzer.model import Outcome, SiteKind
from analyzer.ranking.places import told as placed
from analyzer.reports import english, html
from analyzer.reports.english import OUTCOMES
from analyzer.reports.html import running
from analyzer.reports.languages import speech
from analyzer.reports.site.rows import Row
from analyzer.reports.templates import Voice, styles, template
from analyzer.saying import Said, say, say_many

_HERE = files(__package__)
_REPORT = files(html)

SITES = {"mock": say("Mock"), "tape": say("Recorded traffic"), "live": say("Live service")}
"""Where a flow was walked, said plainly."""

UNKNOWN = say("cannot tell")
NOT_WALKED = say("not walked")

_ON: Mapping[SiteKind, Said] = {
    "mock": say("All walked on mocks: they are not the services themselves."),
    "tape": say("All walked on recorded traffic."),
    "live": say("All walked on the live services."),
}


@dataclass(frozen=True)
class Property:
    """What rows are filtered or sorted by: its name for the script, what it is called, and a row's value as text.

    The text is in the language of the reader; a number is written so that it can be sorted by.
    """

    key: str
    title: Said
    of: Callable[[Row, Voice], str]


def ending(row: Row) -> Said:
    """Return how the refusal of a row ended."""
    return OUTCOMES[cast("Outcome", row.outcome)] if row.outcome in OUTCOMES else NOT_WALKED


FILTERS = (
    Property("operator", say("Operator"), lambda row, _: row.operator),
    Property("service", say("Service"), lambda row, _: row.service),
    Property("right", say("Right"), lambda row, voice: voice.plain(english.RIGHTS[row.right])),
    Property("country", say("Country"), lambda row, voice: voice.country(row.country)),
    Property("language", say("Language"), lambda row, voice: voice.tongue(row.language)),
    Property("device", say("Device"), lambda row, voice: voice.plain(row.device)),
    Property("site", say("Walked on"), lambda row, voice: voice.plain(SITES[row.site])),
    Property("outcome", say("Refusing ends"), lambda row, voice: voice.plain(ending(row))),
)
"""What can be chosen; one that has a single value in a corpus is not offered."""

ORDERS = (
    Property("place", say("Place"), lambda row, _: _key(row.places and row.places[0])),
    Property("title", say("Flow"), lambda row, voice: voice.speech.named(row.title).words),
    *FILTERS,
    Property("date", say("Date"), lambda row, _: row.date),
    Property("refuse", say("Clicks to refuse"), lambda row, _: _key(row.refuse_clicks if row.ended else None)),
    Property("accept", say("Clicks to accept"), lambda row, _: _key(row.accept_clicks)),
    Property(
        "fields",
        english.QUANTITIES["required_text_fields"],
        lambda row, _: _key(row.required_text_fields if row.ended else None),
    ),
    Property("seconds", english.QUANTITIES["seconds"], lambda row, _: _key(_spent(row))),
    Property("score", say("Friction"), lambda row, _: _key(row.score if row.ended else None)),
    Property("coverage", say("Weight measured"), lambda row, _: _key(row.coverage)),
)
"""What rows can be sorted by; "" stands last, whichever way they are sorted."""


def page(rows: Sequence[Row], reader: str = "en") -> str:
    """Render an index for a reader of a language, an ISO 639-1 code; the same rows give the same text.

    Whatever a row holds is data: it is escaped wherever it is printed, and the page's content security policy allows
    no script but its own, named by hash, and no request.

    Raises
    ------
    InputError
        If reports do not speak that language.
    """
    voice = Voice(speech(reader))
    every_page = f"{voice.plain(heading(rows))}. {voice.plain(kinds(rows))}"
    css = Markup("").join([*_styles(), Markup(running.rule(every_page))])  # noqa: S704 - escaped there for a style sheet
    script = _script()
    values = {one.key: sorted({one.of(row, voice) for row in rows}) for one in FILTERS}
    return _template(reader).render(
        rows=rows,
        voice=voice,
        heading=heading(rows),
        kinds=kinds(rows),
        notes=notes(rows),
        filters=[(one, values[one.key]) for one in FILTERS if len(values[one.key]) > 1],
        css=css,
        script=script,
        policy=f"default-src 'none'; img-src data:; script-src {_hashed(script)}; style-src {_hashed(css)}; "
        "base-uri 'none'; form-action 'none'",
    )


def heading(rows: Sequence[Row]) -> Said:
    """Return what the page is called: how many refusals, of how many services."""
    services = len({row.service for row in rows})
    return say(
        "{refusals:said} at {services:said}",
        refusals=say_many("{count:,} refusal", "{count:,} refusals", count=len(rows)),
        services=say_many("{count:,} service", "{count:,} services", count=services),
    )


def kinds(rows: Sequence[Row]) -> Said:
    """Return on what the rows were walked, mocks first: nobody shall take one for the service itself."""
    found = Counter(row.site for row in rows)
    if len(found) == 1:
        return _ON[rows[0].site]
    mocks = say(
        "{many:,} on mocks: they are not the services themselves",
        many=found["mock"],
    )
    parts = (
        (found["mock"], mocks),
        (found["tape"], say("{many:,} on recorded traffic", many=found["tape"])),
        (found["live"], say("{many:,} on the live services", many=found["live"])),
    )
    return say("Walked: {parts:apart}.", parts=[said for many, said in parts if many])


def notes(rows: Sequence[Row]) -> tuple[Said, ...]:
    """Return how places are to be read, and what is not ranked and why."""
    ranked = sum(row.places is not None for row in rows)
    policies = sorted({f"{row.policy.version} ({row.policy.sha256[:12]})" for row in rows if row.policy})
    if len(policies) > 1:
        return (
            say("Not ranked: there is no one scale for scores of different policies, {policies:listed}.",
                policies=policies),
            say("Run all again with one policy, and make the index anew."),
        )  # fmt: skip
    return (
        say(
            "Place 1 of {ranked:,} has the most friction. Where intervals touch, the order is open and places are a "
            "range: two flows with the same range are a tie. A filter does not change places.",
            ranked=ranked,
        ),
        *([say("Not ranked: {left:listed}.", left=left)] if (left := list(_unranked(rows))) else []),
        *(say("Policy {version}.", version=one) for one in policies),
    )


def _unranked(rows: Sequence[Row]) -> Iterator[Said]:
    if dead := sum(row.outcome == "dead_end" for row in rows):
        yield say_many("{count:,} dead end", "{count:,} dead ends", count=dead)
    if least := sum(row.yardstick for row in rows):
        yield say_many("{count:,} counterfactual", "{count:,} counterfactuals", count=least)
    if unscored := sum(row.score is None for row in rows):
        yield say_many("{count:,} flow without a score", "{count:,} flows without a score", count=unscored)


def _spent(row: Row) -> float | None:
    return row.seconds.estimate if row.seconds and row.ended else None


def link(path: str) -> str:
    """Return a relative address of a file beside the page, whatever its name is."""
    return quote(path)


def bar(row: Row) -> tuple[str, str, str] | None:
    """Return where the band of a score begins, how wide it is, and where its total lies, in per cent of the axis."""
    if row.score is None or row.interval is None:
        return None
    low, high = row.interval
    return f"{low:.2f}%", f"{max(high - low, 0.5):.2f}%", f"{row.score:.2f}%"


def _key(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _hashed(text: str) -> str:
    """Return a source expression that allows this text and no other (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@functools.cache
def _styles() -> tuple[Markup, ...]:
    return tuple(styles((_REPORT / "style.css", _REPORT / "print.css", _HERE / "site.css")))


@functools.cache
def _script() -> Markup:
    return Markup((_HERE / "site.js").read_text(encoding="utf-8"))  # noqa: S704 - our own


@functools.cache
def _template(reader: str) -> jinja2.Template:
    return template(
        _HERE, "page.html.j2", **Voice(speech(reader)).known(), english=english, orders=ORDERS, sites=SITES,
        unknown=UNKNOWN, placed=placed, link=link, bar=bar, ending=ending,
    )  # fmt: skip
