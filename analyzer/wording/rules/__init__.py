"""Which words confuse or press, and why: one rule a file, each with its manual in the docstring.

A finding quotes a span of the original text: what one rule finds in one sentence is one finding, whose quote reaches
from the first to the last of it, and whose reason names each. Rules are the same in every language; the words come
from the lexicon.
To add a rule: one file here, one line in ``RULES``, one table ``[rules.<id>]`` with examples in each lexicon.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from analyzer.errors import InputError
from analyzer.model import FlowIdentity
from analyzer.references import cited
from analyzer.saying import say
from analyzer.wording.lexicon import MACHINERY, MATTER, judged, judges, load
from analyzer.wording.normalising import Passage, read
from analyzer.wording.phrasebook import Hit
from analyzer.wording.rules import (
    burden_of_proof,
    conditional_promise,
    confirmshaming,
    emotional_steering,
    hedging,
    jargon,
    loss_threat,
    mislabelled_action,
    negated_refusal,
    non_answer,
    toggle_without_object,
    vague_purpose,
)
from analyzer.wording.rules.rule import REFUSALS, Found, Reading, Rule, Span

__all__ = ["RULES", "Found", "Reading", "Rule", "Span", "by_id", "findings"]

RULES: tuple[Rule, ...] = (
    negated_refusal,
    conditional_promise,
    burden_of_proof,
    confirmshaming,
    loss_threat,
    emotional_steering,
    non_answer,
    mislabelled_action,
    toggle_without_object,
    vague_purpose,
    hedging,
    jargon,
)

by_id = MappingProxyType({rule.ID: rule for rule in RULES})
"""The rules by their id."""

_ON_THE_LABEL = (non_answer.ID, mislabelled_action.ID)
"""Rules that find something by what the whole label means, without a word of their own."""

COMMON = "common"
"""The slot of the topic ``machinery`` for words that are also said elsewhere."""

ENOUGH_ALONE, MORE = 2, 2
"""Words of a program that make a text one about a program: where it names nothing that one refuses, and beyond what it
names of that. Chosen on the tuning half and on strings of published programs."""

_SHORT, _REMEMBERED = 400, 2048
"""Characters and number of the texts that are not judged twice: both walks of a service show the same ones."""

LONGEST_TEXT = 20_000
"""Characters of a text that are read; what a page says beyond that in one block is no sentence of an interface."""


def findings(
    text: str,
    language: str,
    intent: str | None = None,
    flow: FlowIdentity | None = None,
    *,
    role: str = "",
    beside: tuple[str, ...] | None = None,
) -> tuple[Span, ...]:
    """Find the words in a text that confuse or press.

    Parameters
    ----------
    text
        A sentence, a paragraph, or the label of a control.
    language
        The language tag of the text; there is no fall-back to another language.
    intent
        Where the text labels a control: the intent it is known to have, or what ``intents.intent`` reads from its
        words, "" when that is open. Null for running text.
    flow
        The procedure the text belongs to, for the bearing of the references; null where it is not known.
    role
        The role of the control that the text labels, "" where it is not known or there is none.
    beside
        The labels of the other answers on the same screen; null where they are not known.

    Returns
    -------
    tuple of Span
        In order of place, then of rule; of each rule at most one span a sentence.

    Raises
    ------
    InputError
        There is no lexicon for the language, or one that knows no rules: finding nothing would be no answer.
    """
    if not judges(language):
        raise InputError(f"no rules for language {language!r} (there are: {', '.join(judged())})")
    text = text[:LONGEST_TEXT]
    told = _remembered if len(text) <= _SHORT else _found
    passage = read(text)
    spans = {_span(rule, one, passage, flow) for rule, one in told(text, language, intent, role, beside)}
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.rule, span.why)))


def _found(
    text: str, language: str, intent: str | None, role: str, beside: tuple[str, ...] | None
) -> tuple[tuple[Rule, Found], ...]:
    lexicon = load(language)
    passage = read(text)
    hits = lexicon.shelf.hits(passage)
    told = () if _explains_a_program(hits, intent) else (name for name in hits if name not in _ON_THE_LABEL)
    found: list[tuple[Rule, Found]] = []
    for name in (*_ON_THE_LABEL, *told):
        if name in lexicon.rules:
            rule = by_id[name]
            of_rule = hits.get(name, ())
            reading = Reading(passage, lexicon.language, of_rule, intent, role, beside, MATTER in hits).settled()
            found.extend((rule, one) for one in _together(passage, rule.find(reading)))
    return tuple(found)


_remembered = lru_cache(maxsize=_REMEMBERED)(_found)


def _explains_a_program(hits: Mapping[str, tuple[Hit, ...]], intent: str | None) -> bool:
    """Tell whether a text names more of what programs are made of than of what one refuses, and refuses nothing.

    What any program has as well ("a list", "the image") counts in running text alone, and there must be more of it.
    """
    if intent in REFUSALS:
        return False
    named = hits.get(MACHINERY, ())
    matter = len(hits.get(MATTER, ()))
    if sum(hit.slot != COMMON for hit in named) > matter:
        return True
    many = len({hit.first for hit in named})
    return intent is None and many >= (matter + MORE if matter else ENOUGH_ALONE)


def _together(passage: Passage, found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found, all that stands in one sentence as one."""
    sentence: list[Found] = []
    reached = 0
    for one in sorted(found, key=lambda one: (one.first, one.last, one.why)):
        if sentence and passage.ended(reached, one.first):
            yield _joined(sentence, reached)
            sentence = []
        sentence.append(one)
        reached = max(reached, one.last)
    if sentence:
        yield _joined(sentence, reached)


def _joined(found: Sequence[Found], last: int) -> Found:
    reasons = tuple(dict.fromkeys(one.why for one in found))
    why = reasons[0]
    if len(reasons) > 1:
        why = say("{many:d} in one sentence: {reasons:apart}", many=len(reasons), reasons=reasons)
    return Found(found[0].first, last, why)


def _span(rule: Rule, found: Found, passage: Passage, flow: FlowIdentity | None) -> Span:
    start, end = passage.span(found.first, found.last)
    quote = passage.text[start:end]
    return Span(rule.ID, quote, start, end, found.why, cited(flow, *rule.HOOKS), rule.AGAINST)
