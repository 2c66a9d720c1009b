"""Every wording rule, of whatever kind: what can be explained by name, and switched off in a policy."""

from types import MappingProxyType
from typing import Protocol

from analyzer.wording.notices import NOTICE_RULES
from analyzer.wording.readability import READABILITY_RULES
from analyzer.wording.routes import ROUTE_RULES
from analyzer.wording.rules import RULES


class WordingRule(Protocol):
    """What the rules of all kinds have in common; the docstring of each is its manual."""

    ID: str
    """Name of the rule and of its file."""
    TITLE: str
    """The rule in a few words."""


WORDING_RULES: tuple[WordingRule, ...] = (*RULES, *NOTICE_RULES, *ROUTE_RULES, *READABILITY_RULES)

by_id = MappingProxyType({rule.ID: rule for rule in WORDING_RULES})
"""The rules by their id."""
