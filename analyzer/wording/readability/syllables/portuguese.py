"""Portuguese: falling diphthongs are one syllable, rising ones two, save at the end of a word stressed before."""

import re

_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[aeiéêí])")
_ENDING = re.compile(r"(?<=[^aeiouáâãàéêíóôõú])[ieu](?=[aoe]s?$)")
_ACCENT = re.compile(r"[áâéêíóôú]")
_NUCLEUS = re.compile(
    r"[aeoáâãàéêóôõ](?:[iu](?![nrlzm](?![haeiouáâãàéêíóôõú])|nh))|ão|õe|ãe|iu(?=s?$)|ui(?=s?$|t)|[aeiouáâãàéêíóôõúüy]"
)


def count(word: str) -> int:
    """Return the syllables of a word in lower case."""
    bare = _SILENT_U.sub("", word)
    if _ACCENT.search(bare):
        bare = _ENDING.sub("", bare)
    return len(_NUCLEUS.findall(bare))
