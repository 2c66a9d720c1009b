"""Which document of a walk each request belongs to, and what the traffic as a whole is."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from analyzer import storage
from analyzer.errors import InputError
from analyzer.model import Exchange, FlowIdentity, Screen, Socket, Walk
from analyzer.recordings import har
from analyzer.recordings.har import Page, Reel, Stored
from analyzer.reports.legible import line
from analyzer.storage import Gathered

_Numbers = tuple[list[int], list[int]]
"""Which requests and which sockets of a recording belong to a document."""

LONGEST = 10**11
"""Milliseconds that a walk takes at most; see ``analyzer.model.walk``."""


def nature(flow: FlowIdentity) -> str:
    """Return what whoever opens an export has to know first: a mock's traffic is not the service's."""
    what = {
        "mock": f"Traffic of a mock, not of {flow.service} itself",
        "tape": f"Recorded traffic played again, not {flow.service} itself",
        "live": f"Traffic of {flow.service}",
    }[flow.site.kind]
    return line(
        f"{what}: {flow.title} ({flow.id}, {flow.language}). Times are those of the page clock. Bodies are as the page "
        "got them: nothing is compressed."
    )


def pages(gathered: Gathered) -> tuple[Page, ...]:
    """Return the documents of a walk with their traffic, in the order in which they were seen.

    The page clock stands still between two steps. What was asked from one observation on and before the next belongs to
    the document that the next one shows; what came after the last, to the last.

    Raises
    ------
    InputError
        If the traffic was not kept or cannot be read, or the walk's clock is none.
    """
    walk, clock = gathered.walk, _clock(gathered.walk)
    first: dict[int, Screen] = {}
    for screen in walk.screens:
        first.setdefault(screen.document, screen)
    traffic = _traffic(gathered)
    asked = _by_document(walk, first, traffic.heads)
    spoken = _by_document(walk, first, traffic.openings)
    documents = dict.fromkeys((*asked, *spoken))
    return tuple(
        _page(walk, document, first.get(document), traffic, (asked.get(document, []), spoken.get(document, [])), clock)
        for document in documents
    )


def _by_document(walk: Walk, known: Iterable[int], seen: Iterable[Exchange | Socket]) -> dict[int, list[int]]:
    """Return the numbers of what was asked or spoken by the document that it belongs to; the ``known`` come first."""
    found: dict[int, list[int]] = {document: [] for document in known}
    for number, one in enumerate(seen):
        after = next((screen for screen in walk.screens if screen.at > one.at), None)
        found.setdefault((after or walk.screens[-1]).document if walk.screens else 0, []).append(number)
    return found


def _traffic(gathered: Gathered) -> Stored:
    if gathered.folder is None:
        raise InputError(f"walk of route {gathered.walk.route}: has no folder; its traffic was not kept")
    file = gathered.folder / storage.TRAFFIC_FILE
    if not file.is_file():
        raise InputError(f"{file}: is missing: the traffic of this walk was not kept; walk it again")
    return har.stored(file)


def _page(walk: Walk, document: int, screen: Screen | None, traffic: Stored, seen: _Numbers, clock: datetime) -> Page:
    asked, spoken = seen
    begun = [traffic.heads[number].at for number in asked] + [traffic.openings[number].at for number in spoken]
    return Page(
        id=f"{walk.route}-{document}",
        title=line(f"{walk.route}: {screen.title if screen else walk.failure}"),
        url=screen.url if screen else "",
        clock=clock,
        at=min(begun, default=screen.at if screen else 0),
        exchanges=Reel(traffic.exchange, asked),
        sockets=Reel(traffic.socket, spoken),
    )


def _clock(walk: Walk) -> datetime:
    try:
        clock = datetime.fromisoformat(walk.environment.clock)
        if clock.tzinfo is not None and clock + timedelta(milliseconds=LONGEST):
            return clock
    except (ValueError, OverflowError):
        pass
    raise InputError(f"walk of route {walk.route}: its clock {walk.environment.clock!r} is no time with a time zone")
