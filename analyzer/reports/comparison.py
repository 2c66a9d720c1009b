"""Refusing, accepting and the least a lawful design needs, side by side: the table that every format prints."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from analyzer.model import Counts, FlowIdentity, Report, RouteReport, Score
from analyzer.reports.english import OUTCOMES, QUANTITIES, ranged, route
from analyzer.reports.sentence import prefilled
from analyzer.saying import Said, number, say

UNKNOWN = say("cannot tell")
NOTHING = say("nothing to do")
UNSCORED = say("not scored")

SPENT = say("{name:said}, low to high", name=QUANTITIES["seconds"])
"""What a row of estimates with their ranges is called."""


@dataclass(frozen=True)
class Column:
    """One way through: ``kind`` is the route's name, or ``counterfactual``."""

    kind: str
    title: str


@dataclass(frozen=True)
class Row:
    """One property and its cells, one a column; ``essential`` rows are those a reader in a hurry needs."""

    title: str
    cells: tuple[str, ...]
    essential: bool


@dataclass(frozen=True)
class Comparison:
    """The side-by-side table, with the notes that its cells need."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def compare(report: Report) -> Comparison:
    """Return the side-by-side table: refuse, accept, further routes by name, and the counterfactual where there is one.

    The score judges the procedure as a whole, so it stands with the refusal and with the counterfactual's refusal.
    """
    routes = ordered(report.routes)
    columns = [Column(name, route(name)) for name in routes]
    ways = [report.routes[name] for name in routes]
    scores: list[Score | str | None] = [
        (report.score or UNSCORED) if name == "refuse" else None for name in routes
    ]  # fmt: skip
    if report.counterfactual and "refuse" in report.counterfactual.routes:
        columns.append(Column("counterfactual", say("Counterfactual")))
        ways.append(report.counterfactual.routes["refuse"])
        scores.append(report.counterfactual.score or UNSCORED)
    rows = (
        _row(say("Outcome"), ways, lambda way: NOTHING if way.silence and way.reached else OUTCOMES[way.outcome]),
        _counted("clicks", ways, lambda counts: counts.clicks, essential=True),
        _from_first_link(ways),
        _counted("screens", ways, lambda counts: counts.screens, essential=True),
        _counted("page_loads", ways, lambda counts: counts.page_loads),
        _counted("scrolls", ways, lambda counts: counts.scrolls),
        _counted("required_fields", ways, lambda counts: counts.required_fields),
        _row(QUANTITIES["required_text_fields"], ways, text_fields, essential=True),
        _counted("optional_fields", ways, lambda counts: counts.optional_fields),
        _counted("keystrokes", ways, lambda counts: counts.keystrokes),
        _counted("context_switches", ways, lambda counts: counts.context_switches),
        _counted("words", ways, lambda counts: counts.words, essential=True),
        _row(
            SPENT,
            ways,
            lambda way: ranged(way.seconds) if way.seconds else UNKNOWN,
            essential=True,
        ),
        Row(say("Friction, 0 to 100 (interval)"), tuple(_scored(score) for score in scores), essential=True),
    )
    return Comparison(tuple(columns), tuple(row for row in rows if any(row.cells)), _notes(report, columns, ways))


def yardstick(least: FlowIdentity) -> Said:
    """Return in a sentence what the counterfactual is, for its service and device need not be those of the flow."""
    service, device = least.service, least.device
    if least.site.kind == "mock":
        return say(
            "Whatever the flow, the counterfactual is the same yardstick: a mock of {service} on a {device:english}.",
            service=service, device=device,
        )  # fmt: skip
    if least.site.kind == "tape":
        return say(
            "Whatever the flow, the counterfactual is the same yardstick: recorded traffic of {service} on a "
            "{device:english}.",
            service=service, device=device,
        )  # fmt: skip
    return say(
        "Whatever the flow, the counterfactual is the same yardstick: the service {service} on a {device:english}.",
        service=service, device=device,
    )  # fmt: skip


def ordered(routes: Collection[str]) -> tuple[str, ...]:
    """Return the names of the routes: refuse, accept, then the others by name."""
    first = ("refuse", "accept")
    return tuple(name for name in first if name in routes) + tuple(sorted(set(routes) - set(first)))


def _row(title: str, ways: list[RouteReport], cell: Callable[[RouteReport], str], *, essential: bool = False) -> Row:
    return Row(title, tuple(cell(way) for way in ways), essential)


def _counted(name: str, ways: list[RouteReport], of: Callable[[Counts], int], *, essential: bool = False) -> Row:
    title = QUANTITIES[name]
    return _row(title, ways, lambda way: number(of(way.counts)) if way.counts else UNKNOWN, essential=essential)


def text_fields(way: RouteReport) -> str:
    """Return how many text fields a way requires, and whether they came filled in."""
    if way.counts is None:
        return UNKNOWN
    many = way.counts.required_text_fields
    return say("{many:,} (prefilled)", many=many) if prefilled(way) else number(many)


def _from_first_link(ways: list[RouteReport]) -> Row:
    """Return a row, empty and so left out where no flow declares its first link."""
    later = [number(way.counts_from_first_link.clicks) if way.counts_from_first_link else "" for way in ways]
    return Row(
        say("Clicks from the first link"), tuple(cell or "-" for cell in later) if any(later) else (), essential=False
    )


def _scored(score: Score | str | None) -> str:
    if score is None:
        return "-"
    if isinstance(score, str):
        return score
    return scored(score)


def scored(score: Score) -> Said:
    """Return ``41.3 (35.2 to 47.9)``."""
    low, high = score.interval
    return say("{total:.1f} ({low:.1f} to {high:.1f})", total=score.total, low=low, high=high)


def _notes(report: Report, columns: list[Column], ways: list[RouteReport]) -> tuple[str, ...]:
    notes = [
        note
        for column, way in zip(columns, ways, strict=True)
        for reason, note in (
            (way.failure, say("{way:said}: {why:english}", way=column.title, why=way.failure)),
            (way.counts_reason, say("{way:said}: {why:said}", way=column.title, why=way.counts_reason)),
        )
        if reason
    ]
    if report.counterfactual:
        least = report.counterfactual.flow
        notes.append(
            say("Counterfactual: {title:english}. {yardstick:said}", title=least.title, yardstick=yardstick(least))
        )
        if report.counterfactual.score is None and report.counterfactual.score_reason:
            notes.append(say("Counterfactual: {why:said}", why=report.counterfactual.score_reason))
    return tuple(notes)
