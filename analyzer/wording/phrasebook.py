"""Patterns of a lexicon, ready to be looked up: every word of a text is one dictionary look-up, not a search."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from analyzer.wording.normalising import Passage
from analyzer.wording.patterns import Compiler, Places, Word, demanded, end, least, most, openers, spell

_REMEMBERED = 4096
"""Words whose patterns are remembered; labels repeat a few hundred words, and hostile text must not fill the memory."""

_STRETCH = 16
"""Words at whose beginnings the same words ahead are looked at: a long text holds every word somewhere."""


class Hit(NamedTuple):
    """A pattern found: the words ``first`` up to, not including, ``last`` of a passage."""

    slot: str
    pattern: str
    first: int
    last: int


_FIRST = attrgetter("first")


class _Entry(NamedTuple):
    """A pattern of a book; without a word of each of ``demanded``, or with less than ``least``, nothing matches it.

    No match reaches beyond ``reach`` words.
    """

    book: str
    slot: str
    pattern: str
    sequence: Places
    demanded: tuple[frozenset[str], ...]
    least: int
    reach: int
    is_word: bool


class Phrasebook:
    """Patterns under named slots, ready to be looked up in a passage."""

    def __init__(self, slots: Mapping[str, Sequence[str]], compiler: Compiler, where: str = "lexicon") -> None:
        """Remember the patterns; they are compiled when the book is first opened, which most books never are.

        Parameters
        ----------
        slots
            Patterns by slot.
        compiler
            What turns them into sequences; books of one lexicon share it.
        where
            The place named in an error.
        """
        self._slots = slots
        self._compiler = compiler
        self._where = where

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(
            _entry("", slot, pattern, self._compiler.compiled(pattern, f"{self._where}: {slot}"))
            for slot, patterns in self._slots.items()
            for pattern in patterns
        )

    @cached_property
    def _index(self) -> "_Index":
        return _Index(self._entries)

    def check(self) -> None:
        """Compile every pattern now.

        Raises
        ------
        InputError
            A pattern cannot be read, or names a group that is not there.
        """
        _ = self._entries

    def hits(self, passage: Passage) -> tuple[Hit, ...]:
        """Find every pattern in a passage.

        Parameters
        ----------
        passage
            The words to look at.

        Returns
        -------
        tuple of Hit
            In order of place, the longest first at the same place; one match of each pattern at each place, with
            optional words where they are there and gaps as short as can be.
        """
        return _in_order({hit for _, hit in self._index.matches(passage)})

    def spelled(self) -> Iterator[tuple[str, str, str]]:
        """Yield each slot and pattern with the shortest text that the pattern matches, folded."""
        for entry in self._entries:
            yield entry.slot, entry.pattern, " ".join(spell(entry.sequence))

    def entries(self, name: str) -> Iterator[_Entry]:
        """Yield the patterns as those of a book of this name."""
        for entry in self._entries:
            yield entry._replace(book=name)


class Shelf:
    """Several books that are looked up in one go: a word of a text is one look-up for all of them."""

    def __init__(self, books: Mapping[str, Phrasebook]) -> None:
        self._books = books

    @cached_property
    def _index(self) -> "_Index":
        return _Index(tuple(entry for name, book in self._books.items() for entry in book.entries(name)))

    def hits(self, passage: Passage) -> Mapping[str, tuple[Hit, ...]]:
        """Return what each book finds in a passage, as ``Phrasebook.hits`` does; no key where that is nothing."""
        found: dict[str, set[Hit]] = {}
        for book, hit in self._index.matches(passage):
            found.setdefault(book, set()).add(hit)
        return {book: _in_order(hits) for book, hits in found.items()}


class _Index:
    """Patterns by the words with which they may begin."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._whole: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._tails: dict[str, list[_Entry]] = {}
        self._inner: dict[str, list[_Entry]] = {}
        self._seen: dict[str, tuple[_Entry, ...]] = {}
        for entry in entries:
            for word in openers(entry.sequence):
                for index, parts in (
                    (self._whole, word.whole), (self._stems, word.stems),
                    (self._tails, word.tails), (self._inner, word.inner),
                ):  # fmt: skip
                    for part in parts:
                        index.setdefault(part, []).append(entry)
        self._reach = max((entry.reach for entry in entries), default=0)
        self._stem_lengths = tuple(sorted({len(stem) for stem in self._stems}))

    def matches(self, passage: Passage) -> Iterator[tuple[str, Hit]]:
        """Yield each match with its book, in no order, perhaps more than once."""
        many = len(passage.words)
        there: frozenset[str] = frozenset()
        for first, word in enumerate(passage.words):
            if first % _STRETCH == 0:
                there = frozenset(passage.words[first : first + _STRETCH + self._reach])
            near: dict[int, frozenset[str]] = {}
            for book, slot, pattern, sequence, sets, fewest, reach, is_word in self._candidates(word):
                if is_word:
                    yield book, Hit(slot, pattern, first, first + 1)
                elif first + fewest <= many and not any(map(there.isdisjoint, sets)):
                    if reach not in near:
                        near[reach] = frozenset(passage.words[first : first + reach])
                    if any(map(near[reach].isdisjoint, sets)):
                        continue
                    last = end(sequence, passage, first)
                    if last > first:
                        yield book, Hit(slot, pattern, first, last)

    def _candidates(self, word: str) -> tuple[_Entry, ...]:
        known = self._seen.get(word)
        if known is None:
            # The same pattern may open with a word and with its stem; entries differ by what they say.
            known = tuple({entry[:3]: entry for entry in self._opened_by(word)}.values())
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def _opened_by(self, word: str) -> Iterator[_Entry]:
        yield from self._whole.get(word, ())
        for length in self._stem_lengths:
            if length > len(word):
                break
            yield from self._stems.get(word[:length], ())
        for tail, entries in self._tails.items():
            if word.endswith(tail):
                yield from entries
        for part, entries in self._inner.items():
            if part in word:
                yield from entries


def _entry(book: str, slot: str, pattern: str, sequence: Places) -> _Entry:
    is_word = len(sequence) == 1 and isinstance(sequence[0].part, Word)
    reach = 1 << most(sequence).bit_length()
    return _Entry(book, slot, pattern, sequence, demanded(sequence), least(sequence), reach, is_word)


def _in_order(hits: set[Hit]) -> tuple[Hit, ...]:
    if len(hits) < 2:  # noqa: PLR2004 - one hit is in order already
        return tuple(hits)
    return tuple(sorted(hits, key=lambda hit: (hit.first, -hit.last, hit.slot, hit.pattern)))


def outermost(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out every hit that lies inside a longer one of any slot, as ``essential`` inside ``non essential``."""
    kept: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.last > reach or (kept and (hit.first, hit.last) == (kept[-1].first, kept[-1].last)):
            kept.append(hit)
            reach = max(reach, hit.last)
    return tuple(kept)


def starting(hits: Sequence[Hit], first: int, last: int) -> Sequence[Hit]:
    """Return those of hits in order of place that start at the word ``first`` or later and before ``last``."""
    return hits[bisect_left(hits, first, key=_FIRST) : bisect_left(hits, last, key=_FIRST)]


def apart(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out every hit that overlaps one that begins earlier, or is longer at the same place."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
    return tuple(kept)
