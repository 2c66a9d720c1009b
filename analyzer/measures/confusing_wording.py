"""Confusing or pressing words.

What
----
How many different passages on the refusal's screens confuse or press, by the rules of ``analyzer.wording.rules``. Unit:
passages.

A headline with words that sell counts as a passage too. Listed and not counted is what a whole notice fails to say
(the other rules of ``analyzer.wording.notices``) and what does not fit from one screen to the next
(``analyzer.wording.routes``): what is missing has no number, and the score rests on words that stand there.

Formula
-------
Every visible text and every control's label of the refusal's screens is read in its language; each rule that finds a
passage counts it once a route, the same words by the same rule once, wherever they stand. What one rule finds in one
sentence is one passage, however often it finds something there; the finding names each. The control that completes
the refusal is also read against what it does: one that says *accept* is mislabelled. On a notice the label of a control
is read beside the others: *OK* alone is no answer. All rules count alike here; the findings say which is which. A rule
on notices is listed for the first notice of the route that it finds, a rule on routes for each screen.

Why it is friction
------------------
Who does not understand the question, or is made to feel bad about the answer, gives the easy one. Trick questions are
among the strongest effects measured; loaded language is moderate (Luguri and Strahilevitz, 2021, study 2).

When it cannot tell
-------------------
When the walk broke off, no refusal was walked, or a screen's language has no lexicon. Rules see words, not tone; they
were written for refusal interfaces and miss what they do not know. Passages in another language than their screen,
where that has no lexicon, are left out.

Sources
-------
EDPB, Guidelines 03/2022 version 2.0, Left in the dark: Ambiguous wording or information; Stirring: Emotional steering.
Each rule's own sources stand in its manual (``optout explain RULE``).
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from analyzer import counting
from analyzer.graph import StepGraph
from analyzer.measuring import spoken, wholes
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.measuring.wholes import Noticed
from analyzer.model import Block, Control, Finding, Measurement, Screen, Walk
from analyzer.saying import say
from analyzer.wording import lexicon, notices, routes, rules
from analyzer.wording.normalising import read
from analyzer.wording.notices import Absence, Notice, promotional_headline

ID = "confusing_wording"
TITLE = "Confusing or pressing words"
UNIT = "passages"

LISTED = frozenset({*notices.by_id, *routes.by_id}) - {promotional_headline.ID}
"""Rules whose findings are listed and not counted."""

_answer = Answer(ID, TITLE, UNIT)
_Reading = tuple[int, Screen, Block | Control, str, str | None]
_Judged = tuple[int, Screen, Notice, tuple[Absence, ...]]
"""A notice where it is first shown, and what it fails to say."""


def measure(graph: StepGraph) -> Measurement:
    """Count the passages that a rule finds, with one finding for each."""
    reason = unseen(graph, REFUSE) or spoken.unread(graph.walks[REFUSE])
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    noticed = wholes.noticed(walk)
    shown = tuple(
        (step, screen, notice, notices.findings(notice, walk.flow))
        for step, screen, notice in wholes.notices(walk, noticed)
    )
    findings: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for reading in _readings(walk):
        for finding in _found(reading, walk, noticed):
            findings.setdefault((finding.rule, read(finding.quote).words), finding)
    for finding in _selling(walk, shown):
        words = read(finding.quote).words
        if not any(rule == finding.rule and _begins(words, known) for rule, known in findings):
            findings[finding.rule, words] = finding
    return _answer.measured(len(findings), (*findings.values(), *_lacking(walk, shown), *_misfitting(walk)))


def _begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one text is the beginning of the other, as a headline is of the notification that repeats it."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _selling(walk: Walk, shown: Iterable[_Judged]) -> Iterator[Finding]:
    """Yield each headline with words that sell, over a notice or as an announcement by itself.

    One that merely names nothing of the notice may name the page, and is left out.
    """
    alone = ((*one, notices.findings(one[2], walk.flow)) for one in wholes.headlines(walk) if _sells(one[2]))
    for step, screen, notice, absences in (*(one for one in shown if _sells(one[2])), *alone):
        for absence in absences:
            if absence.rule == promotional_headline.ID:
                yield _absence(absence, step, screen, notice, walk)


def _sells(notice: Notice) -> bool:
    return any(hit.slot == "sells" for hit in notice.hits("headline", read(notice.headline)))


def _lacking(walk: Walk, shown: Iterable[_Judged]) -> Iterator[Finding]:
    """Yield the first notice of the route in which each other rule on notices finds something."""
    told = {promotional_headline.ID}
    for step, screen, notice, absences in shown:
        for absence in absences:
            if absence.rule not in told:
                told.add(absence.rule)
                yield _absence(absence, step, screen, notice, walk)


def _absence(absence: Absence, step: int, screen: Screen, notice: Notice, walk: Walk) -> Finding:
    evidence = Evidence(absence.rule, walk, absence.refs, absence.against)
    message = say("{rule:said} ({why:said})", rule=notices.by_id[absence.rule].TITLE, why=absence.why)
    return replace(evidence.at_screen(message, step, screen, None, absence.quote), language=notice.language)


def _misfitting(walk: Walk) -> Iterator[Finding]:
    """Yield what the rules on routes find, the same words by the same rule once."""
    screens = wholes.shown(walk)
    told: set[tuple[str, tuple[str, ...]]] = set()
    for misfit in routes.findings([shows for _, _, shows in screens], walk.flow):
        key = (misfit.rule, read(misfit.quote).words)
        if key not in told:
            told.add(key)
            step, screen, shows = screens[misfit.screen]
            evidence = Evidence(misfit.rule, walk, misfit.refs, misfit.against)
            message = say("{rule:said} ({why:said})", rule=routes.by_id[misfit.rule].TITLE, why=misfit.why)
            yield replace(evidence.at_screen(message, step, screen, None, misfit.quote), language=shows.language)


def _readings(walk: Walk) -> Iterator[_Reading]:
    """Yield every text of the route once, and the label of the completing control as what it does."""
    known: set[tuple[str, str, str | None]] = set()
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        for block in screen.blocks:
            yield from _once((step.number, screen, block, block.text, None), walk, known)
        for control in screen.controls:
            says = spoken.meaning(control, screen, walk.flow).intent or ""
            yield from _once((step.number, screen, control, spoken.label_of(control), says), walk, known)
    completing = _completing(walk)
    if completing:
        yield completing


def _once(reading: _Reading, walk: Walk, known: set[tuple[str, str, str | None]]) -> Iterator[_Reading]:
    _, screen, thing, text, says = reading
    language = spoken.language_of(thing, screen, walk.flow)
    if text and lexicon.judges(language) and (language, text, says) not in known:
        known.add((language, text, says))
        yield reading


def _completing(walk: Walk) -> _Reading | None:
    acts = tuple(spoken.activated(walk))
    if not acts or walk.outcome != "reached":
        return None
    step, screen, control = acts[-1]
    return step.number, screen, control, spoken.label_of(control), spoken.DOES[walk.flow.right]


def _found(reading: _Reading, walk: Walk, noticed: Noticed) -> Iterator[Finding]:
    step, screen, thing, text, does = reading
    language = spoken.language_of(thing, screen, walk.flow)
    if not lexicon.judges(language):
        return
    key = thing.key if isinstance(thing, Control) else None
    role = thing.role if isinstance(thing, Control) else ""
    others = wholes.beside(thing, screen) if isinstance(thing, Control) and screen.number in noticed else None
    for span in rules.findings(text, language, does, walk.flow, role=role, beside=others):
        evidence = Evidence(span.rule, walk, span.refs, span.against)
        message = say("{rule:said} ({why:said})", rule=rules.by_id[span.rule].TITLE, why=span.why)
        finding = evidence.at_screen(message, step, screen, key, span.quote)
        yield replace(finding, language=language)
