"""``hypotheses.toml`` -> ``Hypothesis``: the expectations that were written down beside the flows they are about."""

import datetime as dt
from pathlib import Path
from typing import Any, NoReturn, get_args

from analyzer.errors import InputError
from analyzer.flows.dating import check_day
from analyzer.flows.document import NAME, parsed
from analyzer.flows.tables import Table, read
from analyzer.model import Hypothesis
from analyzer.model.hypothesis import Relation

FILE = "hypotheses.toml"

_RELATIONS: dict[str, Relation] = {relation: relation for relation in get_args(Relation)}


class HypothesesTable(Table, frozen=True, kw_only=True):
    """The whole file."""

    hypotheses: list[dict[str, Any]]


class HypothesisTable(Table, frozen=True, kw_only=True):
    """``[[hypotheses]]``: ``order`` reads ``flow > flow >= flow``, from the most friction to the least."""

    id: str
    registered: dt.date
    about: str
    order: str
    why: list[str]
    sources: list[str]


def hypotheses_below(folder: Path) -> tuple[Hypothesis, ...]:
    """Return every hypothesis written down in or below ``folder``, in the order of the files' paths.

    Raises
    ------
    InputError
        If a file is not what it must be, or two hypotheses share an id.
    """
    found: dict[str, Hypothesis] = {}
    for file in sorted(folder.rglob(FILE)):
        for hypothesis in read_hypotheses(file):
            if hypothesis.id in found:
                raise InputError(f"{file}: two hypotheses called {hypothesis.id!r}; an id is unique")
            found[hypothesis.id] = hypothesis
    return tuple(found.values())


def read_hypotheses(file: Path) -> tuple[Hypothesis, ...]:
    """Return the hypotheses of one file.

    Raises
    ------
    InputError
        In one line that names file, table, key and remedy.
    """
    tables = read(HypothesesTable, parsed(file), f"{file}: ")
    return tuple(_hypothesis(file, number, table) for number, table in enumerate(tables.hypotheses, start=1))


def _hypothesis(file: Path, number: int, given: dict[str, Any]) -> Hypothesis:
    place = f"{file}: [[hypotheses]] {number}: "

    def fail(message: str) -> NoReturn:
        raise InputError(f"{place}{message}")

    table = read(HypothesisTable, given, place)
    if not NAME.fullmatch(table.id):
        fail(f"id: {table.id!r}: small letters, digits and hyphens are wanted")
    if not table.about.strip() or not any(reason.strip() for reason in table.why):
        fail("about and why: what is expected, and at least one reason")
    check_day(table.registered, f"{place}registered")
    words = table.order.split()
    flows, between = words[::2], words[1::2]
    if len(flows) != len(between) + 1 or not between:
        fail(f"order: {table.order!r} does not read 'flow > flow >= flow'")
    relations = tuple(
        _RELATIONS[word] if word in _RELATIONS else fail(f"order: no relation {word!r}") for word in between
    )
    for flow in flows:
        if not all(NAME.fullmatch(part) for part in flow.split("@", 1)):
            fail(f"order: {flow!r} is no id of a flow")
    if len(set(flows)) < len(flows):
        fail("order: the same flow twice")
    return Hypothesis(
        id=table.id,
        registered=table.registered.isoformat(),
        about=table.about,
        flows=tuple(flows),
        relations=relations,
        why=tuple(table.why),
        sources=tuple(table.sources),
    )
