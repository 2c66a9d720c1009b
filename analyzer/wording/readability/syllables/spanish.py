"""Spanish: every strong vowel is a syllable, a weak one beside it none unless it bears an accent."""

import re

_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_Y = re.compile(r"y(?=[aeiouáéíóú])")
_NUCLEUS = re.compile(r"[iuü]?[aeoáéó](?:[iuy](?![aeoáéóíú]))?|[íú]|ui|uí|iu|[iuüy]")


def count(word: str) -> int:
    """Return the syllables of a word in lower case."""
    return len(_NUCLEUS.findall(_Y.sub("j", _SILENT_U.sub("", word))))
