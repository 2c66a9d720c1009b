"""Nobody is named who decides or is responsible.

What
----
No organisation, no "we" joined to a name, no address to write to.

How it is found
---------------
Looked for are a legal form (Ltd, GmbH, SAS), an e-mail or web address, a placeholder for a name, and a word with a
capital inside a sentence that is neither an abbreviation of the trade (AI, GDPR) nor a month. German writes every noun
with a capital: there a name must follow *bei, von, durch, an, wir* directly.

Why it is friction
------------------
A right is exercised against somebody; without a name the reader does not know whom to ask.

What it cannot see
------------------
Names in small letters, and logos. A capitalised word that is no name counts as one, so that the rule misses rather
than accuses.

Sources
-------
GDPR Art. 13(1)(a): identity of the controller; EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information".
"""

import re
from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE, Hook
from analyzer.wording.notices.notice import Lack, Notice

ID = "no_decider"
TITLE = "Nobody is named who decides"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "The page around the notice may say whose it is."

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+|https?://|\bwww\.|\{\w+\}")
_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "inc",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "lda",
        "zoo",
        "sp",
    ]
)
_NO_NAMES = frozenset(
    [
        "i",
        "ai",
        "ia",
        "ki",
        "si",
        "gdpr",
        "rgpd",
        "dsgvo",
        "avg",
        "rodo",
        "ok",
        "id",
        "ip",
        "tv",
        "eu",
        "you",
        "your",
        "vous",
        "votre",
        "sie",
        "ihr",
        "ihre",
        "ihren",
        "ihrem",
        "ihrer",
        "ihnen",
        "u",
        "uw",
        "twoje",
        "twoich",
        "ci",
        "cię",
        "ty",
        "twoj",
        "twoja",
        "twoim",
        "faq",
        "cookie",
        "cookies",
        "internet",
        "web",
    ]
)
_BEFORE_NAMES = frozenset({"bei", "von", "durch", "an", "wir"})
_NOUNS = ("ung", "ungen", "heit", "keit", "en", "er", "ern", "daten", "cookies", "ki", "dritte", "werbung")


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the opening of a notice that names nobody."""
    if notice.opening and not (_ADDRESS.search(notice.text) or any(_names(notice))):
        yield Lack(notice.opening, "looked for an organisation, a name or an address: there is none")


def _names(notice: Notice) -> Iterator[str]:
    passage = notice.passage
    months = {place for hit in notice.hits("deadline") for place in range(hit.first, hit.last)}
    german = notice.language.partition("-")[0] == "de"
    for place in range(1, len(passage.words)):
        written = passage.quote(place, place + 1)
        inside = (
            passage.breaks[place] != "." and "\n" not in passage.text[passage.ends[place - 1] : passage.starts[place]]
        )
        if passage.words[place] in _FORMS and not passage.breaks[place]:
            yield written
        if not (inside and written[:1].isupper()) or passage.words[place] in _NO_NAMES or place in months:
            continue
        if not german or (passage.words[place - 1] in _BEFORE_NAMES and not passage.words[place].endswith(_NOUNS)):
            yield written
