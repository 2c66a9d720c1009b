"""What an ending was, in words: each way of telling it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.exploring.ended import Ending
from analyzer.exploring.naming import name_of, needless
from analyzer.saying import quoted

Outcome = Literal["accepted", "refused", "partial", "undecided", "unknown"]
"""``undecided``: nothing was stored, or the dialog comes back; ``unknown``: something was, and what cannot be told."""

Trace = Literal["", "stored", "sent"]

QUOTED = 120
"""Characters of a page's message that are quoted."""


@dataclass(frozen=True)
class Verdict:
    """What an ending was, and how that shows.

    ``trace`` says where what was chosen can be read, "" where it is told by something else; ``by_label`` that only the
    control's name speaks for it; ``kept`` names what stays given that nobody needs. ``compared`` says that what was
    left is only the same as what something else has left.
    """

    outcome: Outcome
    how: str
    trace: Trace = ""
    by_label: bool = False
    kept: tuple[str, ...] = ()
    compared: bool = False

    @property
    def is_read_as_a_whole(self) -> bool:
        """Whether nothing that was left behind says of each purpose what was chosen."""
        return self.by_label or self.compared

    @property
    def why(self) -> str:
        """Why it is that, in words."""
        return f"{self.trace} {self.how}".strip()


def left(outcome: Outcome, how: str) -> Verdict:
    """Return what an ending was that is told by what was stored, as far as is known before all were judged."""
    return Verdict(outcome, how, trace="stored")


def alike(outcome: Outcome, how: str) -> Verdict:
    """Return what an ending was that has left the same as others."""
    return replace(left(outcome, how), compared=True)


def only_called(intent: str | None) -> Verdict:
    """Return what a control that refuses by its label is taken for where nothing else tells."""
    return Verdict("refused", f"only its label says so: {intent}", by_label=True)


def by_switches(ending: Ending) -> Verdict:
    """Take what switches said when they were saved for what was chosen."""
    says = "only its switches say so"
    if not ending.on and ending.locked:
        return Verdict(
            "partial", f"{says}: {quoted(ending.locked[0][:QUOTED])} was on and could not be moved", by_label=True
        )
    if not ending.on and ending.unnamed:
        return Verdict("unknown", f"{says}: one without a name was on and could not be moved", by_label=True)
    if not ending.on:
        return Verdict("refused", f"{says}: all were off", by_label=True)
    if not ending.off:
        return Verdict("accepted", f"{says}: all were on", by_label=True)
    return Verdict("partial", f"{says}: some were on", by_label=True)


def in_part(told: Mapping[str, bool]) -> Verdict:
    """Return that something was given and something was not, and what."""
    given, denied = (
        ", ".join(sorted(name_of(path) for path in told if told[path] is says)[:5]) for says in (True, False)
    )
    kept = tuple(sorted(map(name_of, needless(told))))
    return replace(left("partial", f"as given in part: {given}; and as not given: {denied}"), kept=kept)


def named_one(kept: tuple[str, ...]) -> Verdict:
    """Return that words which were stored name purposes that nobody needs."""
    return Verdict("partial", f"what was stored names a purpose: {', '.join(kept[:5])}", kept=kept)


def names_of(told: Iterable[str], ending: Ending) -> str:
    """Return what some leaves are called, and whether the name of a level is all there is."""
    names = ", ".join(sorted(map(name_of, told))[:5])
    return f"{names}; by the name of a level alone" if ending.levels.issuperset(told) else names
