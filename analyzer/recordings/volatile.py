"""Which parameters of recorded requests hold the time: they differ in every visit, and a tape must overlook them."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from analyzer.model import Exchange, TapeRules

_AROUND = timedelta(hours=1)
_FORM = "application/x-www-form-urlencoded"


def rules_of(exchanges: Iterable[Exchange], begun: datetime) -> TapeRules:
    """Return rules that overlook what holds the time, in seconds or milliseconds since 1970, of the visit itself."""
    parameters: set[str] = set()
    keys: set[str] = set()
    for one in exchanges:
        now = begun + timedelta(milliseconds=one.at)
        kind = next((value for name, value in one.asked if name.lower() == "content-type"), "")
        pairs = parse_qsl(urlsplit(one.url).query, errors="replace")
        if kind.startswith(_FORM):
            pairs += parse_qsl(one.sent.decode(errors="replace"), errors="replace")
        parameters |= {name for name, value in pairs if value.isascii() and _is_time(value, now)}
        if "json" in kind:
            keys |= {name for name, value in _members(one.sent) if _is_time(value, now)}
    return TapeRules(parameters=tuple(sorted(parameters)), keys=tuple(sorted(keys)))


def _is_time(value: object, now: datetime) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    digits = str(value)
    if not (digits.isdigit() and len(digits) in {10, 13}):
        return False
    return abs(int(digits[:10]) - now.timestamp()) <= _AROUND.total_seconds()


def _members(sent: bytes) -> Iterator[tuple[str, Any]]:
    try:
        waiting = [json.loads(sent)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from value.items()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
