"""Which of the values that endings have left are purposes, and what accepting gives them.

A value that is the same whatever was pressed says nothing; one that is yes after accepting and no otherwise is a
purpose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.exploring.naming import (
    affirms,
    is_answer,
    is_basic,
    is_code,
    is_general,
    is_inverse,
    is_needless,
    is_neutral,
    needless,
    table_of,
)
from analyzer.exploring.stored import Value


@dataclass(frozen=True)
class Purposes:
    """The paths that a choice may move.

    ``given`` are the values that accepting gives, be they words of their own. ``refusable`` leaves out what stays given
    whatever says "refuse"; ``codes`` are those without a name that never move, ``fixed`` those that never move and are
    not called needless, and ``contradicted`` those whose value says no where accepting was pressed, and yes where
    refusing was.
    """

    given: Mapping[str, Value]
    refusable: Mapping[str, Value]
    codes: frozenset[str]
    fixed: frozenset[str]
    contradicted: frozenset[str]

    def locked(self, switches: int) -> frozenset[str]:
        """Return those that never move, if one of so many switches that stand locked on stands for each."""
        return self.fixed if len(self.fixed) <= min(switches, len(self.given) - 1) else frozenset()


def read(
    left: Sequence[Mapping[str, Value]],
    accepting: Mapping[str, Value] | None,
    refusing: Sequence[Mapping[str, Value]],
) -> Purposes:
    """Tell the purposes from what every ending has left, what accepting has, and what refusing has."""
    told = [one for one in left if one]
    given = _given(told, accepting)
    still = frozenset(path for path, value in given.items() if all(one.get(path, value) == value for one in told))
    fixed = frozenset(path for path in still if not is_needless(path))
    return Purposes(given, _refusable(given, refusing), _codes(given, still), fixed, _contradicted(given, refusing))


def _given(told: Sequence[Mapping[str, Value]], accepting: Mapping[str, Value] | None) -> dict[str, Value]:
    """Return the paths that a choice may move, with the value that accepting gives, be it a word of its own.

    Nothing is known as long as nothing was accepted, and what nobody has ever seen to be yes is no purpose.
    """
    if accepting is None:
        return {}
    given: dict[str, Value] = {
        path: not is_inverse(path)
        for one in told
        for path, value in one.items()
        if isinstance(value, bool) and not is_neutral(path)
    }
    given |= {path: value for path, value in accepting.items() if path in given}
    varied = {path for path, value in given.items() if any(one.get(path, value) != value for one in told)}
    # What else stands in an entry that says yes or no tells what it is of.
    entries = tuple(f"{table_of(path)}/" for path in varied if is_answer(path))
    return {
        path: value
        for path, value in given.items()
        if path in varied
        or (
            value != is_inverse(path)
            and not (varied and (is_general(path) or is_basic(path) or path.startswith(entries)))
        )
    }


def _contradicted(given: Mapping[str, Value], refusing: Sequence[Mapping[str, Value]]) -> frozenset[str]:
    """Return what says by its name no where accepting was pressed, and yes where refusing was."""
    return frozenset(
        path
        for path, value in given.items()
        if value is is_inverse(path)
        and (is_needless(path) if not value else not affirms(path))
        and any(one.get(path) is (not value) for one in refusing)
    )


def _codes(purposes: Mapping[str, Value], still: frozenset[str]) -> frozenset[str]:
    """Return the purposes that have no name and never move, as long as more than that does: what must be on."""
    codes = frozenset(path for path in still if is_code(path))
    return codes if len(codes) < len(purposes) - len(codes) else frozenset()


def _refusable(purposes: Mapping[str, Value], refusing: Sequence[Mapping[str, Value]]) -> Mapping[str, Value]:
    """Return the purposes without what stays given whatever control that says "refuse" is pressed.

    Only such a control is believed that the rest is what must be on, and not where its name says that nobody needs
    it, nor where more without a name stays than goes. Who switched off all that could be switched, and saved, has
    refused only if nothing is left.
    """
    if not refusing:
        return purposes
    given = {path: all(one.get(path) == value for one in refusing) for path, value in purposes.items()}
    kept = needless(given)
    return {path: value for path, value in purposes.items() if not given[path] or path in kept}
