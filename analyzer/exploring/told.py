"""What a page says was done, in its own words: evidence of the lowest rank, because a page can say anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from analyzer.model import Record, Screen
from analyzer.wording.lexicon import base, has, load
from analyzer.wording.normalising import Passage, read
from analyzer.wording.patterns import Compiler
from analyzer.wording.phrasebook import Phrasebook

Said = Literal["accepted", "refused", "ended", "saved"]
"""``ended``: a subscription, a membership, a newsletter is."""

LONGEST = 40
"""Words beyond which a block is a text about choices, and no message that one was taken down; a counting rule."""


class Confirmations(Record, frozen=True):
    """Patterns of one language, and a sentence for each that must be found."""

    refused: tuple[str, ...]
    accepted: tuple[str, ...]
    ended: tuple[str, ...]
    saved: tuple[str, ...]
    examples: dict[str, str]


@dataclass(frozen=True)
class Told:
    """What a page says was done, null where it says nothing or contradicts itself, and its words."""

    said: Said | None
    quote: str


NOTHING = Told(None, "")


def told(after: Screen, before: Screen, language: str) -> Told:
    """Return what a screen says that was not said before: that a refusal, an acceptance or a choice was taken down.

    A message that names the choice goes before one that only says that something was saved; one that negates is none.
    """
    book = _book(base(language))
    if book is None:
        return NOTHING
    known = {block.text for block in before.blocks}
    found: dict[str, str] = {}
    for block in after.blocks:
        passage = read(block.text)
        if block.text not in known and len(passage.words) <= LONGEST and not _negates(passage, language):
            for hit in book.hits(passage):
                found.setdefault(hit.slot, block.text)
    if "refused" in found and "accepted" in found:
        return NOTHING
    for said in _SAID:
        if said in found:
            return Told(said, found[said])
    return NOTHING


def _negates(passage: Passage, language: str) -> bool:
    """Return whether a message holds a word that negates: what was not saved was not saved."""
    return has(language) and any(hit.slot == "negation" for hit in load(language).notions.hits(passage))


_SAID: tuple[Said, ...] = ("refused", "accepted", "ended", "saved")


@lru_cache(maxsize=1)
def confirmations() -> Mapping[str, Confirmations]:
    """Return the patterns of all languages, by code."""
    content = (files(__package__) / "confirmations.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, Confirmations])


@lru_cache(maxsize=32)
def _book(code: str) -> Phrasebook | None:
    patterns = confirmations().get(code)
    if patterns is None:
        return None
    where = f"confirmations.toml: {code}"
    return Phrasebook({said: getattr(patterns, said) for said in _SAID}, Compiler({}, where), where)
