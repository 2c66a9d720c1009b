"""What could be done next in a service that asks questions: fill in, choose, switch, and then press.

A form is answered as a whole before its button is pressed, because half an answer leads nowhere. Fields take what is
known of the person; of choices the one that is wanted is tried first, then the others, then things as they stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.counting import is_text_field
from analyzer.counting.shown import AROUND
from analyzer.exploring.answers import WORDS
from analyzer.exploring.looked import Looked, label, spot
from analyzer.exploring.meaning import answers_in
from analyzer.exploring.scent import Aim, effort
from analyzer.exploring.states import Step
from analyzer.exploring.switches import RADIOS, SWITCHES, option
from analyzer.model import Control
from analyzer.wording.intents import intent

MOST_ANSWERS = 4
"""How many ways of answering the questions of one form are tried."""

OTHERWISE = 3
"""What each other way of answering costs the search more than the one before it."""

COVERED = 2
"""What it costs more to try what lies under something else."""

_SET = frozenset({"slider", "combobox", "listbox"})
"""Roles of what is set to a value and not pressed."""


@dataclass(frozen=True)
class Plan:
    """Steps that are made in a row, and what they cost the search."""

    effort: int
    steps: tuple[Step, ...]


def plans(looked: Looked, aim: Aim, language: str, typed: Mapping[str, str]) -> Iterator[Plan]:
    """Yield what could be done on a screen.

    Parameters
    ----------
    looked
        The screen.
    aim
        What is wanted.
    language
        That of the labels.
    typed
        What each field that can be answered is answered with, by the control's key: the name of what is typed, or the
        place of an option of a native list in digits. See ``answers``.
    """
    controls = within_reach(looked)
    answered = list(answers(looked, controls, aim, language, typed))
    # Where nothing but words is taken somebody comments, chats or searches; what sends them says by its label whether.
    asks = any(step.typed != WORDS for filled in answered for step in filled)
    for control in controls:
        if is_text_field(control) or control.tag == "select" or control.role in SWITCHES | RADIOS:
            continue
        if control.role in _SET:
            continue
        meant = intent(label(control), language).intent
        takes = bool(answered) and not control.href and control.region not in AROUND
        cost = effort(control, meant, aim, language, form=takes and asks)
        step = _step(looked, control, meant)
        cost += COVERED * looked.of(control).covered
        for place, filled in enumerate(answered if takes else [()]):
            yield Plan(cost + OTHERWISE * place, (*filled, step))


def within_reach(looked: Looked) -> list[Control]:
    """Return what can be operated: what is enabled, and in the dialog that lies on top, where one does.

    What is covered is among it: a bar that stays in place covers what scrolls beneath it, and pressing shows whether it
    can be scrolled free.
    """
    controls = [one for one in looked.screen.controls if one.enabled]
    if looked.screen.dialogs:
        top = [one for one in controls if one.dialog == len(looked.screen.dialogs) - 1]
        return top or controls
    return controls


def answers(
    looked: Looked, controls: Sequence[Control], aim: Aim, language: str, typed: Mapping[str, str]
) -> Iterator[tuple[Step, ...]]:
    """Yield ways of answering what a screen asks, the one that is wanted first; nothing where it asks nothing."""
    fields = [one for one in controls if one.key in typed and one.region not in AROUND]
    switches = [one for one in controls if one.role in SWITCHES and one.region not in AROUND]
    groups: dict[str, list[Control]] = {}
    for one in controls:
        if one.role in RADIOS:
            groups.setdefault(f"{one.group}.{one.frame}", []).append(one)
    if not (fields or switches or groups):
        return
    filled = tuple(_filled(looked, one, typed[one.key]) for one in fields)
    needed = tuple(_answering(looked, one) for one in switches if one.required and not one.checked)
    moved = tuple(_answering(looked, one) for one in switches if one.checked is not aim.agrees and not one.required)
    says = answers_in(language)
    seen: set[tuple[str, ...]] = set()
    for number in range(MOST_ANSWERS):
        chosen = []
        for members in groups.values():
            ranked = _ranked(members, option(members, says, wanted=aim.agrees))
            pick = ranked[number % len(ranked)]
            if not pick.checked:
                chosen.append(_answering(looked, pick))
        for switched in (moved, ()) if number == 0 else ((),):
            way = (*filled, *needed, *switched, *chosen)
            named = tuple(str(step.spot) + str(step.option) for step in way)
            if named not in seen:
                seen.add(named)
                yield way
    if () not in seen:
        yield ()


def _ranked(members: Sequence[Control], first: Control) -> list[Control]:
    return [first, *(one for one in members if one is not first)]


def _filled(looked: Looked, control: Control, what: str) -> Step:
    step = _step(looked, control, None)
    if control.tag != "select":
        return replace(step, typed=what)
    return replace(step, label=looked.of(control).options[int(what)], option=int(what))


def _answering(looked: Looked, control: Control) -> Step:
    return replace(_step(looked, control, None), answers=True)


def _step(looked: Looked, control: Control, meant: str | None) -> Step:
    where = looked.of(control).path
    return Step(spot(looked.screen, control), control.frame, where, label(control), meant)
