"""The tables of ``flow.toml``, each read strictly: nothing unknown, nothing missing, nothing of the wrong type."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from analyzer.errors import InputError
from analyzer.model import Device, Expectation, Quantity, Right

PerLanguage = str | dict[str, str]
"""One text for every language, or a table of one a language."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every table of a flow file."""


class FlowTable(Table, frozen=True, kw_only=True):
    """``[flow]``: what the procedure is."""

    title: PerLanguage
    service: str
    right: Right
    country: str
    languages: list[str]
    device: Device
    date: dt.date
    account: str
    time_zone: str
    start: str
    counterfactual: str = ""
    first_link: PerLanguage = ""


class SiteTable(Table, frozen=True, kw_only=True):
    """``[site]``: a shipped mock by ``name``, pages by ``files`` and ``origin``, recorded traffic, or the live service.

    Recorded traffic is a ``file`` in the flow folder; ``rules`` say what of its requests changes from visit to visit.
    ``reads`` are requests to the live service by POST or over a WebSocket that only read.
    """

    kind: Literal["mock", "tape", "live"]
    name: str = ""
    files: str = ""
    origin: str = ""
    file: str = ""
    rules: dict[str, Any] = {}
    reads: list[dict[str, Any]] = []
    settings: dict[str, Any] = {}
    channels: dict[str, str] = {}


class ReadsTable(Table, frozen=True, kw_only=True):
    """``[[site.reads]]``: see ``analyzer.model.Reads``."""

    address: str
    names: list[str] = []


class RulesTable(Table, frozen=True, kw_only=True):
    """``[site.rules]``: see ``analyzer.model.TapeRules``."""

    parameters: list[str] = []
    keys: list[str] = []
    latest: list[str] = []


class RouteTable(Table, frozen=True, kw_only=True):
    """``[routes.NAME]``: a script or silence, how its end is recognised, and what it changes of ``[site.settings]``.

    ``evaluate`` asks for the expressions that a recording waits for to be run on the page: they are code from outside.
    """

    reached: dict[str, Any]
    script: str = ""
    silence: bool = False
    expect: Expectation = "reached"
    ended: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    evaluate: bool = False


class GoalTable(Table, frozen=True, kw_only=True):
    """``[routes.NAME.reached]``, or ``ended`` where another end is expected: see ``analyzer.model.Goal``.

    Each condition may be a table of one a language.
    """

    url: PerLanguage = ""
    text: PerLanguage = ""
    cookie: PerLanguage = ""
    storage: PerLanguage = ""


class ScopeTable(Table, frozen=True, kw_only=True):
    """``[[scope]]``: one kind of data, whether it is used, and the service's own words for it."""

    what: str
    used: bool
    text: PerLanguage


class ProvenanceTable(Table, frozen=True, kw_only=True):
    """``[provenance]``: who described the procedure, and what is invented."""

    sources: list[dict[str, Any]] = []
    invented: list[str] = []


class PublishedTable(Table, frozen=True, kw_only=True):
    """``[[published]]``: a count that somebody printed; either ``value``, or ``low``, ``high`` or both."""

    who: str
    date: str
    source: str
    route: str
    what: Quantity
    printed: str
    value: int | None = None
    low: int | None = None
    high: int | None = None
    taken: str = ""
    from_first_link: bool = False
    derived: bool = False


class FileTable(Table, frozen=True, kw_only=True):
    """The whole file."""

    flow: dict[str, Any]
    site: dict[str, Any]
    routes: dict[str, dict[str, Any]]
    persona: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    waits: list[dict[str, Any]] = []
    scope: list[dict[str, Any]] = []
    provenance: dict[str, Any] = {}
    published: list[dict[str, Any]] = []
    variants: dict[str, dict[str, Any]] = {}


_LISTED = 20

_EACH = "; add it: README.md, 'A flow of your own', shows one"
_HELP = {
    "routes": (
        "; add a way to walk: [routes.refuse] with script = and how its end is recognised, reached.text = or another"
    )
}
"""What to do about a key that is missing."""

_Kind = TypeVar("_Kind", bound=msgspec.Struct)


def read(kind: type[_Kind], table: dict[str, Any], place: str) -> _Kind:
    """Return ``table`` as ``kind``.

    Raises
    ------
    InputError
        On an unknown key (with the nearest known one), a missing key, or a value of the wrong type; the line begins
        with ``place``.
    """
    fields = _fields(kind)
    for key in table:
        if key not in fields:
            raise InputError(f"{place}unknown key {key!r}{nearest(key, fields)}")
    for name, field in fields.items():
        if field.required and name not in table:
            raise InputError(f"{place}missing key {name!r}{_HELP.get(name, _EACH)}")
    values = {key: _value(fields[key].type, value, f"{place}{key}") for key, value in table.items()}
    return kind(**values)


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    """Return the fields of a table by their names; to work out their types takes longer than to read the table."""
    return MappingProxyType({field.name: field for field in msgspec.structs.fields(kind)})


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the known word closest to ``word``, else what is known, if it is short."""
    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; there is {', '.join(words)}" if 0 < len(words) <= _LISTED else ""


def _value(kind: Any, value: Any, place: str) -> Any:
    if get_origin(kind) is Literal and isinstance(value, str) and value not in get_args(kind):
        raise InputError(f"{place}: {value!r} is none of {', '.join(get_args(kind))}")
    if kind is dt.date and isinstance(value, dt.datetime):
        raise InputError(f"{place}: a date without a time is wanted, as in 2025-05-20")
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        raise InputError(f"{place}: {_plainly(str(error))}") from error


def _plainly(message: str) -> str:
    """Say in TOML's words what the decoder said in JSON's."""
    said, _, path = message.partition(" - at ")
    where = re.sub(r"\[(\d+)\]", lambda number: f"item {int(number[1]) + 1} ", path.strip("`").lstrip("$")).strip()
    said = said.replace("RFC3339 encoded date", "date, as in 2025-05-20").replace(
        "`str | object`", "a text or a table of one a language"
    )
    said = said.replace("`object`", "a table").replace("`array`", "a list").replace("`str`", "a text")
    said = said.replace("`", "").replace("Expected", "expected", 1).replace("Invalid", "invalid", 1)
    where = where.replace("[...]", "").strip(". ")
    return f"{where}: {said}" if where else said
