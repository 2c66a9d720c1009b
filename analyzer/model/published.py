"""What somebody printed about a procedure: a count, who printed it and where, and the words used."""

from typing import Literal

from analyzer.model.record import Record

Quantity = Literal[
    "clicks", "keystrokes", "screens", "page_loads", "required_fields", "required_text_fields", "optional_fields",
    "context_switches", "scrolls", "words", "steps", "pages", "options",
]  # fmt: skip
"""What can be counted of a route: the counts of a report, and three that publications use beside them.

How each is counted stands in ``analyzer.counting``; ``steps``, ``pages`` and ``options`` in ``counting.quantities``.
"""


class Published(Record, frozen=True, kw_only=True):
    """One published count of one route of a flow.

    ``low`` and ``high`` are what the source says, both ends included; ``high`` is null where it names no upper end
    ("2+"). ``printed`` are the words of the source, ``taken`` which reading of them was taken and why, or "" where they
    need none. ``from_first_link`` says that the source counts from the flow's first link on, not from its first screen.
    ``derived`` marks a count that the source did not print: it was made here on the steps that the source lists.
    """

    who: str
    date: str
    source: str
    route: str
    what: Quantity
    low: int
    high: int | None
    printed: str
    taken: str
    from_first_link: bool
    derived: bool


class Reproduction(Record, frozen=True, kw_only=True):
    """A published count beside the one measured on the mock of its procedure.

    ``flow`` is the id a person types, with ``@variant`` where there is one. ``measured`` is null where the count is not
    known, for instance because the route could not be walked; ``reason`` then says why, and is "" otherwise.
    """

    flow: str
    title: str
    published: Published
    measured: int | None
    reason: str
    reproduced: bool


class Reproductions(Record, frozen=True, kw_only=True):
    """All rows of one reproduction, as a file of their own."""

    format: Literal["optout-reproduced-1"]
    rows: tuple[Reproduction, ...]
