"""What a control means where its label leaves it open: by what the dialog says of it, then by how it is drawn.

"OK" acknowledges, unless the text says that who presses OK accepts, or the button beside it refuses. A cross closes,
unless the text says that closing accepts. "Yes" agrees where it is asked for leave, and refuses where it is asked
whether somebody refuses. What a label says by itself is never overruled, and between accepting and
refusing nothing is guessed: a name and a visible text that contradict each other leave the control open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analyzer.wording.intents import REFUSING, Intent, intent
from analyzer.wording.labels import CUES, Label
from analyzer.wording.language import intent_in_any
from analyzer.wording.lexicon import Lexicon, has, load
from analyzer.wording.normalising import Passage, read

WEAK = frozenset({"acknowledge", "dismiss", "next", "submit"})
"""Intents that say how a dialog goes away and not what is agreed to by it."""

LONGEST_DIALOG = 20_000
"""Characters of a dialog that are read."""

_SENTENCE = re.compile(r"[^.!?;\u2026\n]+[.!?;\u2026]?")
_MARKS = re.compile("[\"'\u00ab\u00bb\u2018-\u201f\u2039\u203a\\[\\]]")
_ANSWERED = frozenset({"?", ";"})
"""What ends a question; the semicolon is the Greek question mark."""

_OTHERWISE = ("info", "settings", "back", "cancel", "keep", "save", "login", "register", "delete", "pay")
"""Notions of what "Yes, ..." and "No, ..." may ask for beside an answer."""

_CONDUCT = {"dismiss": "dismiss", "next": "next", "submit": "next", "acknowledge": "next"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A control as it is shown.

    ``name`` is its accessible name, ``text`` what is painted on it, ``dialog`` the text of the dialog it stands in, and
    ``others`` the labels of that dialog's other controls. ``corner`` says that it is drawn in a corner of the dialog.
    """

    name: str
    text: str
    role: str = "button"
    dialog: str = ""
    others: tuple[str, ...] = ()
    corner: bool = False


def meaning(control: Shown, language: str) -> Intent:
    """Tell what a control means.

    Parameters
    ----------
    control
        The control and what stands around it.
    language
        The language of the dialog, as ``analyzer.wording.language.settle`` tells it; "" where it is not known.

    Returns
    -------
    Intent
        By the label, else by the dialog, else by the structure; ``why`` says which, and quotes.
    """
    labelled = _labelled(control, language)
    if labelled.intent is not None and labelled.intent not in WEAK:
        return labelled
    told = _told(control, labelled, language) or _beside(control, labelled, language)
    if told:
        return told
    if not read(control.name).words and not read(control.text).words and labelled.intent is None:
        return _drawn(control)
    return labelled


def _read(label: str, language: str) -> Intent:
    return intent(label, language) if has(language) else intent_in_any(label)


def _labelled(control: Shown, language: str) -> Intent:
    """Read what is painted and what is announced; the more telling of both counts, opposites cancel out."""
    painted, announced = _read(control.text, language), _read(control.name, language)
    pair = {painted.intent, announced.intent}
    if "accept" in pair and pair & REFUSING:
        why = f"the name {control.name!r} and the visible text {control.text!r} contradict each other"
        return Intent(None, why)
    if painted.intent is None or (painted.intent in WEAK and announced.intent not in WEAK | {None}):
        return announced if announced.intent is not None or not control.text else painted
    return painted


def _told(control: Shown, labelled: Intent, language: str) -> Intent | None:
    """Read the sentence that says what pressing this means: it names the label, or the act, and an answer."""
    if not has(language):
        return None
    label = read(control.text or control.name).words
    others, sentences = _sentences(control.dialog[:LONGEST_DIALOG], control.others)
    pressed = others.union(read(control.name).words, read(control.text).words)
    answers = {
        answer: sentence
        for sentence in sentences
        if not pressed.issuperset(read(sentence).words)
        for answer in _answers(sentence, label, labelled, language)
    }
    if len(answers) != 1:
        return None
    answer, sentence = next(iter(answers.items()))
    return Intent(answer, f"the dialog says: {sentence.strip()}")


@lru_cache(maxsize=16)
def _sentences(dialog: str, labels: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of some labels, and what a dialog says in other words.

    Controls that stand in one line are no sentence: "OK" beside "Opt out" says nothing of either. A dialog of hundreds
    of controls is read once for all that are told the same labels.
    """
    words = frozenset(word for one in labels for word in read(one).words)
    return words, tuple(one for one in _SENTENCE.findall(dialog) if not words.issuperset(read(one).words))


def _answers(sentence: str, label: tuple[str, ...], labelled: Intent, language: str) -> Iterator[str]:
    lexicon = load(language)
    passage = read(sentence)
    said = {hit.slot for hit in lexicon.conduct.hits(passage)}
    found = Label(passage, lexicon)
    agrees = "accept" in said or bool(found.plain("accept"))
    refuses = "refuse" in said or bool(found.plain("refuse"))
    if (agrees and refuses) or found.all(*CUES):
        return
    if sentence.strip()[-1:] in _ANSWERED and (agrees or refuses or "ask" in said):
        reply = _reply(label, labelled, language)
        if reply is not None and not _takes_back(found, lexicon):
            yield "refuse" if refuses == reply else "accept"
    if agrees == refuses:
        return
    partly = bool(found.plain("necessary") and found.all("only", "except"))
    act = _CONDUCT.get(labelled.intent or "")
    named = any(labelled.intent == "acknowledge" or _quoted(passage, *place) for place in _places(passage, label))
    if labelled.intent in WEAK and (named or act in said):
        yield "refuse_partial" if partly else "accept" if agrees else "refuse"


def _takes_back(asked: Label, lexicon: Lexicon) -> bool:
    """Return whether a question may be about taking something back: "Do you want to undo your refusal?".

    Then its yes is not what its verb says. What is named by a noun ("your refusal") is there already, and what refuses
    twice ("reject your refusal") does so to the refusal.
    """
    said = lexicon.conduct.hits(asked.passage)
    refusing = (*asked.plain("refuse"), *(hit for hit in said if hit.slot == "refuse"))
    apart = any(one.last <= other.first for one in refusing for other in refusing)
    undone = any(hit.slot in {"undo", "refusal"} for hit in said)
    return bool(apart or undone or (refusing and asked.all("cancel", "back")))


def _reply(label: tuple[str, ...], labelled: Intent, language: str) -> bool | None:
    """Return whether a label says yes or no to a question, null where it says neither, or asks for something else."""
    if labelled.intent is not None or not label:
        return None
    lexicon, passage = load(language), read(" ".join(label))
    spoken = Label(passage, lexicon)
    if spoken.all(*_OTHERWISE):
        return None
    if any(hit.slot == "yes" and hit.first == 0 for hit in lexicon.conduct.hits(passage)):
        return True
    return False if spoken.answering_no() else None


def _places(passage: Passage, label: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a label stand in a sentence."""
    for first in range(len(passage.words) - len(label) + 1 if label else 0):
        if passage.words[first : first + len(label)] == label:
            yield first, first + len(label)


def _quoted(passage: Passage, first: int, last: int) -> bool:
    """Tell whether words stand in quotation marks: "close this banner" is no mention of the button "Close"."""
    start, end = passage.span(first, last)
    return bool(_MARKS.match(passage.text[start - 1 : start]) and _MARKS.match(passage.text[end : end + 1]))


def _beside(control: Shown, labelled: Intent, language: str) -> Intent | None:
    """Read an acknowledgement beside a refusal as the acceptance, where nothing else in the dialog accepts."""
    if labelled.intent != "acknowledge":
        return None
    meanings = {other: _read(other, language).intent for other in control.others}
    refusing = next((other for other, one in meanings.items() if one in REFUSING), None)
    if refusing is None or "accept" in meanings.values():
        return None
    return Intent("accept", f"{labelled.why}, beside {refusing!r}, and nothing else in the dialog accepts")


def _drawn(control: Shown) -> Intent:
    if control.role in {"button", "link"} and control.corner and control.dialog:
        return Intent("dismiss", "a button without words in a corner of the dialog")
    return Intent(None, "no words, and its place says nothing")
