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

_ROOM = 1 << 17
"""Characters of texts whose hits are remembered, those of a few walks."""

_SHORT = 12
"""Words up to which a text is one window: a label is shorter than what its patterns may reach."""

_GATES = 3
"""Demanded words of a pattern that are looked for before it is tried; more cost more than they spare."""


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
    demanded: tuple[Word, ...]
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
            Knows what ``@name`` stands for; books that share one are made sooner.
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
    """Several books that are looked up in one go: a word of a text is one look-up for all of them.

    What was found in the last texts is remembered, since the same texts are asked about one book after the other.
    """

    def __init__(self, books: Mapping[str, Phrasebook]) -> None:
        self._books = books
        self._known: dict[str, Mapping[str, tuple[Hit, ...]]] = {}
        self._room = _ROOM

    @cached_property
    def _index(self) -> "_Index":
        return _Index(tuple(entry for name, book in self._books.items() for entry in book.entries(name)))

    def hits(self, passage: Passage) -> Mapping[str, tuple[Hit, ...]]:
        """Return what each book finds in a passage, as ``Phrasebook.hits`` does; no key where that is nothing."""
        known = self._known.get(passage.text)
        if known is None:
            known = self._found(passage)
            if self._room < len(passage.text):
                self._known.clear()
                self._room = _ROOM
            if len(passage.text) <= self._room:
                self._room -= len(passage.text)
                self._known[passage.text] = known
        return known

    def _found(self, passage: Passage) -> Mapping[str, tuple[Hit, ...]]:
        found: dict[str, set[Hit]] = {}
        for book, hit in self._index.matches(passage):
            found.setdefault(book, set()).add(hit)
        return {book: _in_order(hits) for book, hits in found.items()}


class _Masks(NamedTuple):
    """What a word may do, each a number with one bit an entry: open a pattern, or be the word that it demands."""

    opens: int
    serves: tuple[int, ...]


class _Index:
    """Patterns by the words with which they may begin, and by the words without which they cannot match.

    Sets of patterns are whole numbers, one bit a pattern: of thousands, an *and* of four numbers leaves the few that
    are worth a try.
    """

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self._entries = tuple(entries)
        self._openers = _Parts()
        self._gates = tuple(_Parts() for _ in range(_GATES))
        free = [0] * _GATES
        for place, entry in enumerate(self._entries):
            for word in openers(entry.sequence):
                self._openers.add(word, 1 << place)
            for gate in range(_GATES):
                if gate < len(entry.demanded):
                    self._gates[gate].add(entry.demanded[gate], 1 << place)
                else:
                    free[gate] |= 1 << place
        self._free = tuple(free)
        self._seen: dict[str, _Masks] = {}
        by_reach: dict[int, int] = {}
        for place, entry in enumerate(self._entries):
            by_reach[entry.reach] = by_reach.get(entry.reach, 0) | 1 << place
        self._reaches = tuple(sorted(by_reach.items()))

    def matches(self, passage: Passage) -> Iterator[tuple[str, Hit]]:
        """Yield each match with its book, in no order, perhaps more than once."""
        many = len(passage.words)
        for first, worth in self._worth([self._masks(word) for word in passage.words]):
            left = worth
            while left:
                bit = left & -left
                left ^= bit
                book, slot, pattern, sequence, _, fewest, _, is_word = self._entries[bit.bit_length() - 1]
                if is_word:
                    yield book, Hit(slot, pattern, first, first + 1)
                elif first + fewest <= many:
                    last = end(sequence, passage, first)
                    if last > first:
                        yield book, Hit(slot, pattern, first, last)

    def _worth(self, masks: Sequence[_Masks]) -> Iterator[tuple[int, int]]:
        """Yield each place at which patterns open whose demanded words all stand within their reach, with these."""
        many, width = len(masks), 1
        if many <= _SHORT:
            alive = -1
            for gate, free in enumerate(self._free):
                for mask in masks:
                    free |= mask.serves[gate]  # noqa: PLW2901 - a number of its own
                alive &= free
            yield from ((first, left) for first, mask in enumerate(masks) if (left := mask.opens & alive))
            return
        opened = [(first, mask.opens) for first, mask in enumerate(masks) if mask.opens]
        worth = [0] * many
        # What the words of a window serve, by the place where it begins; windows grow by doubling.
        served = [[mask.serves[gate] | free for mask in masks] for gate, free in enumerate(self._free)]
        for reach, bits in self._reaches if opened else ():
            while width < min(reach, many):
                served = [[one | other for one, other in zip(row, row[width:], strict=False)] + row[many - width :]
                          for row in served]  # fmt: skip
                width *= 2
            # A window as wide as the text is the last: what reaches farther sees the same words.
            wanted = bits if width < many else -1
            for first, opens in opened:
                left = opens & wanted
                for row in served:
                    left &= row[first]
                worth[first] |= left
            if width >= many:
                break
        yield from ((first, left) for first, left in enumerate(worth) if left)

    def _masks(self, word: str) -> _Masks:
        known = self._seen.get(word)
        if known is None:
            known = _Masks(self._openers.of(word), tuple(gate.of(word) for gate in self._gates))
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known


class _Parts:
    """Numbers by whole words, and by the beginnings, ends and insides of words."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._tails: dict[str, int] = {}
        self._inner: dict[str, int] = {}
        self._longest = 0

    def add(self, word: Word, bit: int) -> None:
        """Add a number to each spelling of a word."""
        for index, parts in (
            (self._whole, word.whole), (self._stems, word.stems), (self._tails, word.tails), (self._inner, word.inner),
        ):  # fmt: skip
            for part in parts:
                index[part] = index.get(part, 0) | bit
        self._longest = max([self._longest, *map(len, word.stems)])

    def of(self, word: str) -> int:
        """Return the numbers of all that a word fits, joined."""
        found = self._whole.get(word, 0)
        for length in range(1, min(len(word), self._longest) + 1):
            found |= self._stems.get(word[:length], 0)
        for tail, bits in self._tails.items():
            if word.endswith(tail):
                found |= bits
        for part, bits in self._inner.items():
            if part in word:
                found |= bits
        return found


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
