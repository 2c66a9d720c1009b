"""What a whole notice fails to say: one rule a file, each with its manual in the docstring.

An absence cannot be quoted, so that a finding quotes the words that the notice does have, and ``why`` says what was
looked for. The words come from the topics of the lexicon.
"""

from dataclasses import dataclass
from types import MappingProxyType

from analyzer.errors import InputError
from analyzer.model import FlowIdentity, Reference
from analyzer.references import cited
from analyzer.saying import Said
from analyzer.wording.lexicon import judged, judges
from analyzer.wording.notices import (
    no_consequence,
    no_deadline,
    no_decider,
    no_refusal_named,
    promotional_headline,
    right_in_running_text,
)
from analyzer.wording.notices.notice import Lack, Notice, NoticeRule

__all__ = ["NOTICE_RULES", "Absence", "Lack", "Notice", "NoticeRule", "by_id", "findings"]

NOTICE_RULES: tuple[NoticeRule, ...] = (
    promotional_headline,
    right_in_running_text,
    no_refusal_named,
    no_consequence,
    no_deadline,
    no_decider,
)

by_id = MappingProxyType({rule.ID: rule for rule in NOTICE_RULES})
"""The rules by their id."""


@dataclass(frozen=True, slots=True)
class Absence:
    """What a notice lacks: ``quote`` stands in it, ``why`` says what was looked for; the rest is as in ``Span``."""

    rule: str
    quote: str
    why: Said
    refs: tuple[Reference, ...]
    against: str


def findings(notice: Notice, flow: FlowIdentity | None = None) -> tuple[Absence, ...]:
    """Find what a notice fails to say, in the order of the rules.

    Raises
    ------
    InputError
        There is no lexicon for the language, or one that knows no rules.
    """
    if not judges(notice.language):
        raise InputError(f"no rules for language {notice.language!r} (there are: {', '.join(judged())})")
    return tuple(
        Absence(rule.ID, lack.quote, lack.why, cited(flow, *rule.HOOKS), rule.AGAINST)
        for rule in NOTICE_RULES
        for lack in rule.find(notice)
    )
