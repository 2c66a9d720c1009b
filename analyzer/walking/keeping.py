"""What of a live visit is kept: never a password, nor what a session is known by."""

from collections.abc import Sequence

from msgspec.structs import replace

from analyzer.model import Exchange, Input, Transition
from analyzer.pseudonyms import Pseudonyms
from analyzer.shapes import SHORTEST

PASSWORD = "optout-password"  # noqa: S105 - what stands in for one
"""Typed again where the visit is replayed, so that the tape still knows the request."""

_KEPT_BACK = frozenset({"authorization", "cookie", "proxy-authorization"})


def kept(
    inputs: Sequence[Input], transitions: Sequence[Transition], traffic: Sequence[Exchange]
) -> tuple[tuple[Input, ...], tuple[Exchange, ...]]:
    """Return what was put in and what went over the wire, fit to be written.

    A password shorter than ``SHORTEST`` characters is replaced where it was typed only: the request that sent it keeps
    no body then.
    """
    typed_into = {one.number: getattr(one.action, "on", None) for one in transitions}
    secret = {one.number: one.text for one in inputs if _is_secret(typed_into.get(one.number)) and one.text}
    spelled = Pseudonyms({text: PASSWORD for text in secret.values() if len(text) >= SHORTEST})
    short = [text.encode() for text in secret.values() if len(text) < SHORTEST]
    return (
        tuple(replace(one, text=PASSWORD) if one.number in secret else _input(one, spelled) for one in inputs),
        tuple(_exchange(one, spelled, short) for one in traffic),
    )


def _is_secret(on: object) -> bool:
    return getattr(on, "kind", "") == "password"


def _input(one: Input, spelled: Pseudonyms) -> Input:
    return replace(one, text=spelled.text(one.text)) if one.text else one


def _exchange(one: Exchange, spelled: Pseudonyms, short: Sequence[bytes]) -> Exchange:
    sent = b"" if any(text in one.sent for text in short) else spelled.data(one.sent)
    asked = [(name, spelled.text(value)) for name, value in one.asked if name.lower() not in _KEPT_BACK]
    return replace(
        one,
        url=spelled.text(one.url),
        asked=tuple(asked),
        sent=sent,
        answered=tuple((name, spelled.text(value)) for name, value in one.answered),
        body=spelled.data(one.body),
    )
