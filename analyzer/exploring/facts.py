"""What each of several endings has left behind, once what none of them says alone is filled in from the others."""

from collections.abc import Iterable, Mapping, Sequence

from analyzer.exploring.ended import Ending
from analyzer.exploring.intents import REFUSING, SAVING
from analyzer.exploring.naming import is_of_a_purpose, table_of
from analyzer.exploring.stored import Value


def completed(endings: Sequence[Ending]) -> list[dict[str, Value]]:
    """Return the facts of each ending; what a list, a table or an entry names elsewhere and not here was not chosen."""
    told_by_sent = sending(endings)
    facts = _levelled([dict(one.sent if one.number in told_by_sent else one.stored) for one in endings])
    there = [{table_of(path) for path in one} for one in facts]
    chosen = {path for one in facts for path, value in one.items() if value is True and table_of(path)}
    for one, tables in zip(facts, there, strict=True):
        one |= {path: False for path in chosen - one.keys() if table_of(path) in tables}
    given = given_in(endings, {ending.number: one for ending, one in zip(endings, facts, strict=True)})
    most = most_given(given) or {}
    for one, ending in zip(facts, endings, strict=True):
        if one and one.items() < most.items() and is_choosing(ending):
            # Some tools write an entry for each purpose that was given, and none for one that was not.
            one |= {path: False for path in most.keys() - one.keys() if most[path] is True}
    return facts


def sending(endings: Sequence[Ending]) -> frozenset[int]:
    """Return the endings that are told by what was sent, since what they stored tells none from any other.

    A service that keeps the choice itself leaves in the browser no more than that one was made.
    """
    stored = [one.stored for one in endings if one.stored]
    alike = len(stored) > 1 and all(one == stored[0] for one in stored)
    alike = alike and not any(is_of_a_purpose(path) for path in stored[0])
    return frozenset(one.number for one in endings if one.sent and (alike or not one.stored))


def _levelled(facts: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Take nought and one for levels, and not for no and yes, where another ending left a higher digit there."""
    levels = {path for one in facts for path, value in one.items() if isinstance(value, str) and value.isdecimal()}
    return [
        {path: str(int(value)) if path in levels and isinstance(value, bool) else value for path, value in one.items()}
        for one in facts
    ]


def is_choosing(ending: Ending) -> bool:
    """Return whether what was pressed may keep less than all, as "Accept" may once all on the way were switched off."""
    saves = ending.intent in SAVING and ending.off > 0
    return ending.intent in REFUSING or saves or (ending.intent == "accept" and ending.all_off)


def is_accepting(ending: Ending) -> bool:
    """Return whether what was pressed says yes to all: by its label, or by saving all switches on."""
    return "accept" in ending.intents or (ending.intent in SAVING and ending.on > 0 and not ending.off)


def given_in(endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """Return the facts of what was pressed to say yes to all."""
    return [facts[one.number] for one in endings if is_accepting(one)]


def most_given(facts: Iterable[Mapping[str, Value]]) -> Mapping[str, Value] | None:
    """Return the one in which most was given: "accept" after switching all off is no acceptance."""
    return max(facts, key=lambda one: sum(value is True for value in one.values()), default=None)


def is_deaf(endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> bool:
    """Return whether nothing but switches could accept, and what is saved is the same with all on and with all off.

    Such a dialog does not hear its switches: what it stores says by itself what it is.
    """
    if any("accept" in one.intents for one in endings):
        return False
    off = [facts[one.number] for one in endings if one.intent in SAVING and one.off > 0 and not one.on]
    return any(one and one in off for one in given_in(endings, facts))
