"""The traffic of a run as one HAR 1.2 file, for the network panel of a browser and everything else that reads HAR."""

from collections.abc import Iterator, Mapping

from analyzer.recordings import har
from analyzer.reports.comparison import ordered
from analyzer.reports.exports.pages import nature, pages
from analyzer.storage import Gathered


def traffic(gathered: Mapping[str, Gathered]) -> Iterator[bytes]:
    """Yield the traffic of all routes of a run, a page each document (``refuse-1``), refusal first.

    Raises
    ------
    InputError
        If the traffic of a walk was not kept or cannot be read.
    """
    walks = [gathered[route] for route in ordered(gathered)]
    first = walks[0].walk
    return har.write_pages(
        [page for one in walks for page in pages(one)],
        creator="optout",
        version=first.environment.tool,
        comment=nature(first.flow),
    )
