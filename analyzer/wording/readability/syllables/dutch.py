"""Dutch: a run of vowels is as many syllables as it has long vowels, diphthongs and single vowels."""

import re

_GLIDE = re.compile(r"(?<=q)u|(?<=[tc])i(?=o|ee|ë)")
_NUCLEUS = re.compile(r"ieuw|eeuw|aai|ooi|oei|aa|ee|oo|uu|oe|ie|eu|ui|ij|ei|ai|ou|au|óó|éé|[aeiouyëïöüéèêáàóí]")


def count(word: str) -> int:
    """Return the syllables of a word in lower case."""
    return len(_NUCLEUS.findall(_GLIDE.sub("", word)))
