"""A screen is in another language than the ones before.

What
----
The form behind a French notice is in English.

How it is found
---------------
The language of each screen is told from what it declares, checked against all of its words; the first screen in
another language than the first one is found. A screen that declares a language without a lexicon is believed where its
words cannot be told. A reader who was offered the new language by its own name ("English") on the screen before, and
pressed it where that is known, has asked for it.

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

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from analyzer.references import LANGUAGE_DISCONTINUITY, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.lexicon import base, has
from analyzer.wording.normalising import fold, read
from analyzer.wording.routes.route import Clash, Shown

ID = "language_discontinuity"
TITLE = "A change of language on the way"
HOOKS: tuple[Hook, ...] = (LANGUAGE_DISCONTINUITY, PLAIN_LANGUAGE)
AGAINST = "The reader may have chosen the language."


_ENDONYMS: Mapping[str, str] = MappingProxyType(
    {
        "en": "english", "fr": "francais", "de": "deutsch", "es": "espanol", "it": "italiano", "nl": "nederlands",
        "pt": "portugues", "pl": "polski", "da": "dansk", "sv": "svenska", "fi": "suomi", "cs": "cestina",
        "sk": "slovencina", "sl": "slovenscina", "hr": "hrvatski", "hu": "magyar", "ro": "romana", "et": "eesti",
        "lv": "latviesu", "lt": "lietuviu", "mt": "malti", "ga": "gaeilge", "el": "ελληνικα", "bg": "български",
    }
)  # fmt: skip
"""Each language by its own name, folded (Unicode CLDR, localeDisplayNames)."""


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield the first screen in another language, by its first text."""
    languages = [screen.language or _foreign(screen) for screen in screens]
    first = next((language for language in languages if language), "")
    for place, (screen, language) in enumerate(zip(screens, languages, strict=True)):
        words = next((text for text in screen.said if text.strip()), "")
        if language and language != first and words:
            if not any(_asked(one, language) for one in screens[:place]):
                yield Clash(
                    place,
                    words,
                    say("in {language}; the screens before are in {first}", language=language, first=first),
                )
            return


def _foreign(screen: Shown) -> str:
    """Return a declared language that has no lexicon, "" where there is one: then its words should have told."""
    declared = base(screen.declared)
    return "" if has(declared) else declared


def _asked(screen: Shown, language: str) -> bool:
    """Tell whether the language was offered by its own name, and pressed where that is known."""
    offered = [control.label for control in screen.controls]
    name = fold(_ENDONYMS.get(language, ""))
    pressed = screen.pressed is None or screen.pressed not in offered or name in read(screen.pressed).words
    return bool(name) and pressed and any(name in read(label).words for label in offered)
