"""What a control of a page means: what is painted on it, else its accessible name, else what it looks like."""

from collections.abc import Callable

from analyzer.model import Control
from analyzer.wording.intents import REFUSING, intent
from analyzer.wording.lexicon import has, load
from analyzer.wording.normalising import read as words

Meant = tuple[str | None, str]
"""An intent, null where it is left open, and why."""

Meaning = Callable[[Control, str], Meant]
"""What a control means, given the text of the box it stands in."""


def meaning_in(language: str) -> Meaning:
    """Return how controls are read in a language.

    What people see counts before what is read out to them; where the two say opposite things, neither counts.
    """

    def read(control: Control, box: str) -> Meant:
        del box
        told = [intent(text, language) for text in dict.fromkeys((control.text, control.name)) if text.strip()]
        known = [one for one in told if one.intent is not None]
        if not known:
            return None, told[0].why if told else "it has no label"
        if _opposite({str(one.intent) for one in known}):
            return None, f"its text and its name say opposite things: {known[0].why}; {known[-1].why}"
        return known[0].intent, known[0].why

    return read


def answers_in(language: str) -> Callable[[Control], bool | None]:
    """Return how an option of a question is read: as yes, as no, or as neither."""

    def read(control: Control) -> bool | None:
        text = control.text or control.name
        meant = intent(text, language).intent
        if meant in REFUSING or meant == "accept":
            return meant == "accept"
        declines = has(language) and any(
            hit.slot == "decline" and hit.first == 0 for hit in load(language).notions.hits(words(text))
        )
        return False if declines else None

    return read


def _opposite(intents: set[str]) -> bool:
    return "accept" in intents and bool(intents & REFUSING)
