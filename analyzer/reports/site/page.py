"""The index as one HTML file: a whole table without its script, and with it one that is searched, filtered and sorted.

The script and the style sheet are ours and named by their hashes in the page's content security policy: nothing that a
run holds can add to them. The page asks for nothing; its links are relative, so that the folder can lie anywhere.
"""

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from analyzer.ranking.places import told
from analyzer.reports import english, html
from analyzer.reports.english import counted, country, language, points, whole
from analyzer.reports.html import running
from analyzer.reports.site.rows import Row
from analyzer.reports.templates import styles, template
from analyzer.saying import listed, number

_HERE = files(__package__)
_REPORT = files(html)

SITES = {"mock": "Mock", "tape": "Recorded traffic", "live": "Live service"}
"""Where a flow was walked, said plainly."""

UNKNOWN = "cannot tell"


TIES = (
    "Where intervals touch, the order is open and places are a range: two flows with the same range are a tie. "
    "A filter does not change places."
)
"""How places are to be read."""

AGAIN = "Run all again with one policy, and make the index anew."
"""What mends an index of several policies."""


@dataclass(frozen=True)
class Property:
    """What rows are filtered or sorted by: its name for the script, what it is called, and a row's value as text."""

    key: str
    title: str
    of: Callable[[Row], str]


FILTERS = (
    Property("operator", "Operator", lambda row: row.operator),
    Property("service", "Service", lambda row: row.service),
    Property("right", "Right", lambda row: english.RIGHTS[row.right]),
    Property("country", "Country", lambda row: country(row.country)),
    Property("language", "Language", lambda row: language(row.language)),
    Property("device", "Device", lambda row: row.device),
    Property("site", "Walked on", lambda row: SITES[row.site]),
    Property("outcome", "Refusing ends", lambda row: english.OUTCOMES.get(row.outcome, "not walked")),
)
"""What can be chosen; one that has a single value in a corpus is not offered."""

ORDERS = (
    Property("place", "Place", lambda row: _key(row.places and row.places[0])),
    Property("title", "Flow", lambda row: row.title),
    *FILTERS,
    Property("date", "Date", lambda row: row.date),
    Property("refuse", "Clicks to refuse", lambda row: _key(row.refuse_clicks if row.ended else None)),
    Property("accept", "Clicks to accept", lambda row: _key(row.accept_clicks)),
    Property("fields", "Text fields", lambda row: _key(row.required_text_fields if row.ended else None)),
    Property("seconds", "Seconds", lambda row: _key(row.seconds.estimate if row.seconds and row.ended else None)),
    Property("score", "Friction", lambda row: _key(row.score if row.ended else None)),
    Property("coverage", "Weight measured", lambda row: _key(row.coverage)),
)
"""What rows can be sorted by; "" stands last, whichever way they are sorted."""


def page(rows: Sequence[Row]) -> str:
    """Render an index; the same rows give the same text.

    Whatever a row holds is data: it is escaped wherever it is printed, and the page's content security policy allows
    no script but its own, named by hash, and no request.
    """
    css = Markup("").join([*_styles(), Markup(running.rule(f"{heading(rows)}. {kinds(rows)}"))])  # noqa: S704 - escaped there for a style sheet
    script = _script()
    return _template().render(
        rows=rows,
        heading=heading(rows),
        kinds=kinds(rows),
        notes=notes(rows),
        filters=[(one, values) for one in FILTERS if len(values := sorted({one.of(row) for row in rows})) > 1],
        css=css,
        script=script,
        policy=f"default-src 'none'; img-src data:; script-src {_hashed(script)}; style-src {_hashed(css)}; "
        "base-uri 'none'; form-action 'none'",
    )


def heading(rows: Sequence[Row]) -> str:
    """Return what the page is called: how many refusals, of how many services."""
    services = len({row.service for row in rows})
    return f"{counted(len(rows), 'refusal')} at {counted(services, 'service')}"


def kinds(rows: Sequence[Row]) -> str:
    """Return on what the rows were walked, mocks first: nobody shall take one for the service itself."""
    found = Counter(row.site for row in rows)
    said = {
        "mock": ("on a mock", "on mocks, rebuilt from published descriptions: they are not the services themselves"),
        "tape": ("on recorded traffic", "on recorded traffic"),
        "live": ("on the live service", "on the live services"),
    }
    parts = [f"{found[kind]:,} {said[kind][1]}" for kind in ("mock", "tape", "live") if found[kind]]
    return f"Walked {listed(parts)}." if len(found) > 1 else f"All walked {said[rows[0].site][1]}."


def notes(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return how places are to be read, and what is not ranked and why."""
    ranked = sum(row.places is not None for row in rows)
    policies = sorted({f"{row.policy.version} ({row.policy.sha256[:12]})" for row in rows if row.policy})
    if len(policies) > 1:
        return (f"Not ranked: there is no one scale for scores of different policies, {listed(policies)}.", AGAIN)
    counts = (
        (sum(row.outcome == "dead_end" for row in rows), "dead end", ""),
        (sum(row.yardstick for row in rows), "counterfactual", ""),
        (sum(row.score is None for row in rows), "flow without a score", "flows without a score"),
    )
    left = [counted(count, one, many) for count, one, many in counts if count]
    return (
        f"Place 1 of {ranked} has the most friction. {TIES}",
        *([f"Not ranked: {listed(left)}."] if left else []),
        *(f"Policy {one}." for one in policies),
    )


def link(path: str) -> str:
    """Return a relative address of a file beside the page, whatever its name is."""
    return quote(path)


def clicks(amount: int | None) -> str:
    """Return a count as it is written, or that it cannot be told."""
    return UNKNOWN if amount is None else number(amount)


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
def _template() -> jinja2.Template:
    return template(
        _HERE, "page.html.j2", english=english, orders=ORDERS, sites=SITES, unknown=UNKNOWN, told=told, link=link,
        clicks=clicks, bar=bar, points=points, whole=whole, country=country, language=language,
    )  # fmt: skip
