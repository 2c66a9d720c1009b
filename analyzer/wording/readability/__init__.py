"""How hard a text is to read: counts, published formulas, a baseline a language, and the rule that compares.

A text is read as a whole: who has a page gives its paragraphs one by one.
"""

from types import MappingProxyType

from analyzer.errors import InputError
from analyzer.model import FlowIdentity
from analyzer.references import cited
from analyzer.wording.lexicon import base
from analyzer.wording.readability import hard_to_read
from analyzer.wording.readability.baselines import BASELINES
from analyzer.wording.readability.measured import Hard, ReadabilityRule
from analyzer.wording.rules import LONGEST_TEXT, Span

__all__ = ["READABILITY_RULES", "Hard", "ReadabilityRule", "by_id", "compares", "findings"]

READABILITY_RULES: tuple[ReadabilityRule, ...] = (hard_to_read,)

by_id = MappingProxyType({rule.ID: rule for rule in READABILITY_RULES})
"""The rules by their id."""


def compares(language: str) -> bool:
    """Tell whether there is a baseline for the language of a tag."""
    return base(language) in BASELINES


def findings(text: str, language: str, flow: FlowIdentity | None = None) -> tuple[Span, ...]:
    """Find what in a text is hard to read.

    Parameters
    ----------
    text
        A paragraph, or a text of a few; its first ``LONGEST_TEXT`` characters are read.
    language
        The language tag of the text; there is no fall-back to another language.
    flow
        The procedure the text belongs to, for the bearing of the references; null where it is not known.

    Returns
    -------
    tuple of Span
        At most one a rule; empty for a text that is too short to tell.

    Raises
    ------
    InputError
        There is no baseline for the language: finding nothing would be no answer.
    """
    if not compares(language):
        raise InputError(f"no baseline for language {language!r} (there are: {', '.join(sorted(BASELINES))})")
    shown = text[:LONGEST_TEXT]
    return tuple(
        Span(rule.ID, shown[hard.start : hard.end], hard.start, hard.end, hard.why, refs, rule.AGAINST)
        for rule in READABILITY_RULES
        for refs in (cited(flow, *rule.HOOKS),)
        for hard in rule.find(shown, language)
    )
