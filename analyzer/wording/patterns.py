"""The small language in which lexicons write phrases, and its matcher.

A pattern is words in a row. Each word may be

* ``refuse``: this word, in any case, with or without accents;
* ``refus*``: any word that begins so;
* ``honoured|honor*|(taken into account)``: one of several, a longer one in brackets;
* ``@objection``: any pattern of the lexicon's group of that name;
* ``word?``: may be missing (also after ``@group``, a bracket or an alternative);
* ``...``: up to five words of any kind.

A match never crosses the end of a sentence. Matching is exact after folding, never fuzzy: a fuzzy match of short
labels turns a language code into a refusal.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from analyzer.errors import InputError
from analyzer.wording.normalising import Passage, read

GAP = 5
"""The most words that ``...`` may stand for; a counting rule of the pattern language."""

_ITEM = re.compile(r"\.\.\.|(?:\([^()]*\)|[^\s()])+")
_ALTERNATIVE = re.compile(r"\([^()]*\)|[^|()]+")
_VALID = re.compile(r"@[a-z_]+|[^\W_]+(?:['\u2019\-][^\W_]+)*['\u2019]?\*?")


@dataclass(frozen=True, slots=True)
class _Word:
    """One word, or any of several, whole or by their beginning."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.stems)


@dataclass(frozen=True, slots=True)
class _Either:
    """One of several sequences."""

    options: tuple["_Sequence", ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One place of a pattern; ``part`` is null for a gap."""

    part: "_Word | _Either | None"
    optional: bool


_Sequence = tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the words ``first`` up to, not including, ``last`` of a passage."""

    slot: str
    pattern: str
    first: int
    last: int


class Phrasebook:
    """Patterns under named slots, ready to be looked up in a passage."""

    def __init__(
        self, slots: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]], where: str = "lexicon"
    ) -> None:
        """Compile every pattern.

        Parameters
        ----------
        slots
            Patterns by slot.
        groups
            Patterns that ``@name`` stands for.
        where
            The place named in an error.

        Raises
        ------
        InputError
            A pattern cannot be read, or names a group that is not there.
        """
        self._compiler = _Compiler(groups, where)
        self._whole: dict[str, list[tuple[str, str, _Sequence]]] = {}
        self._stems: dict[str, list[tuple[str, str, _Sequence]]] = {}
        for slot, patterns in slots.items():
            for pattern in patterns:
                self._index(slot, pattern, self._compiler.sequence(pattern, f"{where}: {slot}"))
        self._stem_lengths = tuple(sorted({len(stem) for stem in self._stems}))

    def _index(self, slot: str, pattern: str, sequence: _Sequence) -> None:
        entry = (slot, pattern, sequence)
        for word in _openers(sequence):
            for whole in word.whole:
                self._whole.setdefault(whole, []).append(entry)
            for stem in word.stems:
                self._stems.setdefault(stem, []).append(entry)

    def hits(self, passage: Passage) -> tuple[Hit, ...]:
        """Find every pattern in a passage.

        Parameters
        ----------
        passage
            The words to look at.

        Returns
        -------
        tuple of Hit
            In order of place, the longest first at the same place; the longest match of each pattern at each place.
        """
        found: set[Hit] = set()
        for first, word in enumerate(passage.words):
            for slot, pattern, sequence in self._candidates(word):
                last = max(_ends(sequence, passage, first, first), default=first)
                if last > first:
                    found.add(Hit(slot, pattern, first, last))
        return tuple(sorted(found, key=lambda hit: (hit.first, -hit.last, hit.slot, hit.pattern)))

    def _candidates(self, word: str) -> Iterator[tuple[str, str, _Sequence]]:
        yield from self._whole.get(word, ())
        for length in self._stem_lengths:
            if length > len(word):
                return
            yield from self._stems.get(word[:length], ())


def outermost(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out every hit that lies inside a longer one of any slot, as ``essential`` inside ``non essential``."""
    kept: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.last > reach or (kept and (hit.first, hit.last) == (kept[-1].first, kept[-1].last)):
            kept.append(hit)
            reach = max(reach, hit.last)
    return tuple(kept)


def _openers(sequence: _Sequence) -> Iterator[_Word]:
    for item in sequence:
        if isinstance(item.part, _Word):
            yield item.part
        elif isinstance(item.part, _Either):
            for option in item.part.options:
                yield from _openers(option)
        if not item.optional:
            return


def _ends(sequence: _Sequence, passage: Passage, at: int, first: int) -> Iterator[int]:
    """Yield every place where the sequence may end when its next item is tried at ``at``."""
    if not sequence:
        yield at
        return
    item, rest = sequence[0], sequence[1:]
    if item.optional:
        yield from _ends(rest, passage, at, first)
    if item.part is None:
        yield from _beyond_gap(rest, passage, at, first)
    elif at < len(passage.words) and (at == first or passage.breaks[at] != "."):
        if isinstance(item.part, _Word):
            if item.part.fits(passage.words[at]):
                yield from _ends(rest, passage, at + 1, first)
        else:
            for option in item.part.options:
                for end in _ends(option, passage, at, first):
                    yield from _ends(rest, passage, end, first)


def _beyond_gap(rest: _Sequence, passage: Passage, at: int, first: int) -> Iterator[int]:
    for resume in range(at, min(at + GAP, len(passage.words)) + 1):
        if resume > at and passage.breaks[resume - 1] == ".":
            return
        yield from _ends(rest, passage, resume, first)


class _Compiler:
    """Turns written patterns into sequences; groups are compiled once and may not contain themselves."""

    def __init__(self, groups: Mapping[str, Sequence[str]], where: str) -> None:
        self._groups = groups
        self._where = where
        self._compiled: dict[str, tuple[_Sequence, ...]] = {}
        self._open: list[str] = []

    def sequence(self, pattern: str, where: str) -> _Sequence:
        pieces = _ITEM.findall(pattern)
        items = tuple(item for piece in pieces for item in self._items(piece, f"{where}: {pattern!r}"))
        opening = tuple(takewhile(lambda item: item.part is not None, items))
        anchored = any(not item.optional for item in opening)
        if not anchored or items[-1].part is None or " ".join(pieces) != " ".join(pattern.split()):
            raise InputError(f"{where}: {pattern!r}: a pattern needs a word before any gap, and ends with one")
        return items

    def _items(self, piece: str, where: str) -> tuple[_Item, ...]:
        if piece == "...":
            return (_Item(None, optional=False),)
        optional = piece.endswith("?")
        options = self._options(piece.removesuffix("?"), where)
        if len(options) == 1 and not optional:
            return options[0]
        singles = [option[0].part for option in options if len(option) == 1 and not option[0].optional]
        words = [part for part in singles if isinstance(part, _Word)]
        if len(words) == len(options):
            merged = _Word(
                frozenset(whole for word in words for whole in word.whole),
                tuple(sorted({stem for word in words for stem in word.stems})),
            )
            return (_Item(merged, optional),)
        return (_Item(_Either(options), optional),)

    def _options(self, piece: str, where: str) -> tuple[_Sequence, ...]:
        written = _ALTERNATIVE.findall(piece)
        if "|".join(written) != piece:
            raise InputError(f"{where}: cannot read {piece!r}")
        options: list[_Sequence] = []
        for one in written:
            if one.startswith("("):
                options.append(self.sequence(one[1:-1], where))
            elif not _VALID.fullmatch(one):
                raise InputError(f"{where}: cannot read {one!r}")
            elif one.startswith("@"):
                options.extend(self._group(one[1:], where))
            else:
                options.append(_plain(one))
        return tuple(options)

    def _group(self, name: str, where: str) -> tuple[_Sequence, ...]:
        if name not in self._groups or name in self._open:
            raise InputError(f"{where}: no group {name!r} (groups: {', '.join(sorted(self._groups))})")
        if name not in self._compiled:
            self._open.append(name)
            self._compiled[name] = tuple(
                self.sequence(pattern, f"{self._where}: words.{name}") for pattern in self._groups[name]
            )
            self._open.pop()
        return self._compiled[name]


def _plain(written: str) -> _Sequence:
    words = read(written.removesuffix("*")).words
    stem = words[-1] if written.endswith("*") else None
    wholes = words[:-1] if stem else words
    items = [_Item(_Word(frozenset({word}), ()), optional=False) for word in wholes]
    if stem:
        items.append(_Item(_Word(frozenset(), (stem,)), optional=False))
    return tuple(items)
