"""In which language a page asks, and what its controls mean in it."""

from collections.abc import Callable

from analyzer.exploring.looked import Looked
from analyzer.model import Control
from analyzer.wording.context import Shown, meaning
from analyzer.wording.intents import REFUSING, Intent, intent
from analyzer.wording.labels import Label
from analyzer.wording.language import settle
from analyzer.wording.lexicon import has, load
from analyzer.wording.normalising import read

Meaning = Callable[[Control, str, tuple[str, ...]], Intent]
"""What a control means, given the text of the box it stands in and the labels of that box's other controls."""


def spoken(looked: Looked, asked: str) -> str:
    """Return the language of what a page shows, "" where it cannot be told.

    The boxes that float over a page speak for themselves: what lies beneath may be in another language. ``asked`` is
    the language that was asked for; it counts where the page declares none.
    """
    boxes = dict.fromkeys(around.text for around in looked.around.values() if around.text)
    text = "\n".join(boxes or (block.text for block in looked.screen.blocks))
    return settle(looked.screen.language or asked, text)[0]


def meaning_in(language: str) -> Meaning:
    """Return how controls are read in a language, "" where it is not known."""

    def told(control: Control, box: str, others: tuple[str, ...]) -> Intent:
        return meaning(Shown(control.name, control.text, control.role, box, others), language)

    return told


def answers_in(language: str) -> Callable[[Control], bool | None]:
    """Return how an option of a question is read: as yes, as no, or as neither."""

    def answer(control: Control) -> bool | None:
        text = control.text or control.name
        meant = intent(text, language).intent
        if meant in REFUSING or meant == "accept":
            return meant == "accept"
        return _without_a_verb(Label(read(text), load(language))) if has(language) else None

    return answer


def _without_a_verb(label: Label) -> bool | None:
    """Return what an option says that names no act: "No optional cookies" as "No", and "All cookies" as yes."""
    if label.answering_no() or (label.negated("optional", "tracking") and not label.all("all")):
        return False
    limited = label.all("negation", "without", "without_behind", "only", "except", "necessary")
    return True if label.plain("all") and not limited else None


def refuses_in(language: str) -> Callable[[Control], bool]:
    """Return whether a switch refuses what it is of while it is on: "Do not sell my data", and not "Necessary only"."""

    def refuses(control: Control) -> bool:
        return intent(control.name or control.text, language).intent in {"refuse", "object"}

    return refuses
