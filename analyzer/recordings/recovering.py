"""Contents that a recorder did not keep: recovered where another answer is sure to have the same, else marked as lost.

Browsers forget what belonged to a page that was left, and note no content for what came out of their cache. Nothing is
made up: what cannot be recovered keeps its place, so that the answers after it come in their order.
"""

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
    kept: dict[tuple[str, str], list[tuple[int, Heard]]] = defaultdict(list)
    for place, one in enumerate(ordered):
        if not one.exchange.lost:
            kept[one.exchange.method, one.exchange.url].append((place, one))
    counted, exchanges = Counter[str](), []
    for place, one in enumerate(ordered):
        exchange = one.exchange
        if exchange.lost and (source := _source(place, one, kept[exchange.method, exchange.url])):
            exchange = replace(
                exchange, lost=False, status=source.status, body=source.body,
                answered=_renewed(source.answered, exchange.answered),
            )  # fmt: skip
            counted["had their content in a cache: it is taken from another answer of the same address"] += 1
        exchanges.append(exchange)
    if lost := [one for one in exchanges if one.lost]:
        where = quoted(f"{lost[0].method} {lost[0].url}")
        counted[f"are without their content and have no answer in a walk; record again with it; first {where}"] = len(
            lost
        )
    return tuple(exchanges), counted


def _source(place: int, lost: Heard, kept: Sequence[tuple[int, Heard]]) -> Exchange | None:
    """Return the answer of the same address whose content is that of ``lost``, None where none is sure to have it."""
    if lost.unchanged:
        return next((one.exchange for before, one in reversed(kept) if before < place), None)
    same = [
        (abs(place - other), one.exchange) for other, one in kept if one.size == lost.size and _static(one.exchange)
    ]
    return min(same, key=lambda one: one[0])[1] if same else None


def _static(one: Exchange) -> bool:
    kind = next((value for name, value in one.answered if name.lower() == "content-type"), "")
    return kind.strip().lower().startswith(_STATIC)


def _renewed(stored: Headers, told: Headers) -> Headers:
    """Return the headers of a stored answer, renewed by those that came without content (RFC 9111, section 3.2)."""
    newer = tuple(pair for pair in told if not pair[0].lower().startswith(_ABOUT_CONTENT))
    names = {name.lower() for name, _ in newer} | {"set-cookie"}
    return (*(pair for pair in stored if pair[0].lower() not in names), *newer)
