"""``[[published]]`` -> ``Published``: what others counted, checked for what a table's types alone cannot say."""

from typing import Any

from analyzer.errors import InputError
from analyzer.flows.dating import check_printed
from analyzer.flows.document import Document
from analyzer.flows.tables import PublishedTable, nearest, read
from analyzer.model import Published

UNDEFINED = frozenset({"steps", "pages", "options"})
"""What sources count without saying how, so that every such row needs an interpretation."""


def published_of(document: Document) -> tuple[Published, ...]:
    """Return the published counts of a flow, in the order of the file.

    Raises
    ------
    InputError
        If a row names no route of the flow, gives no count or contradicts itself, or if it leaves a choice, by a bound
        or by what it counts, and does not say which reading was taken.
    """
    return tuple(_row(document, number, table) for number, table in enumerate(document.tables.published, start=1))


def _row(document: Document, number: int, table: dict[str, Any]) -> Published:
    place = f"{document.file}: [[published]] {number}: "
    row = read(PublishedTable, table, place)
    for key in ("who", "date", "source", "printed"):
        if not getattr(row, key).strip():
            raise InputError(f"{place}{key}: empty")
    check_printed(row.date, f"{place}date")
    routes = document.tables.routes
    if row.route not in routes:
        raise InputError(f"{place}route: no route {row.route!r}{nearest(row.route, routes)}")
    if row.from_first_link and not document.head.first_link:
        raise InputError(f"{place}from_first_link: the flow names no first_link")
    low, high = _bounds(row, place)
    if low != high and not row.taken.strip():
        raise InputError(f"{place}taken: missing; say which number within {row.printed!r} was built, and why")
    if row.what in UNDEFINED and not row.taken.strip():
        raise InputError(f"{place}taken: missing; say which {row.what} were counted: sources do not define the word")
    return Published(
        who=row.who,
        date=row.date,
        source=row.source,
        route=row.route,
        what=row.what,
        low=low,
        high=high,
        printed=row.printed,
        taken=row.taken,
        from_first_link=row.from_first_link,
        derived=row.derived,
    )


def _bounds(row: PublishedTable, place: str) -> tuple[int, int | None]:
    bounded = row.low is not None or row.high is not None
    if (row.value is None) != bounded:
        raise InputError(f"{place}either value, or low, high or both")
    low, high = (row.low or 0, row.high) if row.value is None else (row.value, row.value)
    if low < 0 or (high is not None and high < low):
        raise InputError(f"{place}0 <= low <= high is wanted")
    return low, high
