"""The small language in which lexicons write phrases.

A pattern is words in a row. Each word may be

* ``refuse``: this word, in any case, with or without accents;
* ``refus*``: any word that begins so; ``*einstellungen``: any that ends so; ``*asetuks*``: any that holds it, for
  languages that write compounds as one word;
* ``honoured|honor*|(taken into account)``: one of several, a longer one in brackets;
* ``@objection``: any pattern of the lexicon's group of that name;
* ``word?``: may be missing (also after ``@group``, a bracket or an alternative);
* ``...``: up to five words of any kind; ``...12``: up to twelve.

A match never crosses the end of a sentence. Matching is exact after folding, never fuzzy: a fuzzy match of short
labels turns a language code into a refusal.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from analyzer.errors import InputError
from analyzer.wording.normalising import Passage, read

GAP = 5
"""The most words that ``...`` may stand for; a counting rule of the pattern language."""

_GAP = re.compile(r"\.\.\.(\d{0,2})")
_ITEM = re.compile(r"\.\.\.\d*|(?:\([^()]*\)|[^\s()])+")
_ALTERNATIVE = re.compile(r"\([^()]*\)|[^|()]+")
_VALID = re.compile(r"@[a-z_]+|\*?[^\W_]+(?:['\u2019\-][^\W_]+)*['\u2019]?\*?")
_FOLDED = re.compile(r"\*?[a-z0-9]+\*?(?:\|\*?[a-z0-9]+\*?)*")
"""Words that folding leaves as they are; most pieces are made of such, and need not be read."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or any of several: whole, or by their beginning, their end, or what they hold."""

    whole: frozenset[str]
    stems: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        """Tell whether a folded word is one of these."""
        return (
            word in self.whole
            or word.startswith(self.stems)
            or word.endswith(self.tails)
            or (bool(self.inner) and any(part in word for part in self.inner))
        )

    @property
    def by_part(self) -> bool:
        """Whether a word may be told by a part of it."""
        return bool(self.stems or self.tails or self.inner)

    @property
    def written(self) -> tuple[str, ...]:
        """Every spelling, without what may stand before or after it."""
        return (*self.whole, *self.stems, *self.tails, *self.inner)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several sequences; ``heads`` are those that a whole word may begin, ``loose`` those told otherwise.

    ``least`` and ``most`` words are in a match of any, and one of ``demanded``, null where that cannot be said: told
    once, since one choice stands in hundreds of patterns.
    """

    options: tuple["Places", ...]
    heads: Mapping[str, tuple["Places", ...]]
    loose: tuple["Places", ...]
    least: int
    most: int
    demanded: Word | None

    def beginning(self, word: str) -> tuple["Places", ...]:
        """Return the sequences that may begin with a word, in order."""
        return self.heads.get(word, self.loose)


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: a word, a choice of sequences, or a gap of so many words at most."""

    part: "Word | Either | int"
    optional: bool


Places = tuple[Item, ...]
"""A pattern, compiled."""


class _Behind(NamedTuple):
    """What is still to be matched behind a sequence: the one around it from a place on, and what is behind that."""

    sequence: Places
    place: int
    beyond: "_Behind | None"


def openers(sequence: Places) -> Iterator[Word]:
    """Yield the words with which a pattern may begin."""
    for item in sequence:
        if isinstance(item.part, Word):
            yield item.part
        elif isinstance(item.part, Either):
            for option in item.part.options:
                yield from openers(option)
        if not item.optional:
            return


def either(options: tuple[Places, ...]) -> Either:
    """Return a choice of sequences, with the words by which to choose."""
    by_part: list[int] = []
    whole: dict[str, set[int]] = {}
    for place, option in enumerate(options):
        words = tuple(openers(option))
        for one in {one for word in words for one in word.whole}:
            whole.setdefault(one, set()).add(place)
        if any(word.by_part for word in words):
            by_part.append(place)
    words_of_each = [demanded(option) for option in options]
    return Either(
        options,
        {one: tuple(options[place] for place in sorted(places.union(by_part))) for one, places in whole.items()},
        tuple(options[place] for place in by_part),
        least=min(map(least, options)),
        most=max(map(most, options)),
        demanded=_any_of([one[0] for one in words_of_each]) if all(words_of_each) else None,
    )


def demanded(sequence: Places) -> tuple[Word, ...]:
    """Return words each of which every match holds in one of its spellings, the fewest spellings first."""
    known = [word for item in sequence if not item.optional and (word := _written_out(item)) is not None]
    return tuple(sorted(known, key=lambda word: (word.by_part, len(word.whole))))


def _written_out(item: Item) -> Word | None:
    if isinstance(item.part, int):
        return None
    return item.part if isinstance(item.part, Word) else item.part.demanded


def least(sequence: Places) -> int:
    """Return the fewest words that a match has."""
    return sum(
        item.part.least if isinstance(item.part, Either) else 1
        for item in sequence
        if not item.optional and not isinstance(item.part, int)
    )


def most(sequence: Places) -> int:
    """Return the most words that a match can have, those of its gaps included."""
    return sum(
        item.part.most if isinstance(item.part, Either) else item.part if isinstance(item.part, int) else 1
        for item in sequence
    )


def spell(sequence: Places) -> Iterator[str]:
    """Yield the words of the shortest text that a pattern matches, folded."""
    for item in sequence:
        if item.optional or isinstance(item.part, int):
            continue
        if isinstance(item.part, Word):
            yield min(item.part.written, key=lambda word: (len(word), word))
        else:
            yield from spell(min(item.part.options, key=lambda option: (len(option), tuple(spell(option)))))


_NO_END = -1


def end(sequence: Places, passage: Passage, first: int) -> int:
    """Return where the preferred match of a pattern that begins at ``first`` ends; ``first`` where there is none."""
    return max(first, _Match(passage, first).end(sequence, 0, first, None))


class _Match:
    """One try to match at one place: the ways are tried in order of preference, and the first that fits is taken."""

    __slots__ = ("_breaks", "_first", "_many", "_words")

    def __init__(self, passage: Passage, first: int) -> None:
        self._words = passage.words
        self._breaks = passage.breaks
        self._many = len(passage.words)
        self._first = first

    def end(self, sequence: Places, place: int, at: int, behind: _Behind | None) -> int:
        """Match the items from ``place`` on at the word ``at``, then what stands ``behind`` the sequence."""
        while place < len(sequence):
            item = sequence[place]
            part = item.part
            place += 1
            if isinstance(part, int):
                return self._beyond(part, sequence, place, at, behind)
            found = _NO_END
            if at < self._many and (at == self._first or self._breaks[at] != "."):
                word = self._words[at]
                if isinstance(part, Either):
                    found = self._any(part.beginning(word), at, _Behind(sequence, place, behind))
                elif part.fits(word):
                    if not item.optional:
                        at += 1
                        continue
                    found = self.end(sequence, place, at + 1, behind)
            if found != _NO_END or not item.optional:
                return found
        return at if behind is None else self.end(behind.sequence, behind.place, at, behind.beyond)

    def _any(self, options: tuple[Places, ...], at: int, behind: _Behind | None) -> int:
        for option in options:
            found = self.end(option, 0, at, behind)
            if found != _NO_END:
                return found
        return _NO_END

    def _beyond(self, widest: int, sequence: Places, place: int, at: int, behind: _Behind | None) -> int:
        """Match the rest of a sequence beyond a gap of so many words at most."""
        item = sequence[place]
        part = item.part
        for resume in range(at, min(at + widest, self._many - 1) + 1):
            if resume > at and self._breaks[resume - 1] == ".":
                return _NO_END
            # Most words cannot come next, and a look at one is cheaper than a try.
            word = self._words[resume]
            if item.optional or (
                part.fits(word) if isinstance(part, Word) else isinstance(part, int) or part.beginning(word)
            ):
                found = self.end(sequence, place, resume, behind)
                if found != _NO_END:
                    return found
        return _NO_END


class Compiler:
    """Turns written patterns into sequences; a piece is compiled once, and groups may not contain themselves."""

    def __init__(self, groups: Mapping[str, Sequence[str]], where: str) -> None:
        """Remember the patterns that each ``@name`` stands for, and the place that an error in one of them names."""
        self._groups = groups
        self._where = where
        self._known: dict[str, tuple[Places, ...]] = {}
        self._pieces: dict[str, Places] = {}
        self._open: list[str] = []

    def compiled(self, pattern: str, where: str) -> Places:
        """Compile a pattern; an ``InputError`` begins with ``where``."""
        pieces = _ITEM.findall(pattern)
        items = tuple(item for piece in pieces for item in self._items(piece, f"{where}: {pattern!r}"))
        opening = tuple(takewhile(lambda item: not isinstance(item.part, int), items))
        anchored = any(not item.optional for item in opening)
        if not anchored or isinstance(items[-1].part, int) or " ".join(pieces) != " ".join(pattern.split()):
            raise InputError(f"{where}: {pattern!r}: a pattern needs a word before any gap, and ends with one")
        return items

    def _items(self, piece: str, where: str) -> Places:
        if piece not in self._pieces:
            self._pieces[piece] = self._compiled(piece, where)
        return self._pieces[piece]

    def _compiled(self, piece: str, where: str) -> Places:
        gap = _GAP.fullmatch(piece)
        if gap:
            return (Item(int(gap[1] or GAP), optional=False),)
        optional = piece.endswith("?")
        if _FOLDED.fullmatch(piece.removesuffix("?")):
            return (Item(_any_of([_folded(one) for one in piece.removesuffix("?").split("|")]), optional),)
        options = self._options(piece.removesuffix("?"), where)
        if len(options) == 1 and not optional:
            return options[0]
        singles = [option[0].part for option in options if len(option) == 1 and not option[0].optional]
        words = [part for part in singles if isinstance(part, Word)]
        if len(words) == len(options):
            return (Item(_any_of(words), optional),)
        return (Item(either(tuple(sorted(options, key=len, reverse=True))), optional),)

    def _options(self, piece: str, where: str) -> tuple[Places, ...]:
        written = _ALTERNATIVE.findall(piece)
        if "|".join(written) != piece:
            raise InputError(f"{where}: cannot read {piece!r}")
        options: list[Places] = []
        for one in written:
            if one.startswith("("):
                options.append(self.compiled(one[1:-1], where))
            elif not _VALID.fullmatch(one):
                raise InputError(f"{where}: cannot read {one!r}")
            elif one.startswith("@"):
                options.extend(self._group(one[1:], where))
            else:
                options.append(_plain(one))
        return tuple(options)

    def _group(self, name: str, where: str) -> tuple[Places, ...]:
        if name not in self._groups or name in self._open:
            raise InputError(f"{where}: no group {name!r} (groups: {', '.join(sorted(self._groups))})")
        if name not in self._known:
            self._open.append(name)
            self._known[name] = tuple(
                self.compiled(pattern, f"{self._where}: words.{name}") for pattern in self._groups[name]
            )
            self._open.pop()
        return self._known[name]


def _any_of(words: Sequence[Word]) -> Word:
    if len(words) == 1:
        return words[0]
    return Word(
        frozenset(whole for word in words for whole in word.whole),
        tuple(sorted({stem for word in words for stem in word.stems})),
        tuple(sorted({tail for word in words for tail in word.tails})),
        tuple(sorted({part for word in words for part in word.inner})),
    )


@lru_cache(maxsize=65536)
def _folded(written: str) -> Word:
    """Return a word that needs no folding."""
    bare = (written.strip("*"),)
    if written.endswith("*"):
        return Word(frozenset(), inner=bare) if written.startswith("*") else Word(frozenset(), stems=bare)
    return Word(frozenset(), tails=bare) if written.startswith("*") else Word(frozenset(bare))


@lru_cache(maxsize=65536)
def _plain(written: str) -> Places:
    if _FOLDED.fullmatch(written):
        return (Item(_folded(written), optional=False),)
    words = read(written.strip("*")).words
    items = [Word(frozenset({word})) for word in words]
    if written.startswith("*") and written.endswith("*"):
        items = [Word(frozenset(), inner=words)]
    elif written.endswith("*"):
        items[-1] = Word(frozenset(), stems=(words[-1],))
    elif written.startswith("*"):
        items[0] = Word(frozenset(), tails=(words[0],))
    return tuple(Item(item, optional=False) for item in items)
