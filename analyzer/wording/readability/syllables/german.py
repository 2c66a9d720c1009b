"""German: a run of vowels is as many syllables as it has diphthongs, long vowels and single vowels."""

import re

_GLIDE = re.compile(r"(?<=q)u|(?<=[tsx])i(?=on)")
_APART = re.compile(r"(?<=lin|mil|fol|räm|ser|akt|tud)ie$|(?<!w)(?<!sch)ien$")
_NUCLEUS = re.compile(r"ie|ei|ai|au|eu|äu|ey|ay|ou|aa|ee|oo|[aeiouyäöüéè]")


def count(word: str) -> int:
    """Return the syllables of a word in lower case."""
    bare = _GLIDE.sub("", word)
    return len(_NUCLEUS.findall(bare)) + bool(_APART.search(bare))
