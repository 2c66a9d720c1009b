"""The rows of the tables: procedures that can be refused, those that cannot, and counterfactuals, each group apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.model import Comparison, Procedure, Reading
from analyzer.saying import Said, listed, say
from analyzer.tongues import language

Kind = Literal["possible", "impossible", "least"]

TITLES: dict[Kind, Said] = {
    "possible": say("Refusal possible"),
    "impossible": say("No refusal possible"),
    "least": say("Counterfactual"),
}
"""What each group is called, in the order in which they stand."""


@dataclass(frozen=True)
class Line:
    """One row: a procedure, or the counterfactuals that agree in several languages."""

    kind: Kind
    procedures: tuple[Procedure, ...]

    @property
    def first(self) -> Procedure:
        """The procedure whose number the row bears."""
        return self.procedures[0]

    @property
    def name(self) -> str:
        """The name of the procedure, with the languages where the row stands for several."""
        if len(self.procedures) == 1:
            return self.first.name
        flow = self.first.flow
        spoken = listed([language(one.flow.language) for one in self.procedures])
        procedure = f"{flow.id}{'@' if flow.variant else ''}{flow.variant}"
        return say("{procedure} in {codes:tongues}", procedure=procedure, codes=spoken)

    def readings(self, gauge: str) -> tuple[Reading | None, ...]:
        """Return what each of the row's procedures has on a gauge."""
        return tuple(one.readings.get(gauge) for one in self.procedures)


def lines(comparison: Comparison) -> tuple[Line, ...]:
    """Return every row in the order of the tables."""
    own = [one for one in comparison.procedures if not one.yardstick]
    numbered = {one.number: one for one in comparison.procedures}
    return (
        *(Line("possible", (one,)) for one in own if not one.impossible),
        *(Line("impossible", (one,)) for one in own if one.impossible),
        *(Line("least", tuple(numbered[number] for number in group)) for group in comparison.yardsticks),
    )


def of(kind: Kind, every: Sequence[Line]) -> tuple[Line, ...]:
    """Return the rows of one group."""
    return tuple(line for line in every if line.kind == kind)
