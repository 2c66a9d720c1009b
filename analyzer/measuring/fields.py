"""What the measures that count fields of a refusal share: their number, and one finding a field."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analyzer import counting, references
from analyzer.counting import Field
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Measurement
from analyzer.references import Hook
from analyzer.saying import Said
from analyzer.storage import Gathered


@dataclass(frozen=True)
class FieldCount:
    """A measure that counts fields: how it answers, what its findings rest on, and what speaks against them."""

    answer: Answer
    hooks: tuple[Hook, ...]
    against: str

    def of(
        self, graph: StepGraph, fields: Callable[[Gathered], Iterable[Field]], told: Callable[[Field], Said]
    ) -> Measurement:
        """Return how many ``fields`` the refusal has, with a finding for each, worded by ``told``."""
        reason = uncosted(graph, REFUSE)
        if reason:
            return self.answer.cannot_tell(reason)
        walk = graph.walks[REFUSE]
        evidence = Evidence(self.answer.id, walk, references.cited(walk.flow, *self.hooks), self.against)
        findings = tuple(
            evidence.at_screen(
                told(found), found.step, counting.screen_of(walk, found.screen), found.control.key, found.control.name
            )
            for found in fields(graph.gathered(REFUSE))
        )
        return self.answer.measured(len(findings), findings)
