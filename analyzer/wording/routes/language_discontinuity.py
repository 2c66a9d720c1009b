"""A screen is in another language than the ones before.

What
----
The form behind a French notice is in English.

How it is found
---------------
The language of each screen is told from what it declares, checked against all of its words; the first screen in
another language than the first one is found.

Why it is friction
------------------
Whoever does not read the other language stops here.

What it cannot see
------------------
A change that the reader asked for. Screens with too little text and a wrong declaration.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "language discontinuity".
"""

from collections.abc import Iterator, Sequence

from analyzer.references import LANGUAGE_DISCONTINUITY, PLAIN_LANGUAGE, Hook
from analyzer.wording.routes.route import Clash, Shown

ID = "language_discontinuity"
TITLE = "A change of language on the way"
HOOKS: tuple[Hook, ...] = (LANGUAGE_DISCONTINUITY, PLAIN_LANGUAGE)
AGAINST = "The reader may have chosen the language."


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield the first screen in another language, by its first text."""
    languages = [screen.language for screen in screens]
    first = next((language for language in languages if language), "")
    for place, (screen, language) in enumerate(zip(screens, languages, strict=True)):
        words = next((text for text in screen.said if text.strip()), "")
        if language and language != first and words:
            yield Clash(place, words, f"in {language}; the screens before are in {first}")
            return
