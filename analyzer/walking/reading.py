"""Whether what is sent to a live service only reads, as its flow declares.

GraphQL sends questions and changes alike, by POST to one address. What says itself that it changes something is never
taken for reading, whatever the flow declares.
"""

import fnmatch
import json
from collections.abc import Iterable, Sequence
from typing import Any

from analyzer.model import Exchange, Reads
from analyzer.recordings.tokens import values_sent
from analyzer.wording.committing import MUTATION


def only_reads(declared: Iterable[Reads], url: str, kind: str, body: bytes) -> bool:
    """Return whether one of ``declared`` says that a request only reads.

    Parameters
    ----------
    url, kind, body
        The address, content type and body of a request, or those of a WebSocket and what is said over it.
    """
    address = url.partition("#")[0]
    return any(fnmatch.fnmatchcase(address, one.address) and _reads(one.names, address, kind, body) for one in declared)


def _reads(names: Sequence[str], url: str, kind: str, body: bytes) -> bool:
    operations = [set(said) for said in _operations(url, kind, body)]
    if any(MUTATION.search(value) for said in operations for value in said):
        return False
    return not names or (bool(operations) and all(not said.isdisjoint(names) for said in operations))


def _operations(url: str, kind: str, body: bytes) -> list[list[str]]:
    """Return the values that each operation of a request says; several may be sent at once, as a JSON list."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, list):
        return [list(_texts(one)) for one in said]
    whole = Exchange(
        at=0, method="POST", url=url, asked=(("content-type", kind),), sent=body, status=200, answered=(), body=b""
    )
    return [[body.decode(errors="replace"), *(value for _, value in values_sent(whole))]]


def _texts(value: Any) -> Iterable[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
        elif isinstance(one, str):
            yield one
