"""Nobody is named who decides or is responsible.

What
----
No organisation, no "we" joined to a name, no address to write to.

How it is found
---------------
Looked for are a legal form (Ltd, GmbH, SAS), an e-mail or web address, a placeholder for a name, and a word with a
capital inside a sentence that is neither an abbreviation of the trade (AI, GDPR), a month, the name of a control nor
quoted; and one that opens a sentence and is followed by what an organisation does (topic ``acts``). German writes every
noun with a capital: there a name must follow *bei, von, durch, an, wir* directly.

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
from analyzer.saying import say
from analyzer.wording.normalising import read
from analyzer.wording.notices.notice import Lack, Notice

ID = "no_decider"
TITLE = "Nobody is named who decides"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FAIRNESS, PLAIN_LANGUAGE)
AGAINST = "The page around the notice may say whose it is."

_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+|https?://|\bwww\.|\b\w+\.(?:com|org|net|eu|example|test)\b"
    r"|\{(?:\w*_)?(?:name|site|company|brand|organi[sz]ation|service|app|operator|controller|club|website)\}"
)
_QUOTED = re.compile(r"[\"\u201c\u201e\u00ab\u2018\u201d].{1,60}?[\"\u201d\u201c\u00bb\u2019]")
_SHORTEST = 3
"""Letters beyond which a word at the start of a sentence may be a name; a counting rule."""
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
        "ev",
        "verein",
        "stadt",
        "universitat",
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
        "ty",
        "twoj",
        "twoja",
        "twoim",
        "panstwo",
        "panstwa",
        "pan",
        "pani",
        "pana",
        "panu",
        "tobie",
        "toba",
        "twojej",
        "twojego",
        "cie",
        "ciebie",
        "suoi",
        "suo",
        "sua",
        "sue",
        "lei",
        "le",
        "usted",
        "ustedes",
        "vi",
        "voce",
        "seu",
        "seus",
        "suas",
        "votres",
        "vos",
        "dein",
        "deine",
        "deiner",
        "deinen",
        "faq",
        "article",
        "art",
        "artikel",
        "articolo",
        "articulo",
        "artigo",
        "statement",
        "union",
        "europe",
        "europeenne",
        "eea",
        "eee",
        "sms",
        "wifi",
        "wi",
        "fi",
        "pdf",
        "cv",
        "stop",
        "confidentialite",
        "profil",
        "parametres",
        "settings",
        "privacy",
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
        yield Lack(notice.opening, say("looked for an organisation, a name or an address: there is none"))


def _names(notice: Notice) -> Iterator[str]:
    passage = notice.passage
    months = {place for hit in notice.hits("deadline") if hit.slot == "month" for place in range(hit.first, hit.last)}
    labels = {word for label in notice.controls for word in read(label).words}
    quoted = [found.span() for found in _QUOTED.finditer(notice.text)]
    acts = {hit.first for hit in notice.hits("acts") if hit.slot == "phrases"}
    nobody = {hit.first for hit in notice.hits("acts") if hit.slot == "nobody"}
    starts = {first for first, _ in notice.sentences}
    german = notice.language.partition("-")[0] == "de"
    for place, word in enumerate(passage.words):
        written, at = passage.quote(place, place + 1), passage.starts[place]
        if place and word in _FORMS and not passage.breaks[place]:
            yield written
        if not written[:1].isupper() or word in _NO_NAMES or word in labels or place in months:
            continue
        if any(first <= at < last for first, last in quoted):
            continue
        if place in starts:
            if place + 1 in acts and place not in nobody and len(word) > _SHORTEST and not word.endswith("s"):
                yield written
        elif not german or (passage.words[place - 1] in _BEFORE_NAMES and not word.endswith(_NOUNS)):
            yield written
