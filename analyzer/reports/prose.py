"""Which language the words are in that describe a flow, or that browsers and scripts say."""

import re
from functools import lru_cache

from analyzer.reports.languages import Piece
from analyzer.wording.language import settle
from analyzer.wording.lexicon import source
from analyzer.wording.normalising import read

_ADDRESS = re.compile(r"\S*\w\.[a-z]{2,}(?![\w.])\S*")
_QUOTE = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"")

_SHORT = 2
"""Letters up to which a word may be one of several languages."""


def written_in(piece: Piece) -> str:
    """Return the language of a piece that somebody else wrote and no catalogue has; "" for any other.

    Flows are described in English, and so is what browsers and scripts say. A text that is long enough to be told by
    its words, and clearly is in another language, is taken for that; addresses are in none, and what is said around a
    quote tells more than the quote.
    """
    if piece.whose != "english":
        return ""
    words = _ADDRESS.sub(" ", piece.words)
    around = _QUOTE.sub(" ", words)
    if around != words and any(len(word) > _SHORT and word in _common() for word in read(around).words):
        return "en"
    return settle("en", words)[0] or "en"


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(read(source("en").frequent).words)
