"""What does not fit along a route: one rule a file, each with its manual in the docstring."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from analyzer.model import FlowIdentity, Reference
from analyzer.references import cited
from analyzer.saying import Said
from analyzer.wording.routes import (
    conflicting_statements,
    inconsistent_naming,
    language_discontinuity,
    opposite_toggles,
)
from analyzer.wording.routes.route import Clash, RouteRule, Shown, Switch

__all__ = ["ROUTE_RULES", "Clash", "Misfit", "RouteRule", "Shown", "Switch", "by_id", "findings"]

ROUTE_RULES: tuple[RouteRule, ...] = (
    inconsistent_naming,
    opposite_toggles,
    conflicting_statements,
    language_discontinuity,
)

by_id = MappingProxyType({rule.ID: rule for rule in ROUTE_RULES})
"""The rules by their id."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Words on the screen at ``screen`` (an index) that clash with earlier ones; the rest is as in ``Span``."""

    rule: str
    screen: int
    quote: str
    why: Said
    refs: tuple[Reference, ...]
    against: str


def findings(screens: Sequence[Shown], flow: FlowIdentity | None = None) -> tuple[Misfit, ...]:
    """Find what does not fit along the screens of a route, in the order of the rules.

    Screens in a language without lexicon say nothing to the rules that need words.
    """
    return tuple(
        Misfit(rule.ID, clash.screen, clash.quote, clash.why, cited(flow, *rule.HOOKS), rule.AGAINST)
        for rule in ROUTE_RULES
        for clash in rule.find(screens)
    )
