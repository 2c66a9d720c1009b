"""Choices made in advance.

What
----
How many boxes, radio buttons and switches on the refusal's screens stand on *yes* to the use of data before the person
has touched them. Unit: choices.

Formula
-------
Distinct enabled controls with role checkbox, radio or switch that are checked when first seen, that no earlier step of
the route acted on, and whose label accepts or names a use of data (marketing, personalised ads, sharing, analytics)
without negating it. The same box on two pages counts once. A box that says no, or calls what it is of necessary, is
none. Where others are on whose words say neither, ``high`` counts them as well.

Why it is friction
------------------
Defaults decide for those who do not act: with boxes unticked less than 0.1 % opt in, with boxes ticked 10 to 30 % keep
them (Utz et al., 2019).

When it cannot tell
-------------------
When the walk broke off, no refusal was walked, or the language of a checked box has no lexicon; and where no box is
known to say yes, but one is on of which the words do not tell what it says yes to ("On", or what the lexicon does not
know): it is named. Switches drawn without a role are not seen.

Sources
-------
GDPR Art. 25(2). EDPB, Guidelines 03/2022 version 2.0, Skipping: Deceptive snugness. Gray et al., 2024: bad defaults.
EPIC, 2026: preselected boxes.
"""

from collections.abc import Iterator

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.model import Control, Finding, FlowIdentity, Measurement, Screen, Walk
from analyzer.saying import say
from analyzer.wording import lexicon
from analyzer.wording.labels import Label
from analyzer.wording.normalising import read

ID = "preselected"
TITLE = "Choices made in advance"
UNIT = "choices"
AGAINST = "The person may have chosen this earlier; a default that keeps an old choice is none."

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the boxes that say yes in advance, with one finding for each."""
    reason = unseen(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    hooks = (
        references.DECEPTIVE_SNUGNESS, references.BY_DEFAULT, references.GRAY_BAD_DEFAULTS, references.EPIC_PRESELECTED,
    )  # fmt: skip
    evidence = Evidence(ID, walk, references.cited(walk.flow, *hooks), AGAINST)
    findings: dict[tuple[str, str, str], Finding] = {}
    unknown: dict[tuple[str, str, str], Screen] = {}
    for step, screen, control in _checked_in_advance(walk):
        language = spoken.language_of(control, screen, walk.flow)
        if not lexicon.judges(language):
            return _answer.cannot_tell(
                say("no lexicon for the language of a checked box: {language}", language=language or "unknown")
            )
        label = spoken.label_of(control)
        identity = (control.role, label, control.group)
        if _uses_data(control, screen, walk.flow):
            message = say("{role:english} is on before anybody touched it", role=control.role)
            findings.setdefault(identity, evidence.at_screen(message, step, screen, control.key, label))
        elif not _harmless(control, screen, walk.flow):
            unknown.setdefault(identity, screen)
    if unknown and not findings:
        (role, label, _), screen = next(iter(unknown.items()))
        return _answer.cannot_tell(
            say("{role:english} “{label}” on screen {screen:d} is on before anybody touched it, and its words do not "
                "tell whether it says yes to a use of data", role=role, label=label, screen=screen.number)
        )  # fmt: skip
    count = len(findings)
    return _answer.measured(count, tuple(findings.values()), low=count, high=count + len(unknown))


def _checked_in_advance(walk: Walk) -> Iterator[tuple[int, Screen, Control]]:
    met: set[tuple[int, int, str]] = set()
    for step in walk.transitions:
        on = counting.target_of(step)
        if on is not None and step.source:
            met.add((counting.screen_of(walk, step.source).document, on.frame, on.key))
        screen = counting.screen_of(walk, step.target)
        for control in screen.controls:
            place = (screen.document, control.frame, control.key)
            if place not in met and control.role in spoken.CHOICES and control.checked and control.enabled:
                yield step.number, screen, control
            met.add(place)


def _uses_data(control: Control, screen: Screen, flow: FlowIdentity) -> bool:
    label, language = spoken.label_of(control), spoken.language_of(control, screen, flow)
    if spoken.names("against_use", label, language):
        return False
    return spoken.meaning(control, screen, flow).intent == "accept" or bool(spoken.names("data_use", label, language))


def _harmless(control: Control, screen: Screen, flow: FlowIdentity) -> bool:
    """Tell whether the words of a box are known, and say no or that what it is of is necessary."""
    label, language = spoken.label_of(control), spoken.language_of(control, screen, flow)
    if spoken.names("against_use", label, language) or spoken.refuses(control, screen, flow):
        return True
    said = Label(read(label), lexicon.load(language))
    return bool(said.plain("necessary")) and not said.all("optional")
