"""What went between the browser and a service: requests with their answers, and what of them is to be disregarded."""

from typing import Annotated

from msgspec import Meta

from analyzer.model.record import Record
from analyzer.model.walk import Milliseconds

Headers = tuple[tuple[str, str], ...]
"""Names and values in order; a name may occur more than once, as ``Set-Cookie`` does."""

Status = Annotated[int, Meta(ge=100, le=999)]


class Exchange(Record, frozen=True, kw_only=True):
    """One request and its answer. Bodies are as the page gets them: nothing is compressed or cut into chunks.

    ``at`` is when it was asked, on the page clock since the walk began; in a recording from elsewhere, since its first
    request.
    """

    at: Milliseconds
    method: str
    url: str
    asked: Headers
    sent: bytes
    status: Status
    answered: Headers
    body: bytes


class TapeRules(Record, frozen=True, kw_only=True):
    """What of a request does not tell it from another one; all of it is declared, nothing guessed.

    ``parameters`` are names in a query or a form whose values change from visit to visit, ``keys`` the same in a JSON
    body, at any depth. An address like one of the globs ``latest`` is asked again and again: it is answered with what
    was recorded last at the same time, not with the next answer.
    """

    parameters: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
