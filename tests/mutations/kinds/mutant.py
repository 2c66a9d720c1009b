"""What a kind of mutation yields, and what the kinds share."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from analyzer.model import Report
from tests.mutations.expecting import Expected, Shift
from tests.mutations.mocks import Change
from tests.mutations.subject import Act, Subject

FILLER = (
    "aliqua", "aliquip", "amet", "anim", "aute", "cillum", "commodo", "consectetur", "culpa", "cupidatat", "deserunt",
    "dolor", "duis", "eiusmod", "elit", "esse", "excepteur", "fugiat", "incididunt", "ipsum", "irure", "labore",
    "laboris", "laborum", "lorem", "magna", "minim", "mollit", "nisi", "nostrud", "nulla", "officia", "pariatur",
    "proident", "quis", "reprehenderit", "sed", "sint", "sunt", "tempor", "ullamco", "velit", "veniam", "voluptate",
)  # fmt: skip
"""Words of no language that a page is written in."""

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Mutant:
    """A mutated mock, what its route's script and labels are now, and what must follow; ``told`` says what was done."""

    told: str
    change: Change
    expected: Expected
    script: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def expecting(self, more: Expected) -> "Mutant":
        """Return the same mutant, of which more is expected."""
        had = self.expected

        def lacking(report: Report) -> str:
            return had.lacking(report) or more.lacking(report)

        expected = Expected(
            counts={**had.counts, **more.counts},
            measures={**had.measures, **more.measures},
            score=more.score or had.score,
            lacking=lacking,
            told="; ".join(filter(None, [had.told, more.told])),
        )
        return replace(self, expected=expected)


Kind = Callable[[Subject, Random], Iterator[Mutant]]
"""Yields the mutants of one kind; where there are many, in an order that chance decides."""


def shuffled(things: Iterable[_Thing], chance: Random) -> list[_Thing]:
    order = list(things)
    chance.shuffle(order)
    return order


def filler(chance: Random) -> str:
    return " ".join(chance.sample(FILLER, chance.randint(18, 30))).capitalize() + "."


def scrolling(subject: Subject, act: Act) -> Shift:
    """Return how the scrolls move where a page is laid out anew: each act on it may come into view, or leave it."""
    acts = sum(other.url == act.url for other in subject.acts)
    return Shift(-acts, acts)
