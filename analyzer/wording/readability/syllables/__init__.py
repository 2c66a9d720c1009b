"""Syllables of a written word, by rule: one language a file, for those whose formula needs them.

How often each is right, against phonemes made independently, is in ``docs/readability.md``.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from analyzer.wording.lexicon import base
from analyzer.wording.readability.syllables import dutch, english, french, german, portuguese, spanish

COUNTERS: Mapping[str, Callable[[str], int]] = MappingProxyType(
    {
        "de": german.count,
        "en": english.count,
        "es": spanish.count,
        "fr": french.count,
        "nl": dutch.count,
        "pt": portuguese.count,
    }
)
"""What counts the syllables of one word in lower case, by language."""

_PART = re.compile(r"[^\W\d_]+")
_LONGEST = 60
"""Letters of a word that are read: what is longer is no word, and must cost no more than one."""


def counts(language: str) -> bool:
    """Tell whether there is a counter for the language of a tag."""
    return base(language) in COUNTERS


def syllables(word: str, language: str) -> int:
    """Return the syllables of a word as it is spoken.

    Parameters
    ----------
    word
        What stands between two spaces: ``l'opposition`` and ``e-mail`` are read part by part, without a pause.
    language
        The language; there is no fall-back to another one.

    Returns
    -------
    int
        At least 1, for a number in digits too, however it is read aloud.

    Raises
    ------
    KeyError
        There is no counter for the language.
    """
    return _counted(word, base(language))


@lru_cache(maxsize=8192)
def _counted(word: str, code: str) -> int:
    count = COUNTERS[code]
    plain = unicodedata.normalize("NFC", word).lower()
    return max(1, sum(count(part[:_LONGEST]) for part in _PART.findall(plain)))
