"""Which language a dialog is in: what it declares, checked against its text as a whole, never a single button.

A text is told by the words it is made of. Each word that a lexicon holds, as a common word of its language or in a
label, is a vote for it, and so are its ending and the letters that not every language has; a vote for several languages
is shared among them. Greek and Cyrillic letters decide by themselves, since one official language of the Union is
written in each.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from analyzer.wording.intents import Intent, intent
from analyzer.wording.lexicon import base, has, languages, spoken

SHORT = 60
"""Characters below which a text does not tell its language: five short labels together are longer (measured)."""

CLEAR = 1.25
"""How many times the votes of the declared language another needs to be believed instead; a rule of judgement."""

_LOOKALIKES = MappingProxyType(
    {
        **dict.fromkeys(("sr", "bs", "me", "cnr", "sh"), frozenset({"hr", "sl", "bg"})),
        **dict.fromkeys(("mk", "ru", "uk", "be"), frozenset({"bg"})),
        **dict.fromkeys(("gl", "oc", "ast"), frozenset({"ca", "es", "pt", "fr", "it"})),
        "lb": frozenset({"de", "nl"}),
        "gd": frozenset({"ga"}),
        "fo": frozenset({"is"}),
    }
)
"""Languages without a lexicon, and those that a text in them is taken for: there the declaration is believed."""

_REMEMBERED = 8192
"""Words whose votes are remembered: texts repeat them, and hostile text must not fill the memory."""

_ENDING = 3
"""Letters of a word's ending that tell a language."""

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")), ("bg", re.compile(r"[\u0400-\u04ff]")))
_OTHER_SCRIPT = 0.5
"""Share of the letters that a script needs to decide."""


def settle(declared: str, text: str) -> tuple[str, str]:
    """Tell the language of a dialog.

    Parameters
    ----------
    declared
        The nearest ``lang`` attribute; may be empty or wrong.
    text
        All visible text of the dialog, joined.

    Returns
    -------
    tuple of str
        The language as a two-letter code, "" where it cannot be told, and why.
    """
    said = base(declared)
    told, votes = _told(text)
    if len(text.strip()) < SHORT or not told:
        known = "too little text to check it" if has(said) else "no lexicon for it, and too little text to tell another"
        return said if has(said) else "", f"declared {declared!r}; {known}"
    if told == said:
        return said, f"declared {declared!r}, and the text agrees"
    if told in _LOOKALIKES.get(said, ()):
        return "", f"declared {declared!r}, which has no lexicon and looks like {told!r}"
    if has(said) and votes[told] < CLEAR * votes.get(said, 0.0):
        return said, f"declared {declared!r}; the text does not clearly say otherwise"
    return told, f"declared {declared!r}, but the text is in {told!r}" if said else f"the text is in {told!r}"


def intent_in_any(label: str) -> Intent:
    """Tell what a label means where its language is not known.

    Parameters
    ----------
    label
        The label.

    Returns
    -------
    Intent
        The intent on which every language agrees that has an answer; null where none has one, or they disagree.
    """
    found = {language: intent(label, language) for language in languages()}
    answers = {language: one for language, one in found.items() if one.intent}
    meanings = {one.intent for one in answers.values()}
    spoken = ", ".join(answers)
    if len(meanings) == 1:
        return Intent(meanings.pop(), f"in {spoken}: {next(iter(answers.values())).why}")
    if not meanings:
        return Intent(None, "no language has an answer")
    return Intent(None, "languages disagree: " + ", ".join(f"{code} {one.intent}" for code, one in answers.items()))


def _told(text: str) -> tuple[str, Mapping[str, float]]:
    """Return the language with most votes, and the votes; "" where nothing votes or two have as many."""
    letters = sum(letter.isalpha() for letter in text)
    for language, letter in _SCRIPTS:
        if len(letter.findall(text)) > _OTHER_SCRIPT * letters > 0:
            return language, {language: 1.0}
    votes: dict[str, float] = {}
    for word in _words(text):
        for speakers in _at_home(word):
            share = 1 / len(speakers)
            for language in speakers:
                votes[language] = votes.get(language, 0.0) + share
    ranked = sorted(votes, key=lambda language: (-votes[language], language))
    tied = len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]]
    return ("" if not ranked or tied else ranked[0]), votes


@lru_cache(maxsize=_REMEMBERED)
def _at_home(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the languages among which each vote of a word is shared."""
    known, spelling = _speakers()
    voting = (known.get(word, ()), *(spelling.get(part, ()) for part in _parts(word)))
    return tuple(speakers for speakers in voting if speakers)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _parts(word: str) -> Iterator[str]:
    """Yield the letters of a word that not every language has, and how it ends."""
    yield from {letter for letter in word if not letter.isascii()}
    if len(word) > _ENDING:
        yield word[-_ENDING:]


@lru_cache(maxsize=1)
def _speakers() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return the languages in which each word of the lexicons is at home, and each letter and ending of such words."""
    words: dict[str, list[str]] = {}
    spelling: dict[str, list[str]] = {}
    for language in languages():
        lexicon = spoken(language)
        labels = (label for written in lexicon.intents.labels.values() for label in written)
        examples = (label for written in lexicon.intents.examples.values() for label in written)
        known = {*_words(lexicon.frequent), *_words("\n".join((*labels, *examples)))}
        for word in sorted(known):
            words.setdefault(word, []).append(language)
        for part in sorted({part for word in known for part in _parts(word)}):
            spelling.setdefault(part, []).append(language)
    return (
        {word: tuple(codes) for word, codes in words.items()},
        {part: tuple(codes) for part, codes in spelling.items()},
    )
