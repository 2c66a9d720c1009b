"""A control gets another label everywhere: an accepting one, or a name that says nothing."""

from collections.abc import Callable, Iterator
from random import Random

from bs4 import BeautifulSoup

from analyzer.model import Block, Check, Click, Report, Screen
from analyzer.wording import lexicon, rules
from tests.mutations.expecting import ANY, Expected, Shift, by
from tests.mutations.kinds.mutant import Mutant, scrolling, shuffled
from tests.mutations.mocks import Edit, editing
from tests.mutations.subject import Act, Subject, words_in, words_of

ACCEPTING = {
    "de": ("Zustimmen", "Alles akzeptieren", "Ja, alles akzeptieren", "Alles akzeptieren und fortfahren"),
    "en": ("Accept", "Accept everything", "Yes, accept everything", "Accept everything and continue"),
    "fr": ("Accepter", "Tout accepter", "Oui, tout accepter", "Tout accepter et continuer"),
    "pt": ("Aceitar", "Aceitar tudo", "Sim, aceitar tudo", "Aceitar tudo e continuar"),
}
"""Labels that accept, by language; the first has one word, the next one more each."""

NAMES = ("Amsel", "Birke", "Distel", "Esche", "Flieder", "Ginster", "Holunder", "Iris", "Kiefer", "Linde")
"""Words that mean nothing on a control."""


def relabelled_to_accept(subject: Subject, _: Random) -> Iterator[Mutant]:
    """Let the control that completes the refusal say that it accepts."""
    pressed = [act for act in subject.acts if isinstance(act.step.action, Click | Check)]
    if not pressed or subject.walk.outcome != "reached" or not lexicon.judges(subject.language):
        return
    words = words_in(pressed[-1].label)
    for label in ACCEPTING.get(subject.language, ())[words - 1 : words]:
        counted = (one for one in subject.findings("confusing_wording") if one.rule in rules.by_id)
        found = {(one.message, one.quote) for one in counted}
        gone = {(message, quote) for message, quote in found if quote in pressed[-1].label}
        for mutant in _relabelled(subject, pressed[-1], label) if len(gone) <= 1 else ():
            yield mutant.expecting(
                Expected(
                    measures={"confusing_wording": Shift(1 - len(gone), 1)},
                    score=1,
                    lacking=_mislabelled(found - gone, label),
                    told=f"a finding of mislabelled_action quotes “{label}”",
                )
            )


def relabelled(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Give a control that the refusal operates a name that says nothing."""
    for act in shuffled(subject.acts[:-1], chance):
        words = words_in(act.label)
        if 0 < words <= len(NAMES):
            yield from _relabelled(subject, act, " ".join(chance.sample(NAMES, words)))


def _relabelled(subject: Subject, act: Act, label: str) -> Iterator[Mutant]:
    old = act.label
    keys = [key for key, known in subject.flow.labels.get(subject.language, {}).items() if known == old]
    names = {one.name.casefold() for screen in subject.walk.screens for one in screen.controls if one.name}
    mistakable = any(label.casefold() in name or name in label.casefold() for name in names)
    if act.control.tag not in ("a", "button") or words_of(act.tag) != old or not keys or mistakable:
        return

    def rewritten(screen: Screen, block: Block) -> str:
        itself = any(one.key == block.key and one.text == old for one in screen.controls)
        return label if itself else block.text

    steps = [label if step.label == old else step.label for step in subject.report.routes["refuse"].steps]
    yield Mutant(
        told=f"“{old}” is called “{label}”",
        change=editing(_renaming(old, label)),
        labels=dict.fromkeys(keys, label),
        expected=Expected(
            counts={"scrolls": scrolling(subject, act), "words": by(subject.words(rewritten) - subject.words())},
            # A label of another length may break lines elsewhere, and what the old one said may have been found.
            measures=dict.fromkeys(
                ("words", "scrolls", "prominence", "right_first_named", "asked_again", "confusing_wording",
                 "estimated_time"), ANY,
            ),
            lacking=_labelled(steps),
            told=f"steps on “{old}” read “{label}”",
        ),
    )  # fmt: skip


def _labelled(steps: list[str]) -> Callable[[Report], str]:
    def lacking(report: Report) -> str:
        told = [step.label for step in report.routes["refuse"].steps]
        return "" if told == steps else f"the steps are labelled {told}, expected {steps}"

    return lacking


def _mislabelled(old: set[tuple[str, str]], label: str) -> Callable[[Report], str]:
    def lacking(report: Report) -> str:
        (answer,) = (one for one in report.measurements if one.id == "confusing_wording")
        counted = (one for one in answer.findings if one.rule in rules.by_id)
        new = [(one.rule, one.quote) for one in counted if (one.message, one.quote) not in old]
        wanted = [("mislabelled_action", label)]
        return "" if new == wanted else f"confusing_wording: new findings {new}, expected {wanted}"

    return lacking


def _renaming(old: str, label: str) -> Edit:
    def rename(page: BeautifulSoup) -> bool:
        found = [tag for tag in page.find_all(["a", "button"]) if words_of(tag) == old]
        for tag in found:
            first, *others = [text for text in tag.find_all(string=True) if text.strip()]
            first.replace_with(label)
            for text in others:
                text.extract()
            for name in ("aria-label", "title"):
                tag.attrs.pop(name, None)
        return bool(found)

    return rename
