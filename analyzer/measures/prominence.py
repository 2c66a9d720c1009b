"""Prominence of refusing against the other choice.

What
----
How many times as prominent the other choice is as the control that refuses, on the screen where both are offered. The
other choice is a control that accepts or, where none does, one that leads on; the findings say which, and quote both.
Unit: times; 1 when they are equal, below 1 when the refusal stands out.

Formula
-------
The screens of the refusal whose topmost dialog or main content offers a control that accepts and one that refuses,
both enabled. Of several controls, the most prominent on each side; of several screens, the one with the greatest ratio,
because two equal buttons on another do not undo it. Where no screen does, because one refuses by unticking and saving:
the last control that the route pressed beside one that accepts, if its words save or send, or if that press ended the
refusal. Where that is not there either, because accepting is silence: the refusal that was activated against the most
prominent control of its screen that leads on without it (*close*, *OK*, *later*, *next*).

Prominence = area x contrast of the words on their ground x contrast of the ground against its surroundings. Area is the
box in CSS pixels; contrast is WCAG's ratio of relative luminances (1 to 21). The surroundings are the commonest ground
of the other controls of the screen; where there is none, the last factor is 1. ``low`` and ``high`` are the ratio with
and without that factor, since the surroundings are an estimate. Position is told in the finding, not calculated.

Why it is friction
------------------
Highlighting moves choices: 50.8 % accepted on phones and 26.9 % on desktops where accepting was highlighted, 39.2 % and
21.1 % where it was plain text (Utz et al., 2019).

When it cannot tell
-------------------
When the walk broke off, a screen's language has no lexicon, the colours were not looked at, or a control has no area;
and where boxes were turned, or the walk was stopped, beside a control that accepts, and no control is seen to refuse.
Not applicable where nothing is offered beside the refusal. Motion, pictures and position are not in the number, and no
threshold for it is validated.

Sources
-------
WCAG 2.2, definitions of contrast ratio and relative luminance. EDPB, Guidelines 03/2022 version 2.0, Stirring: Hidden
in plain sight; EDPB, Cookie Banner Taskforce, 2023, sections 17-18. Gray et al., 2024: visual prominence.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.measuring.contrast import contrast
from analyzer.model import Control, Measurement, Screen, Walk
from analyzer.saying import Said, say

ID = "prominence"
TITLE = "Prominence of the other choice against refusing"
UNIT = "times"
AGAINST = (
    "The number is a product of simple quantities without a validated threshold; longer labels make larger buttons, "
    "and a style may have other reasons."
)
GOING_ON = frozenset({"dismiss", "acknowledge", "defer", "next"})
"""Intents of what leads on without refusing."""
DECIDING = frozenset({"save", "submit"})
"""Intents of what keeps or sends the choices that were made beside it."""
NOT_REFUSING = frozenset({"accept", "settings", "info", "login", "register", "back"})
"""Intents that a refusal does not end with, though it was the last thing that was pressed."""
_LARGE = 10
"""Ratios from here on are told without decimals."""

_answer = Answer(ID, TITLE, UNIT)


@dataclass(frozen=True)
class _Rivals:
    """The screen where the choice is, seen at a step, and what stands on either side of it."""

    step: int
    screen: Screen
    refusing: tuple[Control, ...]
    others: tuple[Control, ...]
    others_do: Said


@dataclass(frozen=True)
class _Compared:
    """The most prominent of either side, and how many times as prominent the other is as the one that refuses."""

    rivals: _Rivals
    refusing: Control
    other: Control
    ratio: float


def measure(graph: StepGraph) -> Measurement:
    """Compare the two controls, with one finding for each."""
    reason = unseen(graph, REFUSE) or spoken.unread(graph.walks[REFUSE])
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    screens = tuple(_both_offered(walk)) or tuple(_decided_beside(walk)) or tuple(_beside_the_refusal(walk))
    if not screens:
        open_ = next(_undecided_beside(walk), None)
        if open_:
            screen, accepting = open_
            return _answer.cannot_tell(
                say("which control refuses beside “{label}” on screen {screen:d} cannot be seen",
                    label=spoken.label_of(accepting), screen=screen.number)
            )  # fmt: skip
        return _answer.not_applicable(say("no screen of the refusal offers anything beside it"))
    for rivals in screens:
        shown = (*rivals.refusing, *rivals.others)
        unseen_styles = [one for one in shown if one.colour is None or one.background is None or not _area(one)]
        if unseen_styles:
            label = spoken.label_of(unseen_styles[0])
            return _answer.cannot_tell(
                say("colours or size of “{label}” on screen {screen:d} were not recorded",
                    label=label, screen=rivals.screen.number)
            )  # fmt: skip
    found = max(map(_compared, screens), key=lambda one: one.ratio)
    rivals, refusing, other, ratio = found.rivals, found.refusing, found.other, found.ratio
    plain = _prominence(other, None) / _prominence(refusing, None)
    hooks = (
        references.HIDDEN_IN_PLAIN_SIGHT, references.GRAY_VISUAL_PROMINENCE, references.TASKFORCE_CONTRAST,
        references.DSA_PROMINENCE, references.CCPA_SYMMETRY,
    )  # fmt: skip
    evidence = Evidence(ID, walk, references.cited(walk.flow, *hooks), AGAINST)
    does = rivals.others_do
    findings = tuple(
        evidence.at_screen(message, rivals.step, rivals.screen, one.key, spoken.label_of(one))
        for one, message in (
            (
                refusing,
                say(
                    "refuses; compared with “{other}”, which {does:said}: {shape:english}, {width:d} x {height:d} px "
                    "at {x:d}, {y:d}, contrast {contrast:.1f}, {where:said}",
                    other=spoken.label_of(other),
                    does=does,
                    **_look(refusing),
                ),
            ),
            (
                other,
                say(
                    "{does:said}; {times:said}: {shape:english}, {width:d} x {height:d} px at {x:d}, {y:d}, contrast "
                    "{contrast:.1f}, {where:said}",
                    does=does,
                    times=_times(ratio, refusing),
                    **_look(other),
                ),
            ),
        )
    )
    return _answer.measured(ratio, findings, low=min(ratio, plain), high=max(ratio, plain))


def _compared(rivals: _Rivals) -> _Compared:
    ground = _surroundings(rivals)
    refusing, other = (
        max(side, key=lambda one: (_prominence(one, ground), one.key)) for side in (rivals.refusing, rivals.others)
    )
    return _Compared(rivals, refusing, other, _prominence(other, ground) / _prominence(refusing, ground))


def _both_offered(walk: Walk) -> Iterator[_Rivals]:
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        answers = _answers(screen)
        accepting = _accepting(screen, walk)
        refusing = tuple(one for one in answers if spoken.refuses(one, screen, walk.flow))
        if accepting and refusing:
            yield _Rivals(step.number, screen, refusing, accepting, say("accepts"))


def _decided_beside(walk: Walk) -> Iterator[_Rivals]:
    """Yield the last press of the route that decides beside a control that accepts; at most one."""
    ended = spoken.refusal(walk)
    decided = None
    for step, screen, control in spoken.activated(walk):
        does = spoken.meaning(control, screen, walk.flow).intent
        accepting = _accepting(screen, walk)
        last = ended is not None and step is ended[0] and does not in NOT_REFUSING
        if accepting and control in _answers(screen) and (does in DECIDING or last):
            decided = _Rivals(step.number, screen, (control,), accepting, say("accepts"))
    if decided:
        yield decided


def _undecided_beside(walk: Walk) -> Iterator[tuple[Screen, Control]]:
    """Yield where boxes were turned, or the walk was stopped, beside a control that accepts: (screen, that control)."""
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        on = counting.ticked_beside(step, walk) or counting.target_of(step)
        turned = on is not None and on.role in spoken.CHOICES
        stopped = walk.outcome == "stopped_before_commit" and step is walk.transitions[-1]
        accepting = _accepting(screen, walk) if turned or stopped else ()
        if accepting:
            yield screen, accepting[0]


def _accepting(screen: Screen, walk: Walk) -> tuple[Control, ...]:
    return tuple(one for one in _answers(screen) if spoken.meaning(one, screen, walk.flow).intent == "accept")


def _beside_the_refusal(walk: Walk) -> Iterator[_Rivals]:
    refused = spoken.refusal(walk)
    if refused is None:
        return
    step, screen, control = refused
    others = tuple(
        one
        for one in _answers(screen)
        if one is not control and spoken.meaning(one, screen, walk.flow).intent in GOING_ON
    )
    does = say("leads on without refusing")
    if others:
        yield _Rivals(step.number, screen, (control,), others, does)


def _answers(screen: Screen) -> tuple[Control, ...]:
    return tuple(
        one for one in counting.options(screen) if one.role not in spoken.CHOICES and not counting.is_field(one)
    )


def _surroundings(rivals: _Rivals) -> str | None:
    """Return the commonest ground of the other controls of the screen; None where there is none or a tie."""
    compared: Sequence[Control] = (*rivals.refusing, *rivals.others)
    grounds = Counter(
        one.background for one in counting.options(rivals.screen) if one.background and one not in compared
    )
    ranked = grounds.most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None


def _prominence(control: Control, ground: str | None) -> float:
    colour, background = control.colour or "", control.background or ""
    return _area(control) * contrast(colour, background) * (contrast(background, ground) if ground else 1.0)


def _area(control: Control) -> int:
    return control.box.width * control.box.height


def _times(ratio: float, than: Control) -> Said:
    label = spoken.label_of(than)
    if ratio >= _LARGE:
        return say("{ratio:.0f} times as prominent as “{label}”", ratio=ratio, label=label)
    if f"{ratio:.2g}" == "1":
        return say("as prominent as “{label}”", label=label)
    return say("{ratio:.2g} times as prominent as “{label}”", ratio=ratio, label=label)


def _look(control: Control) -> dict[str, object]:
    box = control.box
    return {
        "shape": say("link in running text") if counting.is_link_in_text(control) else control.role,
        "width": box.width, "height": box.height, "x": box.x, "y": box.y,
        "contrast": contrast(control.colour or "", control.background or ""),
        "where": say("in view") if control.in_viewport else say("below the fold"),
    }  # fmt: skip
