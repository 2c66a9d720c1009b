"""An order of friction that somebody expected, written down before anything was scored."""

from typing import Literal

from analyzer.model.record import Record

Relation = Literal[">", ">=", "="]
"""How the friction of one flow is expected to compare with that of the next."""


class Hypothesis(Record, frozen=True, kw_only=True):
    """What was expected of several flows, when and why.

    ``flows`` are ids as a person types them; ``relations`` stand between them, so that there is one fewer.
    ``registered`` is the ISO date on which it was written down; ``why`` gives reasons, ``sources`` what they rest on.
    """

    id: str
    registered: str
    about: str
    flows: tuple[str, ...]
    relations: tuple[Relation, ...]
    why: tuple[str, ...]
    sources: tuple[str, ...]
