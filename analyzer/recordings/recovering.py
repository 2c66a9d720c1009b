"""Contents that a recorder did not keep: recovered where another answer is sure to have the same, else marked as lost.

Browsers forget what belonged to a page that was left, and note no content for what came out of their cache. Nothing is
made up: what cannot be recovered keeps its place, so that the answers after it come in their order.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from analyzer.model import Exchange
from analyzer.model.traffic import Headers
from analyzer.recordings.strictjson import quoted

_STATIC = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")
"""Kinds of content that are files and no states: where one has the same length twice, it is the same."""
_ABOUT_CONTENT = "content-"


@dataclass(frozen=True)
class Heard:
    """One answer as recorded: ``size`` is the length that the recorder noted for its content, kept or not.

    ``unchanged`` says that the service had answered "not modified" (304): the content is the one that came before.
    """

    exchange: Exchange
    size: float
    unchanged: bool


def recovered(heard: Sequence[Heard]) -> tuple[tuple[Exchange, ...], Counter[str]]:
    """Return exchanges in order of time, with the contents that could be recovered, and how many were and were not."""
    ordered = sorted(heard, key=lambda one: one.exchange.at)
    files: dict[_File, list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        if not one.exchange.lost and _static(one.exchange):
            files[_file(one)].append(place)
    latest: dict[tuple[str, str], Exchange] = {}
    counted, exchanges = Counter[str](), []
    for place, one in enumerate(ordered):
        exchange = one.exchange
        if exchange.lost:
            same = latest.get((exchange.method, exchange.url)) if one.unchanged else None
            near = None if one.unchanged else _nearest(files.get(_file(one), []), place)
            if source := same if near is None else ordered[near].exchange:
                exchange = replace(
                    exchange, lost=False, status=source.status, body=source.body,
                    answered=_renewed(source.answered, exchange.answered),
                )  # fmt: skip
                counted["had their content in a cache: it is taken from another answer of the same address"] += 1
        if not exchange.lost:
            latest[exchange.method, exchange.url] = exchange
        exchanges.append(exchange)
    if lost := [one for one in exchanges if one.lost]:
        where = quoted(f"{lost[0].method} {lost[0].url}")
        said = f"are without their content and have no answer in a walk; record again with it; first {where}"
        counted[said] = len(lost)
    return tuple(exchanges), counted


_File = tuple[str, str, float]


def _file(one: Heard) -> _File:
    return one.exchange.method, one.exchange.url, one.size


def _nearest(places: Sequence[int], place: int) -> int | None:
    """Return which of ``places``, which ascend, is nearest to ``place``; of two the earlier, None of none."""
    after = bisect(places, place)
    return min(places[max(after - 1, 0) : after + 1], key=lambda one: abs(one - place), default=None)


def _static(one: Exchange) -> bool:
    kind = next((value for name, value in one.answered if name.lower() == "content-type"), "")
    return kind.strip().lower().startswith(_STATIC)


def _renewed(stored: Headers, told: Headers) -> Headers:
    """Return the headers of a stored answer, renewed by those that came without content (RFC 9111, section 3.2)."""
    newer = tuple(pair for pair in told if not pair[0].lower().startswith(_ABOUT_CONTENT))
    names = {name.lower() for name, _ in newer} | {"set-cookie"}
    return (*(pair for pair in stored if pair[0].lower() not in names), *newer)
